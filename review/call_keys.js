// The keys of the call page, and the list of them.

import { make } from './dom.js';
import { freshId, isWriting } from './call_dom.js';
import { HELP, KEYS } from './call_strings.js';
import { keep, recall } from './prefs.js';

const LETTERS_OFF = 'review-no-keys';

/**
 * Listen while the page is shown; returns what ends that.
 *
 * `actions`: by key, each says whether there was anything to do.
 */
export function listenToKeys(actions) {
  const press = (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
    if (isWriting(event.target) || document.querySelector('dialog[open]')) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (!Object.hasOwn(actions, key)) return;
    // On a button these press that button; among radios the arrows choose.
    if ((key === ' ' || key === 'Enter') && event.target.closest('button, summary, a, label, input')) return;
    if (key.startsWith('Arrow') && event.target.closest('input, [role=tablist]')) return;
    if (/^[a-z]$/.test(key) && recall(LETTERS_OFF, false)) return;
    if (event.repeat && !key.startsWith('Arrow')) return;
    if (actions[key]()) event.preventDefault();
  };
  document.addEventListener('keydown', press);
  return () => document.removeEventListener('keydown', press);
}

/** The dialog with the keys; it opens itself. */
export function openHelp() {
  const title = make('h2', 'dialog-title', HELP.title);
  title.id = freshId('keys');
  title.tabIndex = -1;
  title.autofocus = true;
  const rows = KEYS.flatMap(([keys, meaning]) => {
    const names = keys.flatMap((key, index) => [index ? ' ' : '', make('kbd', '', key)]);
    return [make('dt', '', ...names), make('dd', '', meaning)];
  });
  const box = make('input', '');
  box.type = 'checkbox';
  box.checked = !recall(LETTERS_OFF, false);
  box.addEventListener('change', () => keep(LETTERS_OFF, box.checked ? null : true));
  const close = make('button', 'button button-main', HELP.close);
  const form = make('form', 'dialog-acts', close);
  form.method = 'dialog';
  const dialog = make('dialog', 'dialog call-keys', title, make('dl', 'keys', ...rows), make('label', 'check', box, make('span', '', HELP.letters)), form);
  dialog.setAttribute('aria-labelledby', title.id);
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return true;
}
