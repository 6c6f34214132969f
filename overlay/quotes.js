// Words that were said, with their time: one look wherever they stand.

import { make } from './dom.js';
import { SPEAKERS, minutes, quoted } from './strings.js';

/** A list of `{speaker, atMs, text}`. */
export function makeQuotes(quotes) {
  return make('ul', 'quotes', ...quotes.map(makeQuote));
}

function makeQuote({ speaker, atMs, text }) {
  const head = make('span', 'quote-head', make('span', 'quote-time', minutes(atMs)));
  if (speaker) head.append(make('span', 'quote-speaker', SPEAKERS[speaker] ?? speaker));
  return make('li', 'quote', head, make('q', 'quote-words', text));
}

/** Words in their quotation marks. */
export function makeWords(text) {
  return make('p', 'tick-words', quoted(text));
}
