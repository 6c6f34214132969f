// What the desk wants to be said at the start of a call.

import { byId, setText, show } from './dom.js';

const SHOWN_MS = 20_000; // of the call: then it was said, or the moment has passed

/** The consent notice of a call. */
export class NoticeView {
  #readIn = null; // the call in which it was cleared away

  constructor({ onRead }) {
    this.onRead = onRead;
    byId('notice-done').addEventListener('click', () => {
      this.clear();
      byId('main').focus({ preventScroll: true });
    });
  }

  /** Clear it away; says whether it was there. */
  clear() {
    if (byId('notice').hidden) return false;
    this.#readIn = this.call.id;
    this.onRead();
    return true;
  }

  /** Show it at audio time `now`, in ms, while the page follows the call. */
  render(call, now, isLive) {
    this.call = call;
    const isShown = isLive && Boolean(call.notice) && now < SHOWN_MS && this.#readIn !== call.id;
    show(byId('notice'), isShown);
    if (isShown) setText(byId('notice-text'), call.notice);
  }
}
