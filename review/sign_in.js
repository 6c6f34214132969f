// Signing in: a name and its password on a team's server, the coach's token on one machine.

import { make, makeField, makeInput } from './dom.js';
import { makeScene } from './scenes.js';
import { SIGN_IN } from './strings.js';

/** Show how one signs in here; the address stays, and so one goes on where one was. */
export function showSignIn(root, app) {
  const isTeam = app.session.mode === 'team';
  const scene = isTeam
    ? makeScene({ icon: 'person', title: SIGN_IN.title, body: [SIGN_IN.team] })
    : makeScene({ icon: 'key', title: SIGN_IN.machineTitle, body: [SIGN_IN.machine, make('p', '', make('code', '', SIGN_IN.machineCommand)), SIGN_IN.machineOr] });
  const { form, first } = isTeam ? teamForm(app) : tokenForm(app);
  scene.append(form);
  if (isTeam) scene.append(make('p', 'hint', SIGN_IN.forgotten));
  root.replaceChildren(scene);
  app.setTitle(SIGN_IN.title);
  first.focus();
}

function teamForm(app) {
  const name = makeInput('text', { autocomplete: 'username', autocapitalize: 'none', spellcheck: false });
  const password = makeInput('password', { autocomplete: 'current-password' });
  const fields = [makeField(SIGN_IN.name, name), makeField(SIGN_IN.password, password)];
  const form = makeForm(app, fields, () => {
    const shown = { name: name.value.trim(), password: password.value };
    if (!shown.name || !shown.password) return { missing: SIGN_IN.missing, field: shown.name ? password : name };
    return { shown, field: password };
  });
  return { form, first: name };
}

function tokenForm(app) {
  const token = makeInput('password', { autocomplete: 'off', spellcheck: false });
  const form = makeForm(app, [makeField(SIGN_IN.token, token)], () => {
    const shown = { token: tokenIn(token.value) };
    return shown.token ? { shown, field: token } : { missing: SIGN_IN.missingToken, field: token };
  });
  return { form, first: token };
}

/** The token of an address, or what was given as it is. */
export function tokenIn(text) {
  const given = text.trim();
  const fragment = /#(.*)$/.exec(given)?.[1];
  return fragment === undefined ? given : (new URLSearchParams(fragment).get('token') ?? '');
}

function makeForm(app, fields, read) {
  const error = make('p', 'form-error');
  error.setAttribute('role', 'alert');
  error.id = 'sign-in-error';
  const enter = make('button', 'button button-main', SIGN_IN.enter);
  const form = make('form', 'sign-in', ...fields, error, enter);
  form.noValidate = true;
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const { shown, missing, field } = read();
    const refuse = (text) => {
      error.textContent = text;
      field.setAttribute('aria-invalid', 'true');
      field.focus();
      field.select();
    };
    for (const one of form.querySelectorAll('[aria-invalid]')) one.removeAttribute('aria-invalid');
    if (missing) {
      refuse(missing);
      return;
    }
    enter.disabled = true;
    enter.textContent = SIGN_IN.entering;
    try {
      await app.keeper.signIn(shown);
      app.entered();
    } catch (wrong) {
      refuse(wrong.message);
    } finally {
      enter.disabled = false;
      enter.textContent = SIGN_IN.enter;
    }
  });
  return form;
}
