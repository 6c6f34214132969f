// What the call came to: what went well first.

import { byId, make, makeIcon, setText, show } from './dom.js';
import { renderTicks } from './checklist.js';
import { CLOSING, ELEMENTS, SUMMARY, listed, minutes } from './strings.js';

const MAX_WELL = 4;
const MAX_NEXT = 3;
const LONG_ENOUGH_MS = 30_000; // a shorter call says little

/**
 * Sum up an ended call out of its report, or out of what the page has seen of it.
 * Returns `{durationMs, unscored, well, next, closing, share}`.
 */
export function summarise(call) {
  const { report, state } = call;
  const durationMs = report?.call.duration_ms ?? call.clock.head;
  const unscored = report && !report.quality.scored ? (report.quality.problems[0]?.detail ?? '') : null;
  const facts = {
    greeting: report?.greeting ?? state?.checklist.greeting ?? {},
    closing: report?.closing ?? state?.checklist.closing ?? {},
    findings: report?.findings ?? [...call.findings.values()],
    holds: report?.holds ?? [],
  };
  const isJudged = unscored === null && durationMs >= LONG_ENOUGH_MS;
  return {
    durationMs,
    unscored,
    well: isJudged ? wentWell(facts).slice(0, MAX_WELL) : [],
    next: isJudged ? nextTime(facts).slice(0, MAX_NEXT) : [],
    closing: isJudged && facts.closing.reached ? facts.closing : null,
    share: shareOf(report, state),
  };
}

/** Fill the end state of the page. */
export function renderSummary(call) {
  const { durationMs, unscored, well, next, closing, share } = summarise(call);
  setText(byId('summary-title'), unscored === null ? SUMMARY.title : SUMMARY.unscored);
  const lead = SUMMARY.lead(minutes(durationMs));
  setText(byId('summary-lead'), unscored ? `${lead}. ${SUMMARY.unscoredBecause(unscored)}` : lead);
  fillList(byId('summary-well'), SUMMARY.well, well, 'done');
  fillList(byId('summary-next'), SUMMARY.next, next, 'next');
  fillClosing(byId('summary-closing'), closing);
  fillTalk(byId('summary-talk'), share);
}

function wentWell({ greeting, closing, findings, holds }) {
  const spikes = of(findings, 'sentiment-spike');
  const notes = [
    [spikes.some((spike) => spike.evidence.recovered_ms != null), SUMMARY.recovered],
    [closing.reached && missing(closing, Object.keys(CLOSING)).length === 0, SUMMARY.closed],
    [missing(greeting, ['welcomed', 'gave_name', 'offered_help']).length === 0, SUMMARY.greeted],
    [byAgent(of(findings, 'interruption')).length === 0, SUMMARY.letFinish],
    [holds.some((hold) => hold.checked_back), SUMMARY.checkedBack],
    [holds.length > 0 && of(findings, 'hold-overrun').length === 0, SUMMARY.holdsKept],
    [of(findings, 'dead-air').length === 0, SUMMARY.informed],
  ];
  return notes.filter(([isTrue]) => isTrue).map(([, text]) => text);
}

function nextTime({ greeting, closing, findings }) {
  const interruptions = byAgent(of(findings, 'interruption')).length;
  const unsaid = closing.reached ? missing(closing, Object.keys(CLOSING)) : [];
  const ungreeted = missing(greeting, ['welcomed', 'gave_name', 'offered_help']);
  const notes = [
    [unsaid.length > 0, SUMMARY.sayBefore(words(unsaid))],
    [interruptions > 0, SUMMARY.interrupted(interruptions)],
    [of(findings, 'hold-overrun').length > 0, SUMMARY.heldLong],
    [of(findings, 'dead-air').length > 0, SUMMARY.silent],
    [byAgent(of(findings, 'profanity')).length > 0, SUMMARY.words],
    [ungreeted.length > 0, SUMMARY.greetWith(words(ungreeted))],
  ];
  return notes.filter(([isTrue]) => isTrue).map(([, text]) => text);
}

function shareOf(report, state) {
  const talk = report?.metrics?.talk_ms;
  if (talk && talk.agent + talk.customer > 0) return talk.agent / (talk.agent + talk.customer);
  return state?.talk.agent_share ?? null;
}

const of = (findings, kind) => findings.filter((finding) => finding.kind === kind);
const byAgent = (findings) => findings.filter((finding) => finding.speaker === 'agent');
const missing = (said, elements) => elements.filter((element) => said[element] !== true);
const words = (elements) => listed(elements.map((element) => ELEMENTS[element]));

function fillList(box, title, texts, icon) {
  show(box, texts.length > 0);
  const items = texts.map((text) => make('li', 'note', makeIcon(icon), make('span', '', text)));
  box.replaceChildren(make('h3', 'summary-heading', title), make('ul', 'notes', ...items));
  box.dataset.kind = icon;
}

function fillClosing(box, closing) {
  show(box, closing !== null);
  const list = make('ul', 'ticks');
  if (closing) renderTicks(list, CLOSING, closing);
  box.replaceChildren(make('h3', 'summary-heading', SUMMARY.closing), list);
}

function fillTalk(box, share) {
  show(box, share !== null);
  const percent = Math.round(100 * (share ?? 0));
  const bar = make('div', 'share-agent');
  bar.style.setProperty('width', `${percent}%`);
  const track = make('div', 'share share-large', bar);
  track.setAttribute('aria-hidden', 'true');
  box.replaceChildren(
    make('h3', 'summary-heading', SUMMARY.talk),
    track,
    make('p', 'summary-text', SUMMARY.talkText(percent, 100 - percent)),
  );
}
