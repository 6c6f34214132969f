// The filters above the list; what is chosen is in the address.

import { DaysFilter } from './days_filter.js';
import { freshId, make, makeButton, makeIcon, makeInput, makeSelect, setAttribute, setText, show } from './dom.js';
import { countOf } from './list_query.js';
import { FILTERS, SEVERITY_NAMES, STATES } from './strings.js';

const TYPING_MS = 300;

/** The form of the filters. */
export class Filters {
  #fields = {};
  #chosen = {};
  #timer = null;
  #onChange;
  #days;
  #clear;
  #analyst;
  #toggle;

  /** `onChange(filters, {isTyping})`: something was chosen; `kinds`: the session's. */
  constructor({ kinds, onChange }) {
    this.#onChange = onChange;
    const search = this.#makeSearch();
    this.#days = new DaysFilter((days) => this.#change({ ...this.#chosen, ...days }));
    const named = Object.entries(kinds).map(([kind, { title }]) => [kind, title]);
    named.sort(([, one], [, other]) => one.localeCompare(other));
    this.#analyst = this.#select('analyst', [['', FILTERS.everybody]]);
    show(this.#analyst, false);
    const rest = [
      this.#analyst,
      this.#select('kind', [['', FILTERS.anyKind], ...named]),
      this.#select('severity', [['', FILTERS.anySeverity], ...['critical', 'alert', 'notice', 'info'].map((one) => [one, FILTERS.atLeast(SEVERITY_NAMES[one], one === 'critical')])]),
      this.#select('reviewed', [['', FILTERS.anyState], ...Object.entries(STATES)]),
      this.#makeScores(),
    ];
    this.#clear = makeButton('button button-plain button-small filters-clear', () => this.#change({}), FILTERS.clear);
    const more = make('div', 'filters-more', this.#days.segments, this.#days.dates, ...rest, this.#clear);
    more.id = freshId('filters');
    this.#toggle = makeButton('button filters-toggle', () => this.#open(), makeIcon('filter'), make('span', '', FILTERS.more));
    this.#toggle.setAttribute('aria-controls', more.id);
    this.#toggle.setAttribute('aria-expanded', 'false');
    this.element = make('form', 'filters', search, this.#toggle, more);
    this.element.setAttribute('role', 'search');
    this.element.setAttribute('aria-label', FILTERS.title);
    this.element.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#typed(0);
    });
  }

  /** Show what is chosen. */
  set(filters) {
    this.#chosen = filters;
    for (const [name, field] of Object.entries(this.#fields)) {
      const value = filters[name] ?? '';
      if (field.tagName === 'SELECT' && value && ![...field.options].some((option) => option.value === value)) field.append(new Option(value, value));
      if (field !== document.activeElement || field.value.trim() !== value) field.value = value;
      field.classList.toggle('is-chosen', Boolean(value) && field.tagName === 'SELECT');
    }
    this.#days.set(filters);
    const count = countOf(filters);
    show(this.#clear, count > 0);
    const hidden = countOf({ ...filters, q: '' });
    setText(this.#toggle.lastElementChild, hidden ? FILTERS.moreChosen(hidden) : FILTERS.more);
  }

  /** Offer these analysts. */
  offer(analysts) {
    const select = this.#fields.analyst;
    select.replaceChildren(new Option(FILTERS.everybody, ''), ...analysts.map((name) => new Option(name, name)));
    show(this.#analyst, analysts.length > 1 || Boolean(this.#chosen.analyst));
    this.set(this.#chosen);
  }

  /** Put the cursor into the search. */
  focus() {
    this.#fields.q.focus();
    this.#fields.q.select();
  }

  /** What is chosen is in the search field as it is typed. */
  get search() {
    return this.#fields.q;
  }

  close() {
    clearTimeout(this.#timer);
  }

  #makeSearch() {
    const field = makeInput('search', { placeholder: FILTERS.search, maxLength: 200, autocomplete: 'off', enterKeyHint: 'search' });
    setAttribute(field, 'aria-label', FILTERS.searchLabel);
    setAttribute(field, 'aria-keyshortcuts', '/');
    field.addEventListener('input', () => this.#typed(field.value ? TYPING_MS : 0));
    this.#fields.q = field;
    return make('div', 'filters-search', makeIcon('search'), field, make('kbd', '', '/'));
  }

  #makeScores() {
    const field = (name) => {
      const input = makeInput('number', { min: 0, max: 100, inputMode: 'numeric', placeholder: FILTERS[`${name}_place`] });
      setAttribute(input, 'aria-label', FILTERS[name]);
      input.addEventListener('change', () => this.#change({ ...this.#chosen, [name]: input.checkValidity() ? input.value : '' }));
      this.#fields[name] = input;
      return input;
    };
    const scores = make('div', 'filters-scores', make('span', 'filters-name', FILTERS.score), field('score_min'), '–', field('score_max'));
    scores.setAttribute('role', 'group');
    scores.setAttribute('aria-label', FILTERS.score);
    return scores;
  }

  #select(name, options) {
    const select = makeSelect(options);
    setAttribute(select, 'aria-label', FILTERS[name]);
    select.addEventListener('change', () => this.#change({ ...this.#chosen, [name]: select.value }));
    this.#fields[name] = select;
    return make('div', 'filters-select', select);
  }

  #typed(ms) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const q = this.#fields.q.value.trim();
      if (q !== this.#chosen.q) this.#onChange({ ...this.#chosen, q }, { isTyping: true });
    }, ms);
  }

  #change(filters) {
    clearTimeout(this.#timer);
    const q = Object.keys(filters).length ? this.#fields.q.value.trim() : '';
    this.#onChange({ ...filters, q }, { isTyping: false });
  }

  #open() {
    const isOpen = this.element.classList.toggle('is-open');
    setAttribute(this.#toggle, 'aria-expanded', String(isOpen));
  }
}
