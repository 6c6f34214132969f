// The page after the call, for the analyst alone.

import { byId, make, makeIcon, setText, show } from './dom.js';
import { makeQuotes } from './quotes.js';
import { ELEMENT_NAMES, FINDINGS, SUMMARY, minutes, quoted } from './strings.js';
import { summarise } from './summary.js';
import { renderTicks } from './ticks.js';

/** Filled once a call, so that what was unfolded stays so. */
export class SummaryView {
  #ending = null;

  render(call) {
    if (this.#ending === call.ending) return;
    this.#ending = call.ending;
    fillPage(call);
  }
}

function fillPage(call) {
  const summary = summarise(call);
  const { durationMs, unscored, closing, share } = summary;
  setText(byId('summary-title'), unscored === null ? SUMMARY.title : SUMMARY.unscored);
  const lead = SUMMARY.lead(minutes(durationMs));
  setText(byId('summary-lead'), unscored ? SUMMARY.unscoredBecause(lead, unscored) : lead);
  fillList('well', summary.well.map((text) => makeNote('done', text)));
  fillList('next', summary.next.map((text) => makeNote('next', text)));
  fillList('commitments', summary.commitments.map(makeCommitment));
  fillList('moments', summary.moments.map(makeMoment));
  const ticks = make('ul', 'ticks');
  // What was left unsaid is among the things to try, or not worth one: no list of gaps.
  if (closing) renderTicks(ticks, saidOf(closing), closing);
  fill('closing', ticks.children.length ? [ticks] : []);
  fill('talk', share === null ? [] : makeShare(Math.round(100 * share)));
  byId('summary').scrollTop = 0;
}

function saidOf(closing) {
  return Object.fromEntries(Object.entries(ELEMENT_NAMES.closing).filter(([element]) => closing[element] === true));
}

function fillList(part, items) {
  fill(part, items.length ? [make('ul', 'notes', ...items)] : []);
}

function fill(part, content) {
  const box = byId(`summary-${part}`);
  show(box, content.length > 0);
  box.replaceChildren(make('h3', 'summary-heading', SUMMARY.parts[part]), ...content);
}

function makeNote(icon, text) {
  return make('li', 'note', makeIcon(icon), make('span', '', text));
}

function makeCommitment({ atMs, text, due }) {
  const words = make('span', '', quoted(text));
  if (due && !text.includes(due)) words.append(' ', make('span', 'note-due', due));
  return make('li', 'note', make('span', 'note-time', minutes(atMs)), words);
}

function makeMoment({ atMs, kind, speaker, text, quotes }) {
  const name = FINDINGS[`${kind}-${speaker}`] ?? FINDINGS[kind] ?? kind.replaceAll('-', ' ');
  const head = make('summary', 'moment-head', make('span', 'note-time', minutes(atMs)), make('span', '', name), makeIcon('more'));
  const words = make('div', 'moment-words', makeQuotes(quotes), make('p', 'reasons-text', text));
  return make('li', '', make('details', 'moment', head, words));
}

function makeShare(percent) {
  const bar = make('div', 'share-agent');
  bar.style.setProperty('width', `${percent}%`);
  const track = make('div', 'share share-large', bar);
  track.setAttribute('aria-hidden', 'true');
  return [track, make('p', 'summary-text', SUMMARY.talkText(percent, 100 - percent))];
}
