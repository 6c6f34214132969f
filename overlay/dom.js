// The few things every view does with the document.

import { app } from './stage.js';

/** The element of an id, wherever the page is shown; a missing one is a mistake of ours. */
export function byId(id) {
  const element = app.ownerDocument.getElementById(id);
  if (!element) throw new Error(`no element #${id}`);
  return element;
}

/** Make an element with a class and text or children. */
export function make(tag, className, ...content) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...content);
  return element;
}

/** Set an element's text, and touch the document only when it changes. */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** Set an attribute, and touch the document only when it changes. */
export function setAttribute(element, name, value) {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

/** Say what a button or picture without text is, to the ear and on hovering. */
export function setLabel(element, text, key = null) {
  setAttribute(element, 'aria-label', text);
  if (key !== null) setAttribute(element, 'title', `${text} (${key})`);
}

/** Show or hide an element. */
export function show(element, isShown) {
  if (element.hidden === isShown) element.hidden = !isShown;
}

/** Point an icon at a symbol of index.html. */
export function setIcon(svg, name) {
  setAttribute(svg.querySelector('use'), 'href', `#icon-${name}`);
}

/** Make an icon that is decoration: what it says is said in words beside it. */
export function makeIcon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
  use.setAttribute('href', `#icon-${name}`);
  svg.append(use);
  return svg;
}
