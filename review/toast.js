// One line that comes, can perhaps be taken back, and goes.

import { announce } from './announce.js';
import { byId, setText, show } from './dom.js';

const TOAST_MS = 3_000;
const UNDO_MS = 8_000; // time enough to read it, and to change one's mind

/** Shows one text at a time. */
export class Toast {
  #box = byId('toast');
  #button = byId('toast-act');
  #timer = null;
  #act = null;
  #done = null;
  #ms = TOAST_MS;

  constructor() {
    this.#button.addEventListener('click', () => this.act());
    // Who is about to press it is given the time to.
    for (const name of ['pointerenter', 'focusin']) this.#box.addEventListener(name, () => this.#wait());
    for (const name of ['pointerleave', 'focusout']) this.#box.addEventListener(name, () => this.#run());
  }

  /**
   * Show a text for `ms`.  `act`: what its button, named `label`, does; `done`: what
   * happens when it goes without that.
   */
  say(text, { label = '', act = null, done = null, ms = act ? UNDO_MS : TOAST_MS } = {}) {
    this.finish();
    [this.#act, this.#done, this.#ms] = [act, done, ms];
    setText(byId('toast-text'), text);
    setText(byId('toast-act-name'), label);
    show(this.#button, act !== null);
    announce(text);
    show(this.#box, true);
    this.#run();
  }

  /** Press its button; says whether there was one. */
  act() {
    const act = this.#act;
    if (!act) return false;
    this.#done = null;
    this.finish();
    act();
    return true;
  }

  /** Let it go now. */
  finish() {
    const done = this.#done;
    this.#wait();
    this.#act = this.#done = null;
    if (this.#box.contains(document.activeElement)) byId('main').focus({ preventScroll: true });
    show(this.#box, false);
    done?.();
  }

  #wait() {
    clearTimeout(this.#timer);
  }

  #run() {
    this.#wait();
    if (!this.#box.hidden) this.#timer = setTimeout(() => this.finish(), this.#ms);
  }
}
