// What the call page does with the document beside dom.js.

import { make, makeIcon } from './dom.js';

const SVG = 'http://www.w3.org/2000/svg';

/** Make an element of a picture, with its attributes. */
export function svgElement(tag, attributes) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  return element;
}

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

let count = 0;

/** An id that nothing else has. */
export function freshId(name) {
  count += 1;
  return `${name}-${count}`;
}

/** Make a field: a label above what it names. */
export function makeField(text, control) {
  control.id ||= freshId('field');
  const label = make('label', 'field-label', text);
  label.htmlFor = control.id;
  return make('div', 'field', label, control);
}

/** Make a choice: `options` as `[value, text]`. */
export function makeSelect(options, value) {
  const select = make('select', 'select');
  for (const [one, text] of options) {
    const option = make('option', '', text);
    option.value = one;
    select.append(option);
  }
  select.value = value;
  return select;
}

/** Whether a person is writing there, so that letters are letters. */
export function isWriting(element) {
  return Boolean(element?.closest?.('input:not([type=radio]):not([type=checkbox]):not([type=range]), textarea, select, [contenteditable]'));
}
