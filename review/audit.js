// The audit trail, for admins.

import { make, makeButton, makeLink, setText, show } from './dom.js';
import { load } from './loading.js';
import { makeHead } from './page_head.js';
import { makeScene } from './scenes.js';
import { AUDIT, actionName, shortDate } from './strings.js';

export const styles = ['pages.css', 'audit.css'];

/** Show the page. */
export function mount(root, params, app) {
  let next = null;
  let letGo = () => {};
  const rows = make('tbody', '');
  const heads = AUDIT.heads.map((text) => Object.assign(make('th', '', text), { scope: 'col' }));
  const table = make('table', 'trail', make('thead', '', make('tr', '', ...heads)), rows);
  const more = makeButton('button', () => fetch(), AUDIT.more);
  const body = make('div', 'trail-body', table, more);
  for (const part of [table, more]) show(part, false);
  const fill = ({ entries, next: cursor }) => {
    next = cursor;
    rows.append(...entries.map(makeEntry));
    show(table, rows.childElementCount > 0);
    show(more, Boolean(next));
    setText(more, AUDIT.more);
    if (!rows.childElementCount) body.append(makeScene({ icon: 'audit', title: AUDIT.none, level: 'h2' }));
  };
  const fetch = () => {
    if (next) setText(more, AUDIT.loading);
    const get = (signal) => app.api.get('audit', { query: { cursor: next }, signal });
    const fail = (error) => {
      setText(more, AUDIT.more);
      if (next) app.toast.say(error.message); // what is shown stays
      else app.fail(error);
    };
    letGo = load(body, app, get, fill, fail);
  };
  root.append(make('div', 'sheet', makeHead(AUDIT.title, AUDIT.lead), body));
  app.setTitle(AUDIT.title);
  fetch();
  return () => letGo();
}

function makeEntry({ at, actor, action, call, about }) {
  const time = make('time', '', shortDate(new Date(at)));
  time.dateTime = at;
  const cell = (name, ...content) => make('td', `trail-${name}`, ...content);
  const link = call ? [makeLink('', `/review/call/${call}`, AUDIT.call(call))] : [];
  return make('tr', '', cell('at', time), cell('who', actor), cell('what', actionName(action)), cell('call', ...link), cell('about', about));
}
