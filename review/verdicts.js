// My verdicts: shown at once, saved at once, taken back when the server would not have them.

import { TOAST, VERDICTS } from './call_strings.js';

const WRITING_MS = 700; // after the last letter of a note

/** Gives verdicts for the reviewer, and says what becomes of them. */
export class Verdicts {
  #state;
  #server;
  #say;
  #notes = new Map(); // by finding: what was written before there was a verdict
  #waiting = new Map(); // by finding: {timer, save}

  /** `server`: what can be done to this call, see call_server.js; `say`: shows a line, perhaps with an undo. */
  constructor({ state, server, say }) {
    this.#state = state;
    this.#server = server;
    this.#say = say;
  }

  noteOf(finding) {
    return this.#state.mine(finding)?.note ?? this.#notes.get(finding) ?? '';
  }

  /** Give a verdict; the one that is there already is taken back. */
  give(finding, verdict) {
    const before = this.#state.mine(finding);
    const after = before?.verdict === verdict ? null : { verdict, note: this.noteOf(finding) };
    if (!after && before) this.#notes.set(finding, before.note);
    const undo = () => this.#put(finding, before && { verdict: before.verdict, note: before.note });
    return this.#put(finding, after, () =>
      this.#say(after ? TOAST.judged(VERDICTS[verdict]) : TOAST.unjudged, { label: TOAST.undo, act: undo }),
    );
  }

  /** Keep a note; it is saved when nothing more is written for a moment. */
  write(finding, note) {
    this.#stop(finding);
    const before = this.#state.mine(finding);
    if (!before) {
      this.#notes.set(finding, note);
      return;
    }
    if (before.note === note) return;
    const save = () => this.#put(finding, { verdict: this.#state.mine(finding)?.verdict ?? before.verdict, note });
    this.#waiting.set(finding, { save, timer: setTimeout(save, WRITING_MS) });
  }

  /** Save what waits for more to be written. */
  flush() {
    for (const { save } of [...this.#waiting.values()]) save();
  }

  #stop(finding) {
    clearTimeout(this.#waiting.get(finding)?.timer);
    this.#waiting.delete(finding);
  }

  async #put(finding, verdict, done = null) {
    this.#stop(finding);
    const before = this.#state.mine(finding);
    this.#state.setMine(finding, verdict);
    try {
      if (verdict) await this.#server.judge(finding, verdict);
      else await this.#server.unjudge(finding);
      done?.();
    } catch (error) {
      this.#state.setMine(finding, before);
      this.#say(error.message);
    }
  }
}
