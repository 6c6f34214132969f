// The calls that are loaded, day by day; what is shown already is kept as it is.

import { make } from './dom.js';
import { dayName } from './strings.js';
import { dayOf } from './list_query.js';

/** Shows calls under their days. */
export class Days {
  #makeRow;
  #rows = new Map(); // uid → {json, row}

  constructor(makeRow) {
    this.#makeRow = makeRow;
    this.element = make('div', 'days');
  }

  /** Show exactly these calls, in their order. */
  fill(calls) {
    const rows = new Map();
    const days = [];
    for (const call of calls) {
      const json = JSON.stringify(call);
      const known = this.#rows.get(call.uid);
      const row = known?.json === json ? known.row : this.#makeRow(call);
      rows.set(call.uid, { json, row });
      const date = new Date(call.happened_at);
      const day = dayOf(date);
      if (days.at(-1)?.day !== day) days.push({ day, date, rows: [] });
      days.at(-1).rows.push(row);
    }
    this.#rows = rows;
    const held = document.activeElement?.closest?.('.row')?.dataset.uid;
    const sections = days.map((day, index) => this.#section(day, index));
    while (this.element.children.length > sections.length) this.element.lastElementChild.remove();
    // A row that was made anew takes the focus of the one it replaces.
    if (held && !this.element.contains(document.activeElement)) this.linkOf(held)?.focus({ preventScroll: true });
  }

  /** The link of a call, or null. */
  linkOf(uid) {
    return this.#rows.get(uid)?.row.querySelector('.row-link') ?? null;
  }

  /** The links, from top to bottom. */
  get links() {
    return [...this.element.querySelectorAll('.row-link')];
  }

  #section({ day, date, rows }, index) {
    const id = `day-${day}`;
    let section = this.element.children[index];
    if (section?.dataset.day !== day) {
      const title = make('h2', 'day-title', dayName(date));
      title.id = id;
      const list = make('ol', 'day-rows');
      list.setAttribute('aria-labelledby', id);
      section = make('section', 'day', title, list);
      section.dataset.day = day;
      this.element.insertBefore(section, this.element.children[index] ?? null);
    }
    const list = section.lastElementChild;
    rows.forEach((row, place) => {
      if (list.children[place] !== row) list.insertBefore(row, list.children[place] ?? null);
    });
    while (list.children.length > rows.length) list.lastElementChild.remove();
    return section;
  }
}
