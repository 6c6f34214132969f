// How much is shown, and where: the strip or all of it, in the tab or in a window on top.

import { byId, setAttribute, setLabel, show } from './dom.js';
import { fit, rememberPopUp, toggleOnTop, wayOut, windowOnTop } from './ontop.js';
import { keep, recall } from './prefs.js';
import { app } from './stage.js';
import { PAGE } from './strings.js';

/** `onChange()` is called when anything about it has changed. */
export class ViewSwitch {
  constructor({ onChange }) {
    this.onChange = onChange;
    app.dataset.view = recall('view') === 'strip' ? 'strip' : 'full';
    rememberPopUp();
    byId('tool-view').addEventListener('click', () => this.toggle());
    byId('tool-top').addEventListener('click', () => this.toggleOnTop());
    byId('away-back').addEventListener('click', () => windowOnTop()?.close());
    this.#render();
  }

  get #isStrip() {
    return app.dataset.view === 'strip';
  }

  /** Go from the strip to the full view, or back. */
  toggle() {
    app.dataset.view = this.#isStrip ? 'full' : 'strip';
    keep('view', this.#isStrip ? 'strip' : null);
    fit(this.#isStrip);
    this.#render();
    return true;
  }

  /** Go to a window of its own, or back; says whether the browser has one. */
  toggleOnTop() {
    if (wayOut() === null) return false;
    toggleOnTop({ isStrip: this.#isStrip, onChange: () => this.#render() }).catch(() => {
      // The browser refused: it wants a press of its own, or allows no second window.
    });
    return true;
  }

  #render() {
    const isAway = windowOnTop() !== null && app.ownerDocument !== document;
    setAttribute(byId('tool-view'), 'aria-pressed', String(this.#isStrip));
    const way = wayOut();
    show(byId('tool-top'), way !== null);
    setLabel(byId('tool-top'), way === 'window' ? PAGE.ownWindow : PAGE.onTop, 'T');
    if (way === 'top') setAttribute(byId('tool-top'), 'aria-pressed', String(isAway));
    else byId('tool-top').removeAttribute('aria-pressed');
    show(document.getElementById('away'), isAway);
    this.onChange();
  }
}
