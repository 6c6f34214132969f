// How precise each detector is, by what reviewers hold of its findings.

import { DaysFilter } from './days_filter.js';
import { make, makeIcon, makeLink, svg } from './dom.js';
import { filtersOf, questionOf } from './list_query.js';
import { load } from './loading.js';
import { makeHead } from './page_head.js';
import { makeScene } from './scenes.js';
import { PRECISION, kindTitle, percent } from './strings.js';

export const styles = ['pages.css', 'filters.css', 'precision.css'];

/** Show the page. */
export function mount(root, params, app) {
  const days = new DaysFilter((chosen) => app.go(addressOf(chosen)));
  const body = make('div', 'detectors-body');
  root.append(make('div', 'sheet', makeHead(PRECISION.title, PRECISION.lead), make('div', 'page-filters', days.segments, days.dates), body));
  app.setTitle(PRECISION.title);
  let letGo = () => {};
  const moved = () => {
    letGo();
    const { when, from, to } = filtersOf(location.search);
    const query = questionOf({ when, from, to });
    days.set({ when, from, to });
    const get = (signal) => app.api.get('precision', { query, signal });
    letGo = load(body, app, get, ({ detectors }) => body.replaceChildren(...shown(detectors, app, Boolean(when || from || to))));
  };
  moved();
  return Object.assign(() => letGo(), { moved });
}

function addressOf(chosen) {
  const given = Object.entries(chosen).filter(([, value]) => value);
  return `/review/precision${given.length ? `?${new URLSearchParams(given)}` : ''}`;
}

function shown(detectors, app, hasDays) {
  if (!detectors.length) {
    const toCalls = makeLink('button button-main', '/review/?reviewed=none', PRECISION.toCalls);
    const body = [hasDays ? PRECISION.noneDays : PRECISION.noneBody];
    return [makeScene({ icon: 'precision', title: PRECISION.none, body, acts: [toCalls], level: 'h2' })];
  }
  const sorted = [...detectors].sort((one, other) => other.judged - one.judged || one.kind.localeCompare(other.kind));
  const sum = (name) => detectors.reduce((whole, one) => whole + one[name], 0);
  const notes = make('div', 'detector-notes', make('p', '', PRECISION.few), make('p', '', PRECISION.missed));
  const total = make('p', 'detector-total', PRECISION.total(sum('judged'), sum('missed')));
  total.setAttribute('role', 'status');
  const list = make('ol', 'detectors', ...sorted.map((one) => makeDetector(one, app.session.kinds)));
  return [total, list, notes];
}

function makeDetector(detector, kinds) {
  const item = make('li', 'detector');
  const definition = kinds[detector.kind]?.definition;
  const name = make('div', 'detector-name', make('h2', '', kindTitle(kinds, detector.kind)), make('p', 'detector-judged', PRECISION.judged(detector.judged)));
  if (definition) name.title = definition;
  item.append(name, makeMeasure(detector), makeCounts(detector));
  const policies = Object.entries(byPolicy(detector));
  if (policies.length > 1) {
    const rows = policies.map(([policy, one]) => make('li', 'detector-policy', make('code', '', PRECISION.policy(policy)), makeMeasure(one), makeCounts(one)));
    item.append(make('details', 'detector-policies', make('summary', '', PRECISION.policies(policies.length)), make('ul', '', ...rows)));
  }
  return item;
}

/** What was held under each policy, by its name. */
function byPolicy({ by_policy: parts }) {
  if (!Array.isArray(parts)) return parts ?? {};
  return Object.fromEntries(parts.map((part) => [part.policy, part]));
}

function makeMeasure({ precision, low, high, right, wrong }) {
  const whole = right + wrong;
  const figure = make('strong', 'measure-figure', precision === null ? '–' : percent(precision));
  const words = precision === null ? [PRECISION.unknown] : [make('span', '', PRECISION.of(right, whole)), make('span', 'measure-range', PRECISION.range(low, high))];
  return make('div', 'measure', figure, makeBar({ precision, low, high }), make('p', 'measure-words', ...words));
}

/** The interval as a band on the line from 0 to 100 %, precision as a point on it. */
function makeBar({ precision, low, high }) {
  const label = precision === null ? PRECISION.toldNone : PRECISION.told(precision, low, high);
  const bar = svg('svg', { class: 'bar-picture', role: 'img', 'aria-label': label });
  bar.append(svg('rect', { class: 'bar-track', x: 0, y: 7, width: '100%', height: 6, rx: 3 }));
  for (const at of [25, 50, 75]) bar.append(svg('rect', { class: 'bar-tick', x: `${at}%`, y: 7, width: 1, height: 6 }));
  if (precision === null) return bar;
  bar.append(
    svg('rect', { class: 'bar-band', x: `${100 * low}%`, y: 5, width: `${Math.max(1, 100 * (high - low))}%`, height: 10, rx: 5 }),
    svg('circle', { class: 'bar-point', cx: `${100 * precision}%`, cy: 10, r: 5.5 }),
  );
  return bar;
}

function makeCounts({ right, wrong, unsure, missed }) {
  const counts = [
    ['right', PRECISION.right, right],
    ['wrong', PRECISION.wrong, wrong],
    ['unsure', PRECISION.unsure, unsure],
    ['missed', PRECISION.missedName, missed],
  ];
  return make('dl', 'counts', ...counts.map(([icon, text, count]) => make('div', '', make('dt', '', makeIcon(icon), text), make('dd', '', String(count)))));
}
