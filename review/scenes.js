// Pages on which there is one thing to read or to do.

import { make, makeButton, makeIcon, makeLink } from './dom.js';
import { NOT_FOUND, TROUBLE } from './strings.js';

/** Make a scene: a sign, a title, a body, and what can be done. */
export function makeScene({ icon, title, body = [], acts = [], level = 'h1' }) {
  const heading = make(level, 'scene-title', title);
  heading.tabIndex = -1;
  const sign = make('div', 'scene-sign', makeIcon(icon));
  const lines = body.map((line) => (typeof line === 'string' ? make('p', '', line) : line));
  const scene = make('section', 'scene', sign, heading);
  if (lines.length) scene.append(make('div', 'scene-body', ...lines));
  if (acts.length) scene.append(make('div', 'scene-acts', ...acts));
  return scene;
}

/** There is nothing at this address, or nothing that one may see. */
export function notFound(root, app, { isCall = false } = {}) {
  const title = isCall ? NOT_FOUND.call : NOT_FOUND.title;
  const toList = makeLink('button button-main', '/review/', NOT_FOUND.toList);
  root.replaceChildren(makeScene({ icon: 'search', title, body: [NOT_FOUND.body], acts: [toList] }));
  app.setTitle(title);
  root.querySelector('h1').focus();
}

/** Something went wrong; `again` tries it anew. */
export function trouble(root, app, { error, again }) {
  const button = makeButton('button button-main', again, makeIcon('again'), TROUBLE.again);
  root.replaceChildren(makeScene({ icon: 'lost', title: TROUBLE.title, body: [error.message], acts: [button] }));
  app.setTitle(TROUBLE.title);
  app.announce(`${TROUBLE.title}. ${error.message}`);
}
