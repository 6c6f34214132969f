// What is where, and the keys.

import { KEYS as CALL_KEYS } from './call_strings.js';
import { make } from './dom.js';
import { makeKeys, makeLettersSwitch } from './keys.js';
import { GUIDE, LIST_KEYS } from './strings.js';

export const styles = ['pages.css'];

/** Show the page. */
export function mount(root, params, app) {
  const heading = make('h1', 'head-title', GUIDE.title);
  heading.tabIndex = -1;
  const parts = GUIDE.parts.map(({ title, body }) => make('section', 'guide-part', make('h2', '', title), make('p', '', body)));
  const keys = make('section', 'guide-part', make('h2', '', GUIDE.listKeys), makeKeys(LIST_KEYS), makeLettersSwitch());
  const callKeys = make('section', 'guide-part', make('h2', '', GUIDE.callKeys), makeKeys(CALL_KEYS));
  root.append(make('div', 'sheet guide', heading, ...parts, keys, callKeys));
  app.setTitle(GUIDE.title);
  return () => {};
}
