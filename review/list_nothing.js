// An empty list says why, and what helps.

import { make, makeLink } from './dom.js';
import { makeScene } from './scenes.js';
import { NOTHING } from './strings.js';

/** No call is kept at all. */
export function nothingKept({ mode, account }) {
  const { title, body, commands } = mode === 'personal' ? NOTHING.machine : NOTHING[account?.role === 'analyst' ? 'analyst' : 'team'];
  const list = commands.map(([command, what]) => make('li', '', make('code', '', command), make('span', '', what)));
  return makeScene({ icon: 'calls', title, body: [...body, ...(list.length ? [make('ul', 'scene-commands', ...list)] : [])], level: 'h2' });
}

/** Calls are kept, and none of them fits. */
export function nothingFits(filters, { mode }) {
  const body = [filters.q ? NOTHING.words(filters.q) : NOTHING.fits];
  if (filters.when || filters.from || filters.to) body.push(NOTHING.days);
  if (filters.analyst && mode === 'team') body.push(NOTHING.analyst(filters.analyst));
  const clear = makeLink('button', '/review/', NOTHING.clear);
  return makeScene({ icon: 'filter', title: NOTHING.title, body, acts: [clear], level: 'h2' });
}
