// Beginning a calibration: a call, and two reviewers or more.

import { freshId, make, makeButton, makeField, makeInput, makeSelect } from './dom.js';
import { makeDialog } from './keys.js';
import { NEW_CALIBRATION, minutes, shortDate } from './strings.js';

const NEWEST = 50;

/** Ask for both; `call`: the uid of one that is chosen already. */
export function openNewCalibration(app, { reviewers, call, onBegun }) {
  const newest = makeSelect([['', NEW_CALIBRATION.choose]]);
  const address = makeInput('text', { value: call ? `${location.origin}/review/call/${call}` : '', autocomplete: 'off', spellcheck: false });
  const boxes = reviewers.map((name) => Object.assign(make('input', ''), { type: 'checkbox', value: name }));
  const legend = make('legend', 'field-label', NEW_CALIBRATION.reviewers);
  const labels = boxes.map((box) => make('label', 'check', box, make('span', '', box.value)));
  const hint = make('p', 'field-hint', reviewers.length < 2 ? NEW_CALIBRATION.tooFew : NEW_CALIBRATION.reviewersHint);
  hint.id = freshId('reviewers');
  const who = make('fieldset', 'field', legend, ...labels, hint);
  who.setAttribute('aria-describedby', hint.id);
  const error = make('p', 'form-error');
  error.setAttribute('role', 'alert');
  const begin = make('button', 'button button-main', NEW_CALIBRATION.begin);
  const cancel = makeButton('button', () => dialog.close(), NEW_CALIBRATION.cancel);
  const fields = [makeField(NEW_CALIBRATION.call, newest), makeField(NEW_CALIBRATION.address, address, NEW_CALIBRATION.addressHint)];
  const form = make('form', 'dialog-form', ...fields, who, error, make('div', 'dialog-acts', cancel, begin));
  const dialog = makeDialog(NEW_CALIBRATION.title, form);
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const chosen = newest.value || uidIn(address.value);
    const names = boxes.filter((box) => box.checked).map((box) => box.value);
    if (!chosen || names.length < 2) {
      error.textContent = chosen ? NEW_CALIBRATION.noReviewers : NEW_CALIBRATION.noCall;
      return;
    }
    begin.disabled = true;
    try {
      await app.api.post('calibrations', { call: chosen, reviewers: names });
      dialog.close();
      app.toast.say(NEW_CALIBRATION.begun);
      onBegun();
    } catch (wrong) {
      error.textContent = wrong.message;
    } finally {
      begin.disabled = false;
    }
  });
  dialog.showModal();
  offerNewest(app, newest);
}

/** The uid in an address of a call, or what was given as it is. */
export function uidIn(text) {
  return /([0-9a-f]{32})(?:[/?#].*)?$/.exec(text.trim())?.[1] ?? '';
}

async function offerNewest(app, select) {
  try {
    const { calls } = await app.api.get('calls', { query: { limit: NEWEST } });
    select.append(...calls.map((call) => new Option(NEW_CALIBRATION.option(shortDate(new Date(call.happened_at)), call.analyst, minutes(call.duration_ms)), call.uid)));
  } catch {
    // An address can be given all the same.
  }
}
