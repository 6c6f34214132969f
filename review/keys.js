// The keyboard: everything can be done without a mouse.

import { freshId, isWriting, make } from './dom.js';
import { keep, recall } from './prefs.js';
import { HELP } from './strings.js';

const LETTERS_OFF = 'review-no-keys';
const PRESSES = new Set(['Enter', ' ']);

/**
 * Listen while a page is shown; returns what ends that.
 *
 * `actions`: by key, letters in lower case; each says whether there was anything to do.
 */
export function listenToKeys(actions) {
  const press = (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
    if (isWriting(event.target) || document.querySelector('dialog[open]')) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (!Object.hasOwn(actions, key)) return;
    // On a button or a link these press that.
    if (PRESSES.has(key) && event.target.closest('button, summary, a, input')) return;
    if (key.length === 1 && recall(LETTERS_OFF, false)) return;
    if (actions[key]()) event.preventDefault();
  };
  document.addEventListener('keydown', press);
  return () => document.removeEventListener('keydown', press);
}

/** The list of some keys: `keys` as `[[names], meaning]`. */
export function makeKeys(keys) {
  const rows = keys.flatMap(([names, meaning]) => {
    const boxes = names.flatMap((name, index) => [index ? ' ' : '', make('kbd', '', name)]);
    return [make('dt', '', ...boxes), make('dd', '', meaning)];
  });
  return make('dl', 'keys', ...rows);
}

/** The switch of those who dictate, or lean on the keyboard. */
export function makeLettersSwitch() {
  const box = make('input', '');
  box.type = 'checkbox';
  box.checked = !recall(LETTERS_OFF, false);
  box.addEventListener('change', () => keep(LETTERS_OFF, box.checked ? null : true));
  return make('label', 'check', box, make('span', '', HELP.letters));
}

/** Open a dialog with the keys of a page. */
export function openHelp(title, keys) {
  const dialog = makeDialog(title, makeKeys(keys), makeLettersSwitch());
  const close = make('button', 'button button-main', HELP.close);
  const acts = make('form', 'dialog-acts', close);
  acts.method = 'dialog';
  dialog.append(acts);
  dialog.showModal();
  return true;
}

/** Make a dialog that leaves the document when it is closed; it is to be shown. */
export function makeDialog(title, ...content) {
  const heading = make('h2', 'dialog-title', title);
  heading.id = freshId('dialog');
  heading.tabIndex = -1;
  heading.autofocus = true;
  const dialog = make('dialog', 'dialog', heading, ...content);
  dialog.setAttribute('aria-labelledby', heading.id);
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  return dialog;
}
