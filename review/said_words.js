// The words of an utterance, each run in what it lies in: a word, a finding's, a redaction, a hit.

import { make } from './dom.js';
import { hitsIn, placesOf, runsOf } from './runs.js';

const REDACTED = /\[[a-z][a-z -]*\]/g; // as the server masks: "[card number]"

/** The words of one utterance in the document. */
export class SaidWords {
  #text;
  #places;
  #marks;
  #hits = [];
  #now = null; // the word that is being said

  /** `words`: `[[startMs, endMs, text]]` where their times are known; `findings`: that stand on it. */
  constructor(text, words, findings) {
    this.#text = text;
    this.#places = placesOf(text, words);
    const quotes = findings.flatMap((finding) => quotesIn(text, finding));
    const redacted = [...text.matchAll(REDACTED)].map(({ 0: { length }, index: from }) => ({
      from,
      to: from + length,
      redacted: true,
    }));
    this.#marks = [...quotes, ...redacted];
    this.element = make('p', 'said-words');
    this.#write();
  }

  /** When the word at an element is said, or null where that is not known. */
  msAt(element) {
    const word = element.closest('[data-word]');
    return word ? this.#places[word.dataset.word].startMs : null;
  }

  /** Show which word is said at a moment; null for none. */
  follow(ms) {
    if (!this.#places.length) return;
    const index = ms === null ? -1 : this.#places.findLastIndex(({ startMs }) => startMs <= ms);
    if (this.#now === index) return;
    this.#now = index;
    for (const word of this.element.querySelectorAll('.is-now')) word.classList.remove('is-now');
    for (const word of this.element.querySelectorAll(`[data-word="${index}"]`)) word.classList.add('is-now');
  }

  /** Show where a text is in it; says in how many places. */
  find(query) {
    const hits = hitsIn(this.#text, query).map((hit) => ({ ...hit, hit: true }));
    if (hits.length || this.#hits.length) {
      this.#hits = hits;
      this.#now = null;
      this.#write();
    }
    return hits.length;
  }

  /** The elements of one of those places. */
  elementsOf(place) {
    return this.element.querySelectorAll(`[data-hit="${this.#hits[place].from}"]`);
  }

  #write() {
    const words = this.#places.map((place, index) => ({ ...place, word: index }));
    const runs = runsOf(this.#text, [...words, ...this.#marks, ...this.#hits]);
    this.element.replaceChildren(...runs.map(({ text, marks }) => written(text, marks)));
  }
}

function quotesIn(text, { id, severity, evidence }) {
  const quote = evidence?.words ?? evidence?.text;
  if (typeof quote !== 'string') return [];
  return hitsIn(text, quote)
    .slice(0, 1)
    .map((hit) => ({ ...hit, finding: id, severity }));
}

function written(text, marks) {
  const finding = marks.find((mark) => mark.finding);
  const hit = marks.find((mark) => mark.hit);
  const word = marks.find((mark) => mark.word !== undefined);
  const isRedacted = marks.some((mark) => mark.redacted);
  if (!finding && !hit && !word && !isRedacted) return text;
  const element = make(finding || hit ? 'mark' : 'span', '', text);
  if (finding) {
    element.classList.add('quoted');
    element.dataset.severity = finding.severity;
    element.dataset.finding = finding.finding;
  }
  if (hit) {
    element.classList.add('hit');
    element.dataset.hit = hit.from;
  }
  if (word) element.dataset.word = word.word;
  if (isRedacted) element.classList.add('redacted');
  return element;
}
