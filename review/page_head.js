// The head of a page: its title, what it is about, and what can be begun there.

import { make } from './dom.js';

/** Make the head; `acts` stand beside the title. */
export function makeHead(title, lead, ...acts) {
  const heading = make('h1', 'head-title', title);
  heading.tabIndex = -1;
  const row = make('div', 'head-row', heading);
  if (acts.length) row.append(make('div', 'head-acts', ...acts));
  return make('header', 'head', row, make('p', 'head-lead', lead));
}
