// Which days: a quick choice, or two dates.

import { make, makeButton, makeField, makeInput, setAttribute, show } from './dom.js';
import { DAYS } from './strings.js';

const DATES = 'dates';

/** The choice of days: `segments` and, where dates are chosen, `dates`. */
export class DaysFilter {
  #onChange;
  #fields;

  /** `onChange`: given `{when, from, to}`, texts that are empty where not chosen. */
  constructor(onChange) {
    this.#onChange = onChange;
    const choices = [['', DAYS.any], ...Object.entries(DAYS.quick), [DATES, DAYS.dates]];
    const buttons = choices.map(([value, text]) => {
      const button = makeButton('segment', () => this.#choose(value), text);
      button.value = value;
      return button;
    });
    this.segments = make('div', 'segments', ...buttons);
    this.segments.setAttribute('role', 'group');
    this.segments.setAttribute('aria-label', DAYS.title);
    this.#fields = Object.fromEntries(['from', 'to'].map((name) => [name, this.#field()]));
    const labelled = Object.entries(this.#fields).map(([name, field]) => makeField(DAYS[name], field));
    this.dates = make('div', 'filters-dates', ...labelled);
  }

  /** Show what is chosen. */
  set({ when, from, to }) {
    Object.assign(this.#fields.from, { value: from, max: to });
    Object.assign(this.#fields.to, { value: to, min: from });
    this.#mark(from || to ? DATES : when);
  }

  #field() {
    const field = makeInput('date');
    field.addEventListener('change', () => {
      const { from, to } = this.#fields;
      this.#onChange({ when: '', from: from.value, to: to.value });
    });
    return field;
  }

  #choose(value) {
    if (value !== DATES) {
      this.#onChange({ when: value, from: '', to: '' });
      return;
    }
    this.#mark(DATES); // until a day is chosen nothing is asked anew
    this.#fields.from.focus();
  }

  #mark(value) {
    for (const button of this.segments.children) setAttribute(button, 'aria-pressed', String(button.value === value));
    show(this.dates, value === DATES);
  }
}
