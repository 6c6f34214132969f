// What is said to a screen reader: little, and once.

import { byId } from './dom.js';

/** Say a text, politely or, where it is urgent, at once. */
export function announce(text, isUrgent = false) {
  byId(isUrgent ? 'assertive' : 'polite').textContent = text;
  byId(isUrgent ? 'polite' : 'assertive').textContent = '';
}

/** Take back a text that is no longer so, if nothing was said since. */
export function hush(text) {
  for (const id of ['polite', 'assertive']) if (byId(id).textContent === text) byId(id).textContent = '';
}
