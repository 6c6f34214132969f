// Quiet: no advice for the rest of the call.  It needs no reason, and nobody is told.

import { byId, setAttribute, show } from './dom.js';
import { keep, recall } from './prefs.js';

const LONGEST_MS = 12 * 60 * 60 * 1000; // a shift: yesterday's quiet is not today's

/**
 * Whether advice is hidden.  It ends with the call it was begun in, or, begun between
 * calls, with the next one.
 */
export class Quiet {
  #since = recall('quiet'); // {at, after}: `after` is the last call that had ended then

  get isOn() {
    return this.#since !== null && Date.now() - this.#since.at < LONGEST_MS;
  }

  /** Begin or end it; `after`: the id of the call that has ended, if it has. */
  toggle(after) {
    this.#set(this.isOn ? null : { at: Date.now(), after });
  }

  /** A call has ended. */
  callEnded(id) {
    if (this.isOn && this.#since.after !== id) this.#set(null);
  }

  render() {
    show(byId('quiet'), this.isOn);
    setAttribute(byId('tool-quiet'), 'aria-pressed', String(this.isOn));
  }

  #set(since) {
    this.#since = since;
    keep('quiet', since);
  }
}
