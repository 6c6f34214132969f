// The list of calls: newest first, filtered, as many as were asked for.

import { Days } from './list_days.js';
import { make, makeButton, setAttribute, setText, show } from './dom.js';
import { listenToKeys, openHelp } from './keys.js';
import { Filters } from './list_filters.js';
import { keepList, recallList } from './list_memory.js';
import { addressOf, countOf, filtersOf, questionOf } from './list_query.js';
import { makeRow } from './list_row.js';
import { nothingFits, nothingKept } from './list_nothing.js';
import { LIST, LIST_KEYS, NAV } from './strings.js';

export const styles = ['list.css', 'filters.css', 'row.css', 'strip.css', 'list_small.css'];

const PAGE = 50;
const MOST = 200; // that the server gives at once
const SOON_PX = 800; // before the end more calls are fetched

/** Show the list. */
export function mount(root, params, app) {
  const list = new List(root, app);
  list.open();
  return Object.assign(() => list.close(), {
    moved: () => list.moved(),
    help: () => list.help(),
    recovered: () => list.recovered(),
  });
}

class List {
  #root;
  #app;
  #filters;
  #days;
  #parts;
  #asked = null; // an AbortController: what is being fetched
  #coming = null; // a promise of more calls
  #search = null; // the question part that is shown
  #calls = [];
  #next = null;
  #total = 0;
  #ends = [];
  #typedBefore = false;

  constructor(root, app) {
    this.#root = root;
    this.#app = app;
    const { kinds, mode } = app.session;
    this.#days = new Days((call) => makeRow(call, { kinds, isTeam: mode === 'team' }));
    this.#filters = new Filters({ kinds, onChange: (filters, how) => this.#choose(filters, how) });
  }

