// My verdicts: shown at once, saved at once, taken back when the server would not have them.

import { TOAST, VERDICTS } from './call_strings.js';

const WRITING_MS = 700; // after the last letter of a note

/** Gives verdicts for the reviewer, and says what becomes of them. */
export class Verdicts {
  #state;
  #calls;
  #say;
  #notes = new Map(); // by finding: what was written before there was a verdict
  #timers = new Map();

  /** `calls`: what the server can do to this call; `say`: shows a line, perhaps with an undo. */
  constructor({ state, calls, say }) {
    this.#state = state;
    this.#calls = calls;
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
  write(finding, note, { now = false } = {}) {
    clearTimeout(this.#timers.get(finding));
    const before = this.#state.mine(finding);
    if (!before) {
      this.#notes.set(finding, note);
      return;
    }
    if (before.note === note) return;
    const save = () => this.#put(finding, { verdict: this.#state.mine(finding)?.verdict ?? before.verdict, note });
    if (now) save();
    else this.#timers.set(finding, setTimeout(save, WRITING_MS));
  }

  async #put(finding, verdict, done = null) {
    clearTimeout(this.#timers.get(finding));
    const before = this.#state.mine(finding);
    this.#state.setMine(finding, verdict);
    try {
      if (verdict) await this.#calls.judge(finding, verdict);
      else await this.#calls.unjudge(finding);
      done?.();
    } catch (error) {
      this.#state.setMine(finding, before);
      this.#say(error.message);
    }
  }
}
