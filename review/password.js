// Changing one's own password.

import { make, makeButton, makeField, makeInput } from './dom.js';
import { makeDialog } from './keys.js';
import { PASSWORD } from './strings.js';

/** Ask for the old and the new one. */
export function openPassword(app) {
  const old = makeInput('password', { autocomplete: 'current-password', required: true });
  const fresh = makeInput('password', { autocomplete: 'new-password', required: true });
  const error = make('p', 'form-error');
  error.setAttribute('role', 'alert');
  const save = make('button', 'button button-main', PASSWORD.save);
  const cancel = makeButton('button', () => dialog.close(), PASSWORD.cancel);
  const form = make('form', 'dialog-form', makeField(PASSWORD.old, old), makeField(PASSWORD.new, fresh, PASSWORD.hint), error, make('div', 'dialog-acts', cancel, save));
  const dialog = makeDialog(PASSWORD.title, form);
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    save.disabled = true;
    try {
      await app.keeper.changePassword({ old: old.value, new: fresh.value });
      dialog.close();
      app.toast.say(PASSWORD.changed, { ms: 6_000 });
    } catch (wrong) {
      error.textContent = wrong.message;
    } finally {
      save.disabled = false;
    }
  });
  dialog.showModal();
}
