// What the call page does with the document beside dom.js.

import { make, makeIcon } from './dom.js';

/** Make a button of a text, an icon or both; `press` is what it does. */
export function makeButton(className, { text = '', icon = '', label = '', keys = '', press }) {
  const button = make('button', className);
  button.type = 'button';
  if (icon) button.append(makeIcon(icon));
  if (text) button.append(make('span', 'button-text', text));
  if (label) {
    button.setAttribute('aria-label', label);
    button.title = keys ? `${label} (${keys})` : label;
  } else if (keys) {
    button.title = keys;
  }
  button.addEventListener('click', press);
  return button;
}

/** Make a picture and words that belong together, such as a severity's. */
export function makeSign(className, icon, text) {
  return make('span', className, makeIcon(icon), make('span', '', text));
}

/** Make a field for more than a line; it grows with what is written. */
export function makeNote(more) {
  return Object.assign(make('textarea', 'note'), more);
}
