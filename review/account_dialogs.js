// What is asked, and shown once, of an account.

import { make, makeButton, makeField, makeIcon, makeInput, makeSelect, setText } from './dom.js';
import { makeDialog } from './keys.js';
import { NEW_ACCOUNT, ROLES, SET_PASSWORD, TOKEN } from './strings.js';

/** Ask for a new account; `onAdded` is given it. */
export function openNewAccount(app, onAdded) {
  const name = makeInput('text', { autocomplete: 'off', spellcheck: false, required: true, maxLength: 200 });
  const role = makeSelect(Object.entries(ROLES), 'analyst');
  const password = makeInput('password', { autocomplete: 'new-password', required: true });
  const fields = [makeField(NEW_ACCOUNT.name, name, NEW_ACCOUNT.nameHint), makeField(NEW_ACCOUNT.role, role), makeField(NEW_ACCOUNT.password, password, NEW_ACCOUNT.passwordHint)];
  ask(NEW_ACCOUNT.title, fields, { yes: NEW_ACCOUNT.add, no: NEW_ACCOUNT.cancel }, async () => {
    onAdded(await app.api.post('accounts', { name: name.value.trim(), role: role.value, password: password.value }));
  });
}

/** Ask for a new password of somebody. */
export function openSetPassword(app, name, onSet) {
  const password = makeInput('password', { autocomplete: 'new-password', required: true });
  const field = makeField(SET_PASSWORD.password, password, SET_PASSWORD.hint);
  ask(SET_PASSWORD.title(name), [field], { yes: SET_PASSWORD.save, no: SET_PASSWORD.cancel }, async () => {
    await app.api.patch(`accounts/${encodeURIComponent(name)}`, { password: password.value });
    onSet();
  });
}

/** Make a token and show it, this once. */
export function openToken(app, { name }, onGiven) {
  ask(TOKEN.ask(name), [make('p', '', TOKEN.askBody)], { yes: TOKEN.give, no: TOKEN.cancel }, async () => {
    const { token } = await app.api.post(`accounts/${encodeURIComponent(name)}/token`);
    onGiven();
    showToken(name, token);
  });
}

function showToken(name, token) {
  const field = makeInput('text', { value: token, readOnly: true, spellcheck: false });
  field.classList.add('token');
  const said = make('p', 'field-hint');
  said.setAttribute('role', 'status');
  const copy = makeButton('button', async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(token);
      setText(said, TOKEN.copied);
    } catch {
      setText(said, TOKEN.notCopied); // only a secure page may
    }
  }, makeIcon('copy'), TOKEN.copy);
  const done = make('button', 'button button-main', TOKEN.done);
  const form = make('form', 'dialog-acts', done);
  form.method = 'dialog';
  const dialog = makeDialog(TOKEN.title(name), make('div', 'dialog-form', make('p', '', TOKEN.once), makeField(TOKEN.name, field), make('div', 'form-acts', copy, said)), form);
  dialog.showModal();
}

/** Ask in a dialog; `act` is done when it is answered, and may be refused. */
function ask(title, fields, { yes, no }, act) {
  const error = make('p', 'form-error');
  error.setAttribute('role', 'alert');
  const go = make('button', 'button button-main', yes);
  const cancel = makeButton('button', () => dialog.close(), no);
  const form = make('form', 'dialog-form', ...fields, error, make('div', 'dialog-acts', cancel, go));
  const dialog = makeDialog(title, form);
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    go.disabled = true;
    try {
      await act();
      dialog.close();
    } catch (wrong) {
      error.textContent = wrong.message;
    } finally {
      go.disabled = false;
    }
  });
  dialog.showModal();
}
