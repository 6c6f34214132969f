// The keys of the call page.

import { isWriting } from './dom.js';
import { recall } from './prefs.js';

const LETTERS_OFF = 'review-no-keys'; // as in keys.js
const PRESSES = new Set(['Enter', ' ']);

/**
 * Listen while the page is shown; returns what ends that.
 *
 * `actions`: by key, letters in lower case; each says whether there was anything to do.
 * Beside what keys.js minds, the arrows belong to radios and tabs where one is on them, and
 * what is held down goes on only with the arrows.  Escape leaves a field, so that the keys
 * are at hand again.
 */
export function listenToKeys(actions) {
  const press = (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
    if (event.key === 'Escape' && event.target.matches?.('textarea, input[type=search]')) event.target.blur();
    if (isWriting(event.target) || document.querySelector('dialog[open]')) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (!Object.hasOwn(actions, key)) return;
    if (PRESSES.has(key) && event.target.closest('button, summary, a, label, input')) return;
    if (key.startsWith('Arrow') && event.target.closest('input, [role=tablist]')) return;
    if (key.length === 1 && key !== ' ' && recall(LETTERS_OFF, false)) return;
    if (event.repeat && !key.startsWith('Arrow')) return;
    if (actions[key]()) event.preventDefault();
  };
  document.addEventListener('keydown', press);
  return () => document.removeEventListener('keydown', press);
}
