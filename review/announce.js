// What is said to those who listen to the page.

import { byId } from './dom.js';

/** Say it once the present words are over. */
export function announce(text) {
  const place = byId('polite');
  // The same words again are said again.
  place.textContent = place.textContent === text ? `${text}\u00a0` : text;
}
