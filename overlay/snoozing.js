// "Not now": a kind of advice that is not wanted for the rest of the call.

import { TOAST } from './strings.js';

const REST_OF_CALL_MINUTES = 1_440;
const UNDO_MS = 4_000;

/**
 * Hushes a kind at once and tells the server a moment later: it has no way back, so the
 * way back is not to have told it yet.
 */
export class Snoozing {
  #pending = null;

  constructor({ call, toast, send, onChange }) {
    Object.assign(this, { call, toast, send, onChange });
    addEventListener('pagehide', () => this.#tell());
  }

  /** Want none of a kind. */
  ask(kind) {
    this.toast.finish();
    this.#pending = { kind, call: this.call.id };
    this.call.nudges.hush(kind, Date.now());
    this.toast.say(TOAST.notNow, {
      label: TOAST.undo,
      act: () => this.#undo(),
      done: () => this.#tell(),
      ms: UNDO_MS,
    });
  }

  #undo() {
    const { kind } = this.#pending;
    this.#pending = null;
    this.call.nudges.unhush(kind, Date.now());
    this.onChange();
  }

  #tell() {
    const pending = this.#pending;
    this.#pending = null;
    // After the call there is nothing to snooze, and in the next one it is welcome again.
    if (!pending || pending.call !== this.call.id || this.call.phase !== 'live') return;
    this.send({ type: 'snooze', kind: pending.kind, minutes: REST_OF_CALL_MINUTES });
  }
}
