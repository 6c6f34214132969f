// The server is gone for a while: say so, keep what is shown, and look for it.

import { byId, setText, show } from './dom.js';
import { OFFLINE } from './strings.js';

const FIRST_MS = 2_000;
const MOST_MS = 15_000;

export class Offline {
  #app;
  #timer = null;
  #wait = FIRST_MS;
  #isLost = false;

  constructor(app) {
    this.#app = app;
    byId('offline-again').addEventListener('click', () => this.#look());
  }

  /** Something was asked in vain. */
  lost() {
    if (!this.#isLost) setText(byId('offline-text'), OFFLINE.lost);
    this.#isLost = true;
    show(byId('offline'), true);
    this.#plan();
  }

  /** Something was answered. */
  answered() {
    if (!this.#isLost) return;
    this.#isLost = false;
    clearTimeout(this.#timer);
    this.#wait = FIRST_MS;
    show(byId('offline'), false);
    this.#app.announce(OFFLINE.back);
    queueMicrotask(() => this.#app.recovered());
  }

  #plan() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#look(), this.#wait);
    this.#wait = Math.min(MOST_MS, this.#wait * 1.6);
  }

  async #look() {
    await this.#app.api.get('session').catch(() => {}); // `lost` was told, and plans anew
  }
}