  open() {
    const title = make('h1', 'sr-only', NAV.calls);
    title.tabIndex = -1;
    const count = make('p', 'list-count');
    count.setAttribute('role', 'status');
    const heads = make('div', 'row heads', ...LIST.heads.map((text) => make('span', '', text)));
    heads.setAttribute('aria-hidden', 'true'); // each cell says what it is
    const more = makeButton('button list-more', () => this.#more(), LIST.more);
    const error = make('p', 'list-error');
    error.setAttribute('role', 'alert');
    const again = makeButton('button button-small', () => this.#again(), LIST.again);
    const trouble = make('div', 'list-trouble', error, again);
    const nothing = make('div', 'list-nothing');
    const body = make('div', 'list-body', trouble, nothing, heads, this.#days.element, more);
    this.#parts = { count, heads, more, error, trouble, nothing, body };
    for (const part of [heads, more, trouble, nothing]) show(part, false);
    this.#root.append(make('div', 'list', title, this.#filters.element, count, body));
    this.#app.setTitle(NAV.calls);
    this.#days.element.addEventListener('click', (event) => this.#pressed(event));
    const watcher = new IntersectionObserver(([seen]) => seen.isIntersecting && this.#more(), { rootMargin: `${SOON_PX}px` });
    watcher.observe(more);
    this.#ends.push(listenToKeys(this.#keys()), () => watcher.disconnect(), () => this.#filters.close());
    this.#offerAnalysts();
    this.moved();
  }

  close() {
    this.#keep();
    this.#asked?.abort();
    for (const end of this.#ends) end();
  }

  help() {
    return openHelp(LIST.keys, LIST_KEYS);
  }

  /** The address has changed: show what it asks for. */
  moved() {
    if (this.#search !== null) this.#keep();
    this.#search = location.search;
    const filters = filtersOf(location.search);
    this.#filters.set(filters);
    const kept = recallList(location.search, this.#who);
    if (kept) {
      this.#show(kept);
      scrollTo(0, kept.scrollY);
      const link = kept.uid && this.#days.linkOf(kept.uid);
      link?.focus({ preventScroll: true });
      link?.closest('.row').scrollIntoView({ block: 'nearest' });
      this.#fetch({ limit: Math.min(MOST, Math.max(PAGE, kept.calls.length)), isQuiet: true });
    } else this.#fetch({ limit: PAGE });
  }

  /** The server answers again: ask once more for what it did not answer. */
  recovered() {
    if (!this.#parts.trouble.hidden) this.#again();
  }

  get #who() {
    return this.#app.session.account?.name ?? null;
  }

  #keep() {
    if (!this.#calls.length) return;
    const held = document.activeElement?.closest?.('.row')?.dataset.uid ?? this.#opened;
    keepList({ search: this.#search, who: this.#who, calls: this.#calls, next: this.#next, total: this.#total, scrollY, uid: held });
  }

  #opened = null; // the call that was chosen last

  #choose(filters, { isTyping }) {
    const address = addressOf(filters);
    if (address === location.pathname + location.search) return;
    // A word is one step back, not one a letter.
    this.#app.go(address, { replace: isTyping && this.#typedBefore });
    this.#typedBefore = isTyping;
  }

  async #offerAnalysts() {
    try {
      const { analysts } = await this.#app.api.get('analysts');
      this.#filters.offer(analysts);
    } catch {
      // The list itself says what is wrong; without them one can still look for words.
    }
  }

  /** Ask for calls: anew, or with `cursor` for those after it. */
  async #fetch({ limit, cursor = null, isQuiet = false }) {
    this.#asked?.abort();
    const asked = (this.#asked = new AbortController());
    const { body, trouble, more } = this.#parts;
    show(trouble, false);
    setAttribute(body, 'aria-busy', String(!isQuiet));
    setText(more, cursor ? LIST.loading : LIST.more);
    const query = { ...questionOf(filtersOf(location.search)), cursor, limit };
    try {
      const { calls, next, total } = await this.#app.api.get('calls', { query, signal: asked.signal });
      if (asked.signal.aborted) return;
      if (cursor) this.#show({ calls: [...this.#calls, ...calls], next, total });
      else if (isQuiet) this.#show(this.#renewed(calls, next, total));
      else {
        this.#show({ calls, next, total });
        scrollTo(0, 0);
      }
    } catch (error) {
      if (asked.signal.aborted) return;
      this.#failed(error, { cursor, isQuiet });
    }
    setAttribute(body, 'aria-busy', 'false');
    setText(more, LIST.more);
    this.#asked = null;
  }

  /** What is shown with these, the newest, as they are now; further ones stay as they were. */
  #renewed(calls, next, total) {
    const last = calls.at(-1);
    const at = last ? this.#calls.findIndex(({ uid }) => uid === last.uid) : -1;
    if (at === -1 || at === this.#calls.length - 1) return { calls, next, total };
    return { calls: [...calls, ...this.#calls.slice(at + 1)], next: this.#next, total };
  }

  #show({ calls, next, total }) {
    [this.#calls, this.#next, this.#total] = [calls, next, total];
    const { count, heads, more, nothing } = this.#parts;
    this.#days.fill(calls);
    const filters = filtersOf(location.search);
    const chosen = countOf(filters);
    setText(count, total ? LIST.count(total, chosen > 0) : '');
    show(heads, calls.length > 0);
    show(more, Boolean(next));
    show(nothing, !calls.length);
    show(this.#filters.element, calls.length > 0 || chosen > 0); // there is nothing to look through
    nothing.replaceChildren();
    if (!calls.length) nothing.append(chosen ? nothingFits(filters, this.#app.session) : nothingKept(this.#app.session));
  }

  #failed(error, { cursor, isQuiet }) {
    if (isQuiet || error.code === 'signed-out') return;
    if (!cursor) {
      this.#calls = [];
      this.#days.fill([]);
      for (const part of [this.#parts.nothing, this.#parts.heads, this.#parts.more]) show(part, false);
      setText(this.#parts.count, '');
    }
    setText(this.#parts.error, error.message);
    show(this.#parts.trouble, true);
  }

  #again() {
    if (this.#calls.length) this.#fetch({ limit: PAGE, cursor: this.#next });
    else this.#fetch({ limit: PAGE });
  }

  /** Fetch the calls that come next, or wait for what is being fetched already. */
  #more() {
    if (this.#asked || !this.#next) return this.#coming;
    this.#coming = this.#fetch({ limit: PAGE, cursor: this.#next });
    return this.#coming;
  }

  #pressed(event) {
    const row = event.target.closest('.row');
    if (!row) return;
    this.#opened = row.dataset.uid;
    const strip = event.target.closest('.row-strip');
    if (!strip || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    // On the strip: to that moment of the call.
    const { left, width } = strip.getBoundingClientRect();
    const ms = Math.round((Number(strip.dataset.durationMs) * (event.clientX - left)) / width);
    this.#app.go(`/review/call/${row.dataset.uid}?t=${Math.max(0, ms)}`);
  }

  #keys() {
    const down = () => this.#step(1);
    const up = () => this.#step(-1);
    return {
      j: down,
      ArrowDown: down,
      k: up,
      ArrowUp: up,
      Home: () => this.#to(0),
      '/': () => {
        this.#filters.focus();
        return true;
      },
      '?': () => this.help(),
    };
  }

  #step(by) {
    const { links } = this.#days;
    if (!links.length) return false;
    const at = links.indexOf(document.activeElement?.closest?.('.row')?.querySelector('.row-link'));
    const to = at === -1 ? this.#inSight(links) : at + by;
    if (to >= links.length) {
      this.#moreThen(links.length);
      return true;
    }
    return this.#to(Math.max(0, to));
  }

  /** Where the keys begin: the first call in sight. */
  #inSight(links) {
    const at = links.findIndex((link) => link.getBoundingClientRect().top >= 0);
    return at === -1 ? links.length - 1 : at;
  }

  async #moreThen(place) {
    await this.#more();
    this.#to(place);
  }

  #to(place) {
    const link = this.#days.links[place];
    if (!link) return false;
    link.focus({ preventScroll: true });
    link.closest('.row').scrollIntoView({ block: place ? 'nearest' : 'center' });
    return true;
  }
}
