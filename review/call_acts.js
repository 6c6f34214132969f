// What is changed on the server beside verdicts: the page follows when it has said yes.

import { TOAST } from './call_strings.js';

/** Changes a call; each act says whether it was done. */
export class CallActs {
  #state;
  #server;
  #say;

  constructor({ state, server, say }) {
    this.#state = state;
    this.#server = server;
    this.#say = say;
  }

  async addMissed(one) {
    const done = await this.#try(() => this.#server.addMissed(one));
    if (!done) return false;
    const state = this.#state;
    state.missed = [...state.missed, { ...one, reviewer: state.me, at: null, ...done.answer }];
    state.tell('missed');
    this.#say(TOAST.added);
    return true;
  }

  async removeMissed(id) {
    const state = this.#state;
    const one = state.missed.find((missed) => missed.id === id);
    if (!(await this.#try(() => this.#server.removeMissed(id)))) return false;
    state.missed = state.missed.filter((missed) => missed.id !== id);
    state.tell('missed');
    const { kind, speaker, start_ms, end_ms, note } = one;
    const again = () => this.addMissed({ kind, speaker, start_ms, end_ms, note });
    this.#say(TOAST.removed, { label: TOAST.undo, act: again });
    return true;
  }

  async save(draft) {
    return Boolean(await this.#try(() => this.#server.saveReview(draft)));
  }

  async submit(draft) {
    const done = await this.#try(() => this.#server.submit());
    if (!done) return false;
    const { score = null, submitted_at: at = new Date().toISOString() } = done.answer;
    this.#setReview({ ...draft, score, submitted_at: at });
    this.#say(TOAST.submitted(score));
    return true;
  }

  async reopen() {
    if (!(await this.#try(() => this.#server.reopen()))) return false;
    this.#setReview({ score: null, submitted_at: null });
    this.#say(TOAST.reopened);
    return true;
  }

  async send(message) {
    const done = await this.#try(() => this.#server.send(message));
    if (!done) return false;
    const state = this.#state;
    state.messages = [...state.messages, { id: null, author: state.me, at: null, ...message, ...done.answer }];
    state.tell('messages');
    this.#say(TOAST.sent);
    return true;
  }

  async removeCall() {
    if (!(await this.#try(() => this.#server.remove()))) return false;
    this.#say(TOAST.deleted);
    return true;
  }

  async #try(act) {
    try {
      return { answer: (await act()) ?? {} };
    } catch (error) {
      this.#say(error.message);
      return null;
    }
  }

  #setReview(change) {
    const state = this.#state;
    const mine = { is_calibration: state.isBlind, ...state.myReview, reviewer: state.me, ...change };
    state.reviews = [...state.reviews.filter((review) => review !== state.myReview), mine];
    state.tell('reviews');
  }
}
