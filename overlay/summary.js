// What the call came to: what went well first, then at most two things to try.

import { ELEMENTS, ELEMENT_NAMES, HOLD_STEPS, SUMMARY, listed } from './strings.js';
import { quotesOf } from './why.js';

const MAX_WELL = 4;
const MAX_NEXT = 2;
const MAX_STEPS = 2; // of a thing to try: more are not kept in mind
const MAX_MOMENTS = 20;
const LONG_ENOUGH_MS = 30_000; // a shorter call says little

/**
 * Sum up an ended call out of its report, or out of what the page has seen of it.
 * Returns `{durationMs, unscored, well, next, commitments, moments, closing, share}`.
 */
export function summarise(call) {
  const { report, state } = call;
  const durationMs = report?.call.duration_ms ?? call.clock.head;
  const unscored = report && !report.quality.scored ? (report.quality.problems[0]?.detail ?? '') : null;
  const facts = {
    greeting: report?.greeting ?? state?.checklist?.greeting ?? {},
    closing: report?.closing ?? state?.checklist?.closing ?? {},
    findings: report?.findings ?? [...call.findings.values()],
    holds: report?.holds ?? [],
  };
  const isJudged = unscored === null && durationMs >= LONG_ENOUGH_MS;
  return {
    durationMs,
    unscored,
    well: isJudged ? wentWell(facts).slice(0, MAX_WELL) : [],
    next: isJudged ? nextTime(facts).slice(0, MAX_NEXT) : [],
    commitments: commitmentsOf(facts.findings),
    moments: momentsOf(facts.findings, linesOf(call)),
    closing: isJudged && facts.closing.reached ? facts.closing : null,
    share: shareOf(report, state),
  };
}

function wentWell({ greeting, closing, findings, holds }) {
  const spikes = of(findings, 'sentiment-spike');
  const isSurprised = holdStepsLeftOut(findings).includes('announced'); // left waiting without a word
  const notes = [
    [spikes.some((spike) => spike.evidence?.recovered_ms != null), SUMMARY.recovered],
    [closing.reached && missing(closing, 'closing').length === 0, SUMMARY.closed],
    [missing(greeting, 'greeting').length === 0, SUMMARY.greeted],
    [byAgent(of(findings, 'interruption')).length === 0, SUMMARY.letFinish],
    [holds.some((hold) => hold.checked_back), SUMMARY.checkedBack],
    [holds.length > 0 && !isSurprised && of(findings, 'hold-overrun').length === 0, SUMMARY.holdsKept],
    [!isSurprised && of(findings, 'dead-air').length === 0, SUMMARY.informed],
  ];
  return notes.filter(([isTrue]) => isTrue).map(([, text]) => text);
}

function nextTime({ greeting, closing, findings }) {
  const interruptions = byAgent(of(findings, 'interruption')).length;
  const unsaid = closing.reached ? missing(closing, 'closing') : [];
  const ungreeted = missing(greeting, 'greeting');
  const holdSteps = holdStepsLeftOut(findings);
  const notes = [
    [of(findings, 'missing-acknowledgement').length > 0, SUMMARY.acknowledge],
    [holdSteps.includes('announced'), SUMMARY.holdFirst(listed(holdSteps.slice(0, MAX_STEPS).map((step) => HOLD_STEPS[step])))],
    [unsaid.length > 0, SUMMARY.sayBefore(words(unsaid))],
    [interruptions > 0, SUMMARY.interrupted(interruptions)],
    [of(findings, 'hold-overrun').length > 0, SUMMARY.heldLong],
    [of(findings, 'dead-air').length > 0, SUMMARY.silent],
    [byAgent(of(findings, 'profanity')).length > 0, SUMMARY.words],
    [ungreeted.length > 0, SUMMARY.greetWith(words(ungreeted))],
  ];
  return notes.filter(([isTrue]) => isTrue).map(([, text]) => text);
}

/** What some hold of the call came without. */
function holdStepsLeftOut(findings) {
  const leftOut = of(findings, 'hold-etiquette').flatMap(({ evidence }) => evidence?.missing ?? []);
  return Object.keys(HOLD_STEPS).filter((step) => leftOut.includes(step));
}

/** What the analyst promised: `{atMs, text, due}`. */
function commitmentsOf(findings) {
  return of(findings, 'commitment').sort(inOrder).map(({ start_ms: atMs, evidence, explanation }) => ({
    atMs,
    text: evidence?.text ?? explanation ?? '',
    due: evidence?.due ?? null,
  }));
}

/** What was found, in the order of the call: `{atMs, kind, speaker, text, quotes}`. */
function momentsOf(findings, lines) {
  return findings
    .filter(({ kind, start_ms: atMs }) => kind !== 'commitment' && Number.isFinite(atMs))
    .sort(inOrder)
    .slice(0, MAX_MOMENTS)
    .map((finding) => ({
      atMs: finding.start_ms,
      kind: finding.kind,
      speaker: finding.speaker,
      text: finding.explanation ?? '',
      quotes: quotesOf(finding, lines),
    }));
}

/** The report has all that was said, the page only the end of it. */
function linesOf({ report, lines }) {
  if (!report?.utterances) return lines;
  return new Map(report.utterances.map((said) => [said.id, { ...said, utterance: said.id }]));
}

function shareOf(report, state) {
  const talk = report?.metrics?.talk_ms;
  if (talk && talk.agent + talk.customer > 0) return talk.agent / (talk.agent + talk.customer);
  return state?.talk?.agent_share ?? null;
}

const inOrder = (one, other) => one.start_ms - other.start_ms;
const of = (findings, kind) => findings.filter((finding) => finding.kind === kind);
const byAgent = (findings) => findings.filter((finding) => finding.speaker === 'agent');
const missing = (said, part) => Object.keys(ELEMENT_NAMES[part]).filter((element) => said[element] !== true);
const words = (elements) => listed(elements.map((element) => ELEMENTS[element]));
