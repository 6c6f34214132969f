// What the list is asked for: the question part of its address, which can be shared.

/** Filters by their name in the address; all of them are texts, empty where not chosen. */
export const NAMES = ['q', 'when', 'from', 'to', 'analyst', 'kind', 'severity', 'reviewed', 'score_min', 'score_max'];

/** Days by quick choice: with today. */
export const QUICK_DAYS = { today: 1, '7-days': 7, '30-days': 30 };

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const SEVERITIES = new Set(['info', 'notice', 'alert', 'critical']);
const STATES = new Set(['none', 'open', 'submitted', 'disputed']);

/** The filters of an address; what is none of them, or cannot be, is left out. */
export function filtersOf(search) {
  const given = new URLSearchParams(search);
  const filters = Object.fromEntries(NAMES.map((name) => [name, (given.get(name) ?? '').trim()]));
  if (!Object.hasOwn(QUICK_DAYS, filters.when)) filters.when = '';
  for (const name of ['from', 'to']) if (filters.when || !DAY.test(filters[name])) filters[name] = '';
  if (!SEVERITIES.has(filters.severity)) filters.severity = '';
  if (!STATES.has(filters.reviewed)) filters.reviewed = '';
  for (const name of ['score_min', 'score_max']) filters[name] = score(filters[name]);
  return filters;
}

function score(text) {
  const value = Number(text);
  return text !== '' && value >= 0 && value <= 100 ? String(value) : '';
}

/** The address of the list with these filters. */
export function addressOf(filters) {
  const chosen = NAMES.filter((name) => filters[name]).map((name) => [name, filters[name]]);
  return `/review/${chosen.length ? `?${new URLSearchParams(chosen)}` : ''}`;
}

/** How many filters are chosen; a span of days is one, so is one of scores. */
export function countOf(filters) {
  const { q, when, from, to, analyst, kind, severity, reviewed, score_min: least, score_max: most } = filters;
  return [q, when || from || to, analyst, kind, severity, reviewed, least || most].filter(Boolean).length;
}

/** What the server is asked; `now` is the reader's. */
export function questionOf(filters, now = new Date()) {
  const { when, ...asked } = filters;
  if (when) {
    const first = new Date(now);
    first.setDate(first.getDate() - (QUICK_DAYS[when] - 1));
    Object.assign(asked, { from: dayOf(first), to: dayOf(now) });
  }
  if (asked.from || asked.to) asked.zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return asked;
}

/** A day of the reader's calendar: "2026-11-28". */
export function dayOf(date) {
  const two = (number) => String(number).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
