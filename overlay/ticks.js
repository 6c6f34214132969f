// Elements that tick themselves, and on demand show the words that ticked them.  Of some it
// cannot be told from silence that they were not said: these are reminders until they are heard.

import { make, makeIcon, setAttribute, setIcon, setText, show } from './dom.js';
import { makeWords } from './quotes.js';
import { TICK } from './strings.js';

const UNSURE = new Set(['problem_restated', 'impact_asked']);

/** Whether an element that was not heard may well have been said. */
export const isUnsure = (element) => UNSURE.has(element);

/** Fill a list with elements, each done or open; `evidence`: the words by element. */
export function renderTicks(list, names, done, evidence = {}) {
  for (const [element, name] of Object.entries(names)) {
    const isDone = done[element] === true;
    const words = (isDone && evidence[element]) || '';
    let item = list.querySelector(`[data-element="${element}"]`);
    // A tick with words is a button, one without is not.
    if (!item || item.dataset.words !== words) item = place(list, item, makeTick(element, name, words));
    item.classList.toggle('is-done', isDone);
    const state = isDone ? 'done' : isUnsure(element) ? 'unsure' : 'open';
    setIcon(item.querySelector('.icon'), state);
    setText(item.querySelector('.sr-only'), TICK[state]);
  }
}

function place(list, old, item) {
  const hadFocus = old?.contains(old.ownerDocument.activeElement);
  if (old) old.replaceWith(item);
  else list.append(item);
  if (hadFocus) item.querySelector('button')?.focus();
  return item;
}

function makeTick(element, name, words) {
  const face = make(words ? 'button' : 'span', 'tick-face', makeIcon('open'), make('span', 'tick-name', name), make('span', 'sr-only'));
  const item = make('li', 'tick', face);
  item.dataset.element = element;
  item.dataset.words = words;
  if (words) addWords(item, face, words);
  return item;
}

function addWords(item, face, words) {
  const said = makeWords(words);
  said.hidden = true;
  item.append(said);
  face.type = 'button';
  setAttribute(face, 'aria-expanded', 'false');
  face.addEventListener('click', () => {
    const isOpen = said.hidden;
    for (const other of item.parentElement.querySelectorAll('.tick-face[aria-expanded="true"]')) close(other);
    show(said, isOpen);
    setAttribute(face, 'aria-expanded', String(isOpen));
  });
}

function close(face) {
  setAttribute(face, 'aria-expanded', 'false');
  show(face.parentElement.querySelector('.tick-words'), false);
}
