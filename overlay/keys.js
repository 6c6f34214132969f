// The keyboard: everything can be done without a mouse.

import { byId, make } from './dom.js';
import { keep, recall } from './prefs.js';
import { onStage } from './stage.js';
import { KEYS } from './strings.js';

const BARE = new Set(['enter', 'escape']); // no letters: these work at all times

/**
 * Listen to the keys, in whichever window the page is.
 * `actions`: by key, lower case; each says whether there was anything to do.
 */
export function listenToKeys(actions) {
  const heard = new WeakSet();
  onStage((stage) => {
    if (heard.has(stage)) return;
    heard.add(stage);
    stage.addEventListener('keydown', (event) => press(event, actions));
  });
  prepareHelp();
}

/** Show the keys. */
export function openHelp() {
  byId('help').showModal();
  return true;
}

function press(event, actions) {
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || byId('help').open) return;
  const key = event.key.toLowerCase();
  if (!BARE.has(key) && recall('no-keys', false)) return;
  // On a button, Enter presses that button.
  if (key === 'enter' && event.target.closest('button, summary')) return;
  if (Object.hasOwn(actions, key) && actions[key]()) event.preventDefault();
}

function prepareHelp() {
  byId('help-keys').replaceChildren(...KEYS.flatMap(([keys, meaning]) => described(keys, meaning)));
  byId('help-open').addEventListener('click', openHelp);
  // Whoever dictates, or leans on the keyboard, can do without the letters.
  const box = byId('help-letters');
  box.checked = !recall('no-keys', false);
  box.addEventListener('change', () => keep('no-keys', box.checked ? null : true));
}

function described(keys, meaning) {
  const names = keys.flatMap((key, index) => [index ? ' ' : '', make('kbd', '', key)]);
  return [make('dt', '', ...names), make('dd', '', meaning)];
}
