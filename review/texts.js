// The page's own texts, put in their places: index.html has none of its own.

import { setLabel, setText } from './dom.js';
import { PAGE } from './strings.js';

/** Fill `data-text` and `data-label`; a shortcut is added to the latter's title. */
export function fillTexts(root) {
  for (const element of root.querySelectorAll('[data-text]')) setText(element, text(element.dataset.text));
  for (const element of root.querySelectorAll('[data-label]')) {
    setLabel(element, text(element.dataset.label), element.getAttribute('aria-keyshortcuts'));
  }
}

function text(name) {
  if (!Object.hasOwn(PAGE, name)) throw new Error(`no text ${name}`);
  return PAGE[name];
}
