// The few things every view does with the document.

const SVG = 'http://www.w3.org/2000/svg';

/** The element of an id of index.html; a missing one is a mistake of ours. */
export function byId(id) {
  const element = document.getElementById(id);
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

/** Set an attribute, and touch the document only when it changes; null takes it away. */
export function setAttribute(element, name, value) {
  if (value === null) element.removeAttribute(name);
  else if (element.getAttribute(name) !== String(value)) element.setAttribute(name, String(value));
}

/** Say what a button or picture without text is, to the ear and on hovering. */
export function setLabel(element, text, key = null) {
  setAttribute(element, 'aria-label', text);
  setAttribute(element, 'title', key === null ? text : `${text} (${key})`);
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
  return svg('svg', { class: 'icon', 'aria-hidden': 'true' }, svg('use', { href: `#icon-${name}` }));
}

/** Make an element of a picture. */
export function svg(tag, attributes = {}, ...content) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...content);
  return element;
}

/** Make a link. */
export function makeLink(className, href, ...content) {
  const link = make('a', className, ...content);
  link.href = href;
  return link;
}

/** Make a button: `press` is what it does. */
export function makeButton(className, press, ...content) {
  const button = make('button', className, ...content);
  button.type = 'button';
  if (press) button.addEventListener('click', press);
  return button;
}

let count = 0;

/** An id that nothing else has. */
export function freshId(name) {
  count += 1;
  return `${name}-${count}`;
}

/** Make a field: its label above it, and perhaps a hint below. */
export function makeField(text, control, hint = null) {
  control.id ||= freshId('field');
  const label = make('label', 'field-label', text);
  label.htmlFor = control.id;
  const field = make('div', 'field', label, control);
  if (hint) {
    const line = make('p', 'field-hint', hint);
    line.id = `${control.id}-hint`;
    control.setAttribute('aria-describedby', line.id);
    field.append(line);
  }
  return field;
}

/** Make a field for a line of text; `more`: its further properties. */
export function makeInput(type, more = {}) {
  return Object.assign(make('input', 'input'), { type, ...more });
}

/** Make a choice: `options` as `[value, text]`. */
export function makeSelect(options, value = '') {
  const select = make('select', 'select', ...options.map(([one, text]) => new Option(text, one)));
  select.value = value;
  return select;
}

/** Whether somebody is writing there, so that letters are letters. */
export function isWriting(element) {
  const fields = 'input:not([type=radio]):not([type=checkbox]):not([type=range]), textarea, select, [contenteditable]';
  return Boolean(element?.closest?.(fields));
}
