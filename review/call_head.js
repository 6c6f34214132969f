// Which call it is, how it stands, and what can be done with the whole of it.

import { make, makeIcon } from './dom.js';
import { makeButton, makeSign } from './call_dom.js';
import { openDisputes } from './call_facts.js';
import { DELETE, EXPORTS, HEAD, ORIGINS, SHARES, dated } from './call_strings.js';
import { makeDialog } from './keys.js';
import { minutes } from './times.js';

const NAMED = new Set(['replay', 'score', 'import']);

/** Where a call came from; what was recorded elsewhere bears its file's name. */
function originOf({ origin, call_id: name }) {
  const from = ORIGINS[origin] ?? origin;
  return NAMED.has(origin) ? `${from} ${name}` : from;
}

/** The head of the page; `acts`: `{exportOf, remove}`. */
export function makeHead(state, acts) {
  const { call, report, may, calibration } = state.facts;
  const back = make('a', 'button button-small head-back', makeIcon('back-to'), make('span', '', HEAD.calls));
  back.href = '/review/';
  const when = call.started_at ?? call.happened_at;
  const title = make('h1', 'head-title', call.analyst ?? HEAD.unnamed);
  title.tabIndex = -1;
  const facts = make(
    'ul',
    'head-facts',
    ...[dated(when), minutes(call.duration_ms), originOf(call)].map((text) =>
      make('li', '', text),
    ),
  );
  const signs = make('div', 'head-signs');
  const fill = () => signs.replaceChildren(...signsOf(state));
  for (const topic of ['reviews', 'messages']) state.on(topic, fill);
  fill();
  const menu = may.export ? [exportsMenu(acts)] : [];
  const remove = may.delete
    ? [makeButton('tool tool-large', { icon: 'delete', label: HEAD.remove, press: () => acts.remove() })]
    : [];
  const top = make(
    'div',
    'head-top',
    back,
    make('div', 'head-names', title, facts),
    signs,
    make('div', 'head-acts', ...menu, ...remove),
  );
  const notes = [
    ...report.quality.problems.map(({ message, code }) =>
      make('p', 'head-note', makeIcon('notice'), make('span', '', message ?? code)),
    ),
    ...(calibration && !calibration.is_closed && calibration.mine
      ? [make('p', 'head-note head-blind', makeIcon('blind'), make('span', '', HEAD.blind))]
      : []),
    ...(calibration?.is_closed ? [make('p', 'head-note', makeIcon('blind'), make('span', '', HEAD.calibrated))] : []),
  ];
  return make('header', 'call-head', top, ...notes);
}

/** Ask before the call goes, and say what goes with it. */
export function confirmDelete({ facts }) {
  const no = make('button', 'button', DELETE.keep);
  no.value = 'no';
  const yes = make('button', 'button button-danger', makeIcon('delete'), make('span', '', DELETE.yes));
  yes.value = 'yes';
  const acts = make('form', 'dialog-acts', no, yes);
  acts.method = 'dialog';
  const goes = [facts.audio && DELETE.sound, DELETE.words, DELETE.findings, DELETE.reviews].filter(Boolean);
  const list = make('ul', 'dialog-list', ...goes.map((text) => make('li', '', text)));
  const dialog = makeDialog(
    DELETE.title,
    make('p', '', DELETE.goes),
    list,
    make('p', '', facts.share ? DELETE.shared : DELETE.final),
    acts,
  );
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes'));
  });
}

function signsOf({ facts, reviews, messages }) {
  const { call } = facts;
  const submitted = reviews.filter(({ submitted_at: at, score }) => at && score !== null).at(-1);
  const score = submitted ? submitted.score : call.score;
  const signs = [];
  if (score !== null && score !== undefined) {
    const chip = make(
      'span',
      'head-score',
      make('span', 'sr-only', HEAD.score),
      make('strong', '', String(Math.round(score))),
      ' ',
      make('span', '', submitted ? HEAD.reviewed : HEAD.suggested),
    );
    signs.push(chip);
  }
  if (openDisputes(messages).length) signs.push(makeSign('sign sign-disputed', 'dispute', HEAD.disputed));
  if (call.is_cut_off) signs.push(makeSign('sign', 'cut-off', HEAD.isCutOff));
  if (!facts.audio) signs.push(makeSign('sign', 'no-sound', HEAD.noSound));
  if (facts.share) signs.push(makeSign('sign', 'share', SHARES[facts.share.state] ?? facts.share.state));
  return signs;
}

function exportsMenu({ exportOf }) {
  const links = Object.entries(EXPORTS).map(([name, [text, about]]) => {
    const link = make('a', 'menu-item', make('span', '', text), make('span', 'menu-what', about));
    link.href = exportOf(name);
    link.setAttribute('download', '');
    return make('li', '', link);
  });
  const summary = make('summary', 'button button-small', makeIcon('download'), make('span', '', HEAD.exports));
  const menu = make('details', 'menu', summary, make('ul', 'menu-box', ...links));
  // It closes as menus do.
  menu.addEventListener('focusout', (event) => {
    if (!menu.contains(event.relatedTarget)) menu.open = false;
  });
  menu.addEventListener('click', (event) => {
    if (event.target.closest('.menu-item')) menu.open = false;
  });
  menu.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !menu.open) return;
    event.stopPropagation();
    menu.open = false;
    summary.focus();
  });
  return menu;
}
