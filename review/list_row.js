// One call of the list.

import { makeStrip, SEVERITIES } from './call_strip.js';
import { make, makeIcon, makeLink } from './dom.js';
import { excerpt } from './excerpt.js';
import { CHIPS, ROW, SEVERITY_NAMES, SPEAKERS, STATES, clock, fullDate, kindTitle, minutes } from './strings.js';

const RECORDED = new Set(['replay', 'score', 'import']); // calls that bear a file's name
const MOST_CHIPS = 4;
const CHIP_LETTERS = 46; // about two lines of chips, so that rows keep their height

/** Make the row of a call; `kinds`: the session's. */
export function makeRow(call, { kinds, isTeam }) {
  const row = make('li', 'row');
  row.dataset.uid = call.uid;
  const address = `/review/call/${call.uid}`;
  const when = new Date(call.happened_at);
  const name = call.analyst ?? (isTeam ? ROW.nobody : RECORDED.has(call.origin) ? call.call_id : ROW.noName);
  const link = makeLink('row-link', address, name, make('span', 'sr-only', ROW.of(fullDate(when), minutes(call.duration_ms))));
  link.title = name;
  const strip = make('div', 'row-strip strip', makeStrip(call.strip, { durationMs: call.duration_ms, kinds }));
  strip.dataset.durationMs = call.duration_ms;
  row.append(
    make('div', 'row-when', make('span', 'row-time', clock(when)), make('span', 'row-length', minutes(call.duration_ms))),
    make('div', 'row-who', link, make('ul', 'row-signs', ...signsOf(call))),
    strip,
    make('div', 'row-findings', ...chipsOf(call, kinds)),
    make('div', 'row-score', ...scoreOf(call)),
    make('div', 'row-review', stateOf(call)),
  );
  if (call.matches.length) row.append(make('ul', 'row-matches', ...call.matches.map((match) => matchOf(match, address))));
  return row;
}

/** The findings of a call by kind, the gravest first: `[{kind, count, severity}]`. */
export function kindsOf(call) {
  const worst = new Map();
  for (const [, , kind, severity] of call.strip.findings) {
    const rank = SEVERITIES.indexOf(severity);
    if (rank > (worst.get(kind) ?? -1)) worst.set(kind, rank);
  }
  return Object.entries(call.findings)
    .map(([kind, count]) => ({ kind, count, rank: worst.get(kind) ?? 0 }))
    .sort((one, other) => other.rank - one.rank || other.count - one.count || one.kind.localeCompare(other.kind))
    .map(({ rank, ...rest }) => ({ ...rest, severity: SEVERITIES[rank] }));
}

function fitting(found, kinds) {
  let letters = 0;
  const isFit = ({ kind }, place) => {
    letters += kindTitle(kinds, kind).length + 4;
    return place === 0 || (place < MOST_CHIPS && letters <= CHIP_LETTERS);
  };
  const end = found.findIndex((one, place) => !isFit(one, place));
  return end === -1 ? found : found.slice(0, end);
}

function chipsOf(call, kinds) {
  const found = kindsOf(call);
  if (!found.length) return [make('span', 'row-none', CHIPS.none)];
  const shown = fitting(found, kinds);
  const chips = shown.map(({ kind, count, severity }) => {
    const chip = make('li', 'chip', makeIcon(severity), make('span', 'chip-name', kindTitle(kinds, kind)));
    chip.dataset.severity = severity;
    if (count > 1) chip.append(make('span', 'chip-count', CHIPS.times(count)));
    chip.append(make('span', 'sr-only', CHIPS.severity(SEVERITY_NAMES[severity])));
    return chip;
  });
  const rest = found.slice(shown.length);
  if (rest.length) {
    const names = rest.map(({ kind, count }) => CHIPS.counted(kindTitle(kinds, kind), count)).join(', ');
    const more = make('li', 'chip chip-more', CHIPS.more(rest.length), make('span', 'sr-only', CHIPS.moreTold(names)));
    more.title = names;
    chips.push(more);
  }
  return [make('ul', 'chips', ...chips)];
}

function signsOf(call) {
  const sign = (icon, text, title = null) => {
    const item = make('li', 'row-sign', ...(icon ? [makeIcon(icon)] : []), text);
    if (title) item.title = title;
    return item;
  };
  const signs = [];
  if (call.is_cut_off) signs.push(sign('cut-off', ROW.cutOff, ROW.cutOffTitle));
  if (call.problems.length) signs.push(sign('notice', ROW.problem, ROW.problemTitle));
  if (!call.has_audio) signs.push(sign('no-sound', ROW.noSound, ROW.noSoundTitle));
  if (!signs.length) signs.push(sign(null, ROW.origins[call.origin] ?? call.origin));
  return signs;
}

function scoreOf(call) {
  if (call.score === null) return [make('span', 'row-no-score', make('span', 'row-score-name', ROW.score), make('span', '', '–'), make('span', 'sr-only', ROW.noScore))];
  return [make('span', 'row-score-name', ROW.score), make('strong', 'row-points', String(Math.round(call.score)))];
}

function stateOf(call) {
  const state = call.is_disputed ? 'disputed' : call.review;
  const shown = make('span', 'state', makeIcon(state === 'disputed' ? 'dispute' : `state-${state}`), make('span', '', STATES[state] ?? state));
  shown.dataset.state = state;
  return shown;
}

function matchOf({ start_ms: startMs, speaker, text, spans }, address) {
  const words = excerpt(text, spans).map((piece) => (piece.isMatch ? make('mark', '', piece.text) : piece.text));
  const link = makeLink(
    'match',
    `${address}?t=${startMs}`,
    make('span', 'match-at', minutes(startMs)),
    make('span', 'match-who', SPEAKERS[speaker]),
    make('span', 'match-words', ...words),
  );
  return make('li', '', link);
}
