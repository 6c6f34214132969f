// Calibrations: begin one, see how far it is, and how far its reviewers agree.

import { make, makeButton, makeIcon, makeLink } from './dom.js';
import { makeAgreement } from './calibration_result.js';
import { load } from './loading.js';
import { openNewCalibration } from './new_calibration.js';
import { makeHead } from './page_head.js';
import { makeScene } from './scenes.js';
import { CALIBRATIONS, listed, shortDate } from './strings.js';

export const styles = ['pages.css', 'calibrations.css'];

/** Show the page; `?id=` opens one, `?call=` begins one for that call. */
export function mount(root, params, app) {
  const asked = new URLSearchParams(location.search);
  const body = make('div', 'calibrations-body');
  let reviewers = [];
  const begin = (call = '') => openNewCalibration(app, { reviewers, call, onBegun: () => app.reload() });
  const button = makeButton('button button-main', () => begin(), makeIcon('add'), CALIBRATIONS.begin);
  button.disabled = true; // until it is known who could take part
  root.append(make('div', 'sheet', makeHead(CALIBRATIONS.title, CALIBRATIONS.lead, button), body));
  app.setTitle(CALIBRATIONS.title);
  return load(body, app, (signal) => app.api.get('calibrations', { signal }), (found) => {
    reviewers = found.reviewers ?? [];
    button.disabled = false;
    const items = found.calibrations.map((one) => makeItem(one, app, asked.get('id') === String(one.id)));
    if (items.length) body.append(make('ol', 'calibrations', ...items));
    else body.append(makeScene({ icon: 'calibrations', title: CALIBRATIONS.none, body: [CALIBRATIONS.noneBody], level: 'h2' }));
    if (!asked.get('call')) return;
    history.replaceState(history.state, '', location.pathname); // asked once: not again when it has begun
    begin(asked.get('call'));
  });
}

function makeItem(calibration, app, isOpen) {
  const { call, reviewers, submitted, closed_at: closedAt, begun_by: by, begun_at: at } = calibration;
  const me = app.session.account.name;
  const isMine = !closedAt && reviewers.includes(me) && !submitted.includes(me);
  const missing = reviewers.filter((name) => !submitted.includes(name));
  const address = `/review/call/${call.uid}`;
  const state = make('span', 'state', makeIcon(closedAt ? 'state-submitted' : 'state-open'), closedAt ? CALIBRATIONS.closed : CALIBRATIONS.open);
  state.dataset.state = closedAt ? 'submitted' : 'open';
  const about = [
    CALIBRATIONS.with(listed(reviewers)),
    closedAt ? CALIBRATIONS.closedAt(shortDate(new Date(closedAt))) : `${CALIBRATIONS.submitted(submitted.length, reviewers.length)}. ${CALIBRATIONS.waiting(listed(missing))}`,
    CALIBRATIONS.begun(by, shortDate(new Date(at))),
  ];
  const title = make('h2', 'calibration-title', makeLink('', address, CALIBRATIONS.call(call.analyst, shortDate(new Date(call.happened_at)))));
  const head = make('div', 'calibration-head', title, state);
  const item = make('li', 'calibration', head, make('ul', 'calibration-about', ...about.map((text) => make('li', '', text))));
  if (isMine) item.append(makeLink('button button-main button-small', address, CALIBRATIONS.score));
  if (closedAt) item.append(makeResult(calibration, app, isOpen));
  return item;
}

/** The result, fetched when it is opened. */
function makeResult({ id }, app, isOpen) {
  const body = make('div', 'agreement');
  const result = make('details', 'calibration-result', make('summary', '', CALIBRATIONS.result), body);
  result.addEventListener('toggle', () => {
    if (!result.open || body.childElementCount) return;
    load(body, app, (signal) => app.api.get(`calibrations/${id}`, { signal }), (one) => body.append(...makeAgreement(one, app.session.scorecard)));
  });
  result.open = isOpen;
  return result;
}
