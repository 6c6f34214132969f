import { makeScene } from './scenes.js';
import { NAV } from './strings.js';

/** Show the page. */
export function mount(root, params, app) {
  root.replaceChildren(makeScene({ icon: 'calls', title: NAV.precision ?? NAV.calls }));
  app.setTitle(NAV.precision ?? NAV.calls);
  return () => {};
}
