// The bar: the pages that one may see, and who one is.

import { byId, make, makeIcon, makeLink, setAttribute, setText, show } from './dom.js';
import { openPassword } from './password.js';
import { ME, NAV, ROLES } from './strings.js';

/** Pages in the bar: name, address, and what of `session.may` they need. */
const PAGES = [
  ['calls', '/review/', null],
  ['precision', '/review/precision', 'precision'],
  ['calibrations', '/review/calibrations', 'calibrate'],
  ['accounts', '/review/accounts', 'accounts'],
  ['audit', '/review/audit', 'audit'],
];

export class Bar {
  #app;
  #menu = byId('me');

  constructor(app) {
    this.#app = app;
    byId('sign-out').addEventListener('click', () => this.#signOut());
    byId('password-open').addEventListener('click', () => {
      this.#menu.open = false;
      openPassword(app);
    });
    // It closes as menus do.
    this.#menu.addEventListener('focusout', ({ relatedTarget }) => {
      if (relatedTarget && !this.#menu.contains(relatedTarget)) this.#menu.open = false;
    });
    this.#menu.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || !this.#menu.open) return;
      event.stopPropagation();
      this.#menu.open = false;
      this.#menu.querySelector('summary').focus();
    });
    document.addEventListener('click', ({ target }) => {
      if (!this.#menu.contains(target)) this.#menu.open = false;
    });
  }

  /** Fill it for whoever is here. */
  fill() {
    const { account, mode, may } = this.#app.session;
    show(byId('nav'), Boolean(account));
    show(byId('bar-tools'), Boolean(account));
    this.#menu.open = false;
    if (!account) return;
    const isTeam = mode === 'team';
    setText(byId('me-name'), isTeam ? account.name : ME.machine);
    setText(byId('me-about'), isTeam ? ME.about(account.name, ROLES[account.role] ?? account.role) : ME.machineAbout);
    show(byId('password-open'), isTeam);
    const links = PAGES.filter(([, , right]) => !right || may?.[right]).map(([name, address]) =>
      makeLink('nav-link', address, makeIcon(name), make('span', '', NAV[name])),
    );
    byId('nav').replaceChildren(...links);
    this.mark();
  }

  /** Mark the page that is shown. */
  mark() {
    const nav = byId('nav');
    for (const link of nav.children) {
      const isHere = link.pathname === location.pathname;
      setAttribute(link, 'aria-current', isHere ? 'page' : null);
      // On a telephone they may not all fit.
      if (isHere) nav.scrollLeft = Math.max(0, link.offsetLeft + link.offsetWidth + 30 - nav.clientWidth);
    }
  }

  async #signOut() {
    this.#menu.open = false;
    try {
      await this.#app.keeper.signOut();
    } catch (error) {
      this.#app.toast.say(error.message);
      return;
    }
    this.#app.toast.say(ME.signedOut);
    this.#app.entered();
  }
}
