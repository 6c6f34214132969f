import { makeScene } from './scenes.js';
import { NAV } from './strings.js';

/** Show the page. */
export function mount(root, params, app) {
  root.replaceChildren(makeScene({ icon: 'calls', title: NAV.accounts ?? NAV.calls }));
  app.setTitle(NAV.accounts ?? NAV.calls);
  return () => {};
}
