// The advice on the screen, and what the analyst does with it.

import { announce, hush } from './announce.js';
import { byId, make, setAttribute, setIcon, setText, show } from './dom.js';
import { leftOf } from './queue.js';
import { makeQuotes } from './quotes.js';
import { app } from './stage.js';
import { NUDGE, SEVERITIES, minutes, quoted } from './strings.js';

const LEAVING_MS = 200; // as long as the transition in manners.css
const UNSEEN_MS = 400; // a key that comes this soon was meant for what was there before
const ACTIONS = ['acknowledge', 'dismiss', 'snooze'];
const FACE = ['id', 'severity', 'title', 'body'];

/** Whether two nudges look the same; one that was reworded keeps its id. */
function isSame(one, other) {
  return FACE.every((key) => one?.[key] === other?.[key]);
}

/**
 * `onSettle('acknowledge' | 'dismiss' | 'snooze', nudge)` is called for each decision,
 * `onRead(nudge, isReading)` when its reasons are opened and closed;
 * `reasons(nudge)` returns them, see why.js.
 */
export class NudgeView {
  #card = byId('nudge');
  #current = null;
  #leaving = null;
  #isReading = false;
  #swappedAt = -UNSEEN_MS;
  #settled = null;
  #spoken = '';

  constructor(callbacks) {
    Object.assign(this, callbacks);
    for (const action of ACTIONS) {
      byId(`nudge-${action}`).addEventListener('click', () => {
        this.settle(action);
        byId('main').focus({ preventScroll: true }); // the button is about to go
      });
    }
    byId('nudge-why').addEventListener('click', () => this.toggleWhy());
  }

  /** Decide on the nudge that is shown; says whether there was one to decide on. */
  settle(action) {
    const nudge = this.#current;
    if (!nudge || (action === 'snooze' && nudge.severity === 'critical')) return false;
    this.#settled = nudge.id;
    this.onSettle(action, nudge);
    return true;
  }

  /** The same by a key: pressed as the advice changed, it was meant for the one before. */
  settleByKey(action) {
    if (performance.now() - this.#swappedAt < UNSEEN_MS) return this.#current !== null;
    return this.settle(action);
  }

  /** Close the reasons; says whether they were open. */
  closeWhy() {
    const wasReading = this.#isReading;
    this.#read(false);
    return wasReading;
  }

  /** Open or close the reasons; says whether there are any. */
  toggleWhy() {
    const nudge = this.#current;
    const reasons = nudge && this.reasons(nudge);
    if (!reasons) return false;
    this.#read(!this.#isReading);
    if (!this.#isReading) return true;
    const box = byId('nudge-reasons');
    box.replaceChildren(makeQuotes(reasons.quotes), make('p', 'reasons-text', reasons.text));
    announce([reasons.text, ...reasons.quotes.map(({ atMs, text }) => `${minutes(atMs)} ${quoted(text)}`)].join(' '));
    return true;
  }

  /** Show the first of the living nudges, or none. */
  render(nudges, now) {
    const nudge = nudges[0] ?? null;
    const isSwapped = nudge && this.#current && nudge.id !== this.#current.id;
    if (isSwapped && this.#current.id !== this.#settled) this.#swappedAt = performance.now();
    if (!isSame(nudge, this.#current)) this.#change(nudge);
    this.#current = nudge;
    if (!nudge) return;
    show(byId('nudge-why'), this.#isReading || this.reasons(nudge) !== null);
    const left = Math.max(0, leftOf(nudge, now));
    setText(byId('nudge-reading'), this.#isReading ? NUDGE.reading : '');
    setText(byId('nudge-more'), nudges.length > 1 ? NUDGE.more(nudges.length - 1) : '');
    const share = Math.min(1, left / nudge.lifetime_ms);
    byId('nudge-life').style.setProperty('transform', `scaleX(${share.toFixed(3)})`);
  }

  #read(isReading) {
    if (this.#isReading === isReading) return;
    this.#isReading = isReading;
    show(byId('nudge-reasons'), isReading);
    setAttribute(byId('nudge-why'), 'aria-expanded', String(isReading));
    if (this.#current) this.onRead(this.#current, isReading);
  }

  #change(nudge) {
    clearTimeout(this.#leaving);
    if (nudge?.id !== this.#current?.id) this.#read(false);
    if (!nudge) {
      this.#card.classList.add('is-leaving');
      this.#leaving = setTimeout(() => this.#leave(), LEAVING_MS);
      hush(this.#spoken);
      return;
    }
    app.toggleAttribute('data-nudged', true);
    this.#card.classList.remove('is-leaving', 'is-arriving');
    this.#card.dataset.severity = nudge.severity;
    const severity = Object.hasOwn(SEVERITIES, nudge.severity) ? nudge.severity : 'info';
    setIcon(this.#card.querySelector('.icon'), severity);
    setText(byId('nudge-severity'), SEVERITIES[severity]);
    setText(byId('nudge-title'), nudge.title);
    setText(byId('nudge-body'), nudge.body);
    show(byId('nudge-snooze'), nudge.severity !== 'critical');
    show(this.#card, true);
    this.#arrive();
    this.#spoken = NUDGE.spoken(SEVERITIES[severity], nudge.title, nudge.body);
    announce(this.#spoken, severity === 'critical');
  }

  #leave() {
    const hadFocus = this.#card.contains(this.#card.ownerDocument.activeElement);
    app.toggleAttribute('data-nudged', false);
    show(this.#card, false);
    if (hadFocus) byId('main').focus({ preventScroll: true }); // it ran out under the finger
  }

  #arrive() {
    const life = byId('nudge-life');
    life.style.setProperty('transition', 'none'); // full at once, not grown from the last one's rest
    life.style.setProperty('transform', 'scaleX(1)');
    void this.#card.offsetWidth; // so that the arrival is animated again
    life.style.removeProperty('transition');
    this.#card.classList.add('is-arriving');
  }
}
