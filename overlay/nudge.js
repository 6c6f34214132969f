// The advice on the screen, and what the analyst does with it.

import { byId, setIcon, setText, show } from './dom.js';
import { leftOf } from './state.js';
import { NUDGE, SEVERITIES } from './strings.js';

export const SNOOZE_MINUTES = 10;

const LEAVING_MS = 200; // as long as the transition in manners.css

const FACE = ['id', 'severity', 'title', 'body'];

/** Whether two nudges look the same; one that was reworded keeps its id. */
function isSame(one, other) {
  return FACE.every((key) => one?.[key] === other?.[key]);
}

/** `onSettle('acknowledge' | 'dismiss' | 'snooze', nudge)` is called for each decision. */
export class NudgeView {
  #card = byId('nudge');
  #current = null;
  #leaving = null;

  constructor({ onSettle }) {
    this.onSettle = onSettle;
    for (const action of ['acknowledge', 'dismiss', 'snooze']) {
      byId(`nudge-${action}`).addEventListener('click', () => {
        this.settle(action);
        byId('main').focus({ preventScroll: true }); // the button is about to go
      });
    }
  }

  /** Decide on the nudge that is shown; says whether there was one to decide on. */
  settle(action) {
    const nudge = this.#current;
    if (!nudge || (action === 'snooze' && nudge.severity === 'critical')) return false;
    this.onSettle(action, nudge);
    return true;
  }

  /** Show the first of the living nudges, or none. */
  render(nudges, now) {
    const nudge = nudges[0] ?? null;
    if (!isSame(nudge, this.#current)) this.#change(nudge);
    this.#current = nudge;
    if (!nudge) return;
    const left = Math.max(0, leftOf(nudge, now));
    setText(byId('nudge-left'), NUDGE.left(Math.ceil(left / 1000)));
    setText(byId('nudge-more'), nudges.length > 1 ? NUDGE.more(nudges.length - 1) : '');
    const share = Math.min(1, left / nudge.lifetime_ms);
    byId('nudge-life').style.setProperty('transform', `scaleX(${share.toFixed(3)})`);
  }

  #change(nudge) {
    clearTimeout(this.#leaving);
    if (!nudge) {
      this.#card.classList.add('is-leaving');
      this.#leaving = setTimeout(() => show(this.#card, false), LEAVING_MS);
      byId('polite').textContent = '';
      byId('assertive').textContent = '';
      return;
    }
    this.#card.classList.remove('is-leaving', 'is-arriving');
    this.#card.dataset.severity = nudge.severity;
    setIcon(this.#card.querySelector('.icon'), nudge.severity in SEVERITIES ? nudge.severity : 'info');
    setText(byId('nudge-severity'), SEVERITIES[nudge.severity] ?? SEVERITIES.info);
    setText(byId('nudge-title'), nudge.title);
    setText(byId('nudge-body'), nudge.body);
    show(byId('nudge-snooze'), nudge.severity !== 'critical');
    show(this.#card, true);
    const life = byId('nudge-life');
    life.style.setProperty('transition', 'none'); // full at once, not grown from the last one's rest
    life.style.setProperty('transform', 'scaleX(1)');
    void this.#card.offsetWidth; // so that the arrival is animated again
    life.style.removeProperty('transition');
    this.#card.classList.add('is-arriving');
    this.#announce(nudge);
  }

  #announce(nudge) {
    const isUrgent = nudge.severity === 'critical';
    const text = `${SEVERITIES[nudge.severity] ?? ''}: ${nudge.title}. ${nudge.body}`;
    byId(isUrgent ? 'assertive' : 'polite').textContent = text;
    byId(isUrgent ? 'polite' : 'assertive').textContent = '';
  }
}
