// The last lines of the conversation.

import { byId, make, setText, show } from './dom.js';
import { onStage } from './stage.js';
import { byTime } from './state.js';
import { SPEAKERS } from './strings.js';

const NEAR_END_PX = 40; // this close to the end, the reader wants to see what comes

/** Keeps the lines on the screen in step with those of the call. */
export class ConversationView {
  #box = byId('conversation');
  #list = byId('lines');
  #rows = new Map();
  #isAtEnd = true;

  constructor() {
    this.#box.addEventListener('scroll', () => {
      this.#isAtEnd = distanceToEnd(this.#box) < NEAR_END_PX;
    });
    // Cards come and go above: the last line stays where the eye expects it.
    let observer = null;
    onStage((stage) => {
      observer?.disconnect();
      observer = new stage.ResizeObserver(() => this.#follow());
      observer.observe(this.#box);
    });
  }

  /** Show the lines of a call, if there are any. */
  render(lines) {
    show(this.#box, lines.size > 0);
    for (const [id, row] of this.#rows) if (!lines.has(id)) this.#remove(id, row);
    let previous = null;
    for (const line of [...lines.values()].sort(byTime)) {
      previous = this.#place(line, previous);
    }
    this.#follow();
  }

  #follow() {
    if (this.#isAtEnd) this.#box.scrollTop = this.#box.scrollHeight;
  }

  #place(line, previous) {
    const row = this.#rows.get(line.utterance) ?? this.#add(line);
    const before = previous ? previous.element.nextSibling : this.#list.firstChild;
    if (row.element !== before) this.#list.insertBefore(row.element, before);
    row.element.classList.toggle('is-following', previous?.line.speaker === line.speaker);
    if (row.line !== line || !row.isFilled) fill(row, line);
    return row;
  }

  #add(line) {
    const words = make('p', 'line-words', make('span', 'line-stable'), make('span', 'line-rest'));
    const name = make('span', 'line-speaker', SPEAKERS[line.speaker] ?? line.speaker);
    const element = make('li', 'line', name, words);
    element.dataset.speaker = line.speaker;
    const row = { element, line, isFilled: false };
    this.#rows.set(line.utterance, row);
    return row;
  }

  #remove(id, row) {
    row.element.remove();
    this.#rows.delete(id);
  }
}

function distanceToEnd(box) {
  return box.scrollHeight - box.scrollTop - box.clientHeight;
}

function fill(row, line) {
  const stable = line.final ? line.text.length : line.stable;
  setText(row.element.querySelector('.line-stable'), line.text.slice(0, stable));
  setText(row.element.querySelector('.line-rest'), line.text.slice(stable));
  row.element.classList.toggle('is-partial', !line.final);
  row.line = line;
  row.isFilled = true;
}
