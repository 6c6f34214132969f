// The keyboard: everything can be done without a mouse.

import { byId, make } from './dom.js';
import { KEYS } from './strings.js';

const ACTIONS = { enter: 'acknowledge', a: 'acknowledge', escape: 'dismiss', d: 'dismiss', s: 'snooze' };

/** Listen to the keys; `settle(action)` says whether there was a nudge to decide on. */
export function listenToKeys(settle) {
  const help = byId('help');
  byId('help-keys').replaceChildren(...KEYS.flatMap(([keys, meaning]) => described(keys, meaning)));
  byId('help-open').addEventListener('click', () => help.showModal());
  addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || help.open) return;
    if (event.key === '?') {
      help.showModal();
      return;
    }
    const key = event.key.toLowerCase();
    // On a button, Enter presses that button.
    if (key === 'enter' && event.target.closest('button')) return;
    if (Object.hasOwn(ACTIONS, key) && settle(ACTIONS[key])) event.preventDefault();
  });
}

function described(keys, meaning) {
  const names = keys.flatMap((key, index) => [index ? ' ' : '', make('kbd', '', key)]);
  return [make('dt', '', ...names), make('dd', '', meaning)];
}
