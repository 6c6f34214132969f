// The words round what was looked for.

import { CUT } from './strings.js';

const AROUND = 60; // characters before the first match and after the last that is shown
const LONGEST = 180;

/**
 * The pieces of a text, `[{text, isMatch}]`, shortened round its first matches.
 *
 * `spans`: `[[from, to]]` in characters as the server counts them: code points.
 */
export function excerpt(text, spans) {
  const letters = [...text];
  const begin = spans.length ? Math.max(0, spans[0][0] - AROUND) : 0;
  const from = begin && wordStart(letters, begin);
  const until = Math.min(letters.length, Math.max(from + LONGEST, (spans[0]?.[1] ?? 0) + AROUND));
  const to = until < letters.length ? wordEnd(letters, until) : until;
  const pieces = [];
  const add = (start, end, isMatch) => {
    if (end > start) pieces.push({ text: letters.slice(start, end).join(''), isMatch });
  };
  let at = from;
  for (const [start, end] of spans) {
    if (start < at || end > to) continue;
    add(at, start, false);
    add(start, end, true);
    at = end;
  }
  add(at, to, false);
  if (from) pieces.unshift({ text: CUT, isMatch: false });
  if (to < letters.length) pieces.push({ text: CUT, isMatch: false });
  return pieces;
}

function wordStart(letters, at) {
  const space = letters.indexOf(' ', at);
  return space === -1 || space > at + 20 ? at : space + 1;
}

function wordEnd(letters, at) {
  const space = letters.lastIndexOf(' ', at);
  return space < at - 20 ? at : space;
}
