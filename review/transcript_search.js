// The search within one transcript.

import { make, makeIcon, setText, show } from './dom.js';
import { makeButton } from './call_dom.js';
import { TRANSCRIPT } from './call_strings.js';

/** `rows`: `{element, words}` of the transcript, see said_words.js; `onReach`: a row was gone to. */
export class TranscriptSearch {
  #rows;
  #onReach;
  #hits = []; // {row, place}
  #at = -1;
  #field = make('input', 'search');
  #count = make('span', 'search-count');
  #steps;

  constructor({ rows, onReach }) {
    this.#rows = rows;
    this.#onReach = onReach;
    Object.assign(this.#field, { type: 'search', placeholder: TRANSCRIPT.search });
    this.#field.setAttribute('aria-label', TRANSCRIPT.search);
    this.#field.addEventListener('input', () => this.#find());
    this.#field.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') this.#goTo(this.#at + (event.shiftKey ? -1 : 1));
    });
    this.#count.setAttribute('role', 'status');
    const step = (icon, label, by) => makeButton('tool', { icon, label, press: () => this.#goTo(this.#at + by) });
    this.#steps = make(
      'span',
      'search-steps',
      step('up', TRANSCRIPT.previousHit, -1),
      step('more', TRANSCRIPT.nextHit, 1),
    );
    this.#steps.hidden = true;
    this.elements = [make('div', 'search-box', makeIcon('search'), this.#field), this.#count, this.#steps];
  }

  focus() {
    this.#field.focus();
    this.#field.select();
  }

  /** Search for a text, as if it had been written here. */
  ask(query) {
    this.#field.value = query;
    this.#find();
  }

  #find() {
    const query = this.#field.value;
    this.#hits = this.#rows.flatMap((row) =>
      Array.from({ length: row.words.find(query) }, (_, place) => ({ row, place })),
    );
    this.#at = -1;
    show(this.#steps, this.#hits.length > 1);
    if (this.#hits.length) this.#goTo(0);
    else setText(this.#count, query.trim() ? TRANSCRIPT.noHit : '');
  }

  #goTo(index) {
    const { length } = this.#hits;
    if (!length) return;
    const mark = (isCurrent) => {
      const { row, place } = this.#hits[this.#at];
      for (const element of row.words.elementsOf(place)) element.classList.toggle('is-current', isCurrent);
    };
    if (this.#at >= 0) mark(false);
    this.#at = (index + length) % length;
    mark(true);
    setText(this.#count, TRANSCRIPT.hits(this.#at + 1, length));
    this.#onReach(this.#hits[this.#at].row);
  }
}
