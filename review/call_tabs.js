// The parts of the page: all at once where there is room, otherwise one at a time.

import { freshId, make, show } from './dom.js';
import { CALL, TABS } from './call_strings.js';

const WIDE = '(min-width: 900px)';

/** Tabs over panels.  Where it is wide the first panel is always there and has no tab. */
export class Tabs {
  #names;
  #tabs = new Map();
  #panels = new Map();
  #wide = matchMedia(WIDE);
  #list = make('div', 'tabs');
  #chosen;
  #side;
  #onWide = () => this.#show();

  /** `panels`: elements by name, in order; `onShow`: told which one is shown now. */
  constructor(panels, { onShow = () => {} } = {}) {
    this.#names = Object.keys(panels);
    this.#chosen = this.#names[1];
    this.#list.setAttribute('role', 'tablist');
    this.#list.setAttribute('aria-label', CALL.tabs);
    for (const [name, content] of Object.entries(panels)) this.#add(name, content);
    const [first, ...others] = [...this.#panels.values()];
    this.#side = make('div', 'parts-side', ...others);
    this.element = make('div', 'parts', first, this.#side);
    this.element.prepend(this.#list);
    this.#list.addEventListener('keydown', (event) => this.#walk(event));
    this.#wide.addEventListener('change', this.#onWide);
    this.onShow = onShow;
    this.#show();
  }

  get isWide() {
    return this.#wide.matches;
  }

  get shown() {
    return this.#chosen;
  }

  choose(name) {
    const isOther = this.#chosen !== name;
    this.#chosen = name;
    this.#show();
    if (isOther) this.#side.scrollTop = 0; // what is below the top of one is nowhere in another
    this.onShow(name);
  }

  /** Put a number beside a tab's name. */
  count(name, text) {
    this.#tabs.get(name).querySelector('.tab-count').textContent = text;
  }

  close() {
    this.#wide.removeEventListener('change', this.#onWide);
  }

  #add(name, content) {
    const tab = make('button', 'tab', make('span', '', TABS[name]), make('span', 'tab-count'));
    const panel = make('section', `panel panel-${name}`, make('h2', 'sr-only', TABS[name]), content);
    [tab.type, tab.id, panel.id] = ['button', freshId('tab'), freshId('panel')];
    tab.dataset.name = name;
    tab.setAttribute('role', 'tab');
    tab.setAttribute('aria-controls', panel.id);
    tab.addEventListener('click', () => this.choose(name));
    this.#tabs.set(name, tab);
    this.#panels.set(name, panel);
    this.#list.append(tab);
  }

  #show() {
    const [first] = this.#names;
    const { isWide } = this;
    const chosen = isWide && this.#chosen === first ? this.#names[1] : this.#chosen;
    this.element.dataset.shown = chosen;
    for (const [name, tab] of this.#tabs) {
      const isFirst = name === first;
      const isShown = name === chosen;
      show(tab, !(isWide && isFirst));
      tab.setAttribute('aria-selected', String(isShown));
      tab.tabIndex = isShown ? 0 : -1;
      const panel = this.#panels.get(name);
      show(panel, isShown || (isWide && isFirst));
      // Beside the tabs it is a part of the page like any other.
      if (isWide && isFirst) {
        panel.setAttribute('role', 'region');
        panel.setAttribute('aria-label', TABS[name]);
        panel.removeAttribute('aria-labelledby');
      } else {
        panel.setAttribute('role', 'tabpanel');
        panel.setAttribute('aria-labelledby', tab.id);
        panel.removeAttribute('aria-label');
      }
    }
  }

  #walk(event) {
    const shown = this.#names.filter((name) => !this.#tabs.get(name).hidden);
    const at = shown.findIndex((name) => this.#tabs.get(name) === event.target);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: shown.length - 1 }[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const name = shown[(to + shown.length) % shown.length];
    this.choose(name);
    this.#tabs.get(name).focus();
  }
}
