// What a page can do with what is round it, and the page that is shown.

import { Api } from './api.js';
import { announce } from './announce.js';
import { Bar } from './bar.js';
import { byId } from './dom.js';
import { openHelp } from './keys.js';
import { notFound, trouble } from './scenes.js';
import { Offline } from './offline.js';
import { lastAddress } from './list_memory.js';
import { Router } from './router.js';
import { Session } from './session.js';
import { showSignIn } from './sign_in.js';
import { HELP, TITLE } from './strings.js';
import { wear } from './styles.js';
import { Toast } from './toast.js';

/** The review pages.  A page may use what has a comment here, and `api` and `toast`. */
export class App {
  #session;
  #router = new Router((found, isSame) => this.#show(found, isSame), (address) => this.#listAt(address));
  #bar = new Bar(this);
  #offline = new Offline(this);
  #root = byId('main');
  #end = null; // of the page that is shown
  #turn = 0;
  #isFirst = true;
  #hasFailed = false;

  constructor() {
    this.api = new Api({
      onSignedOut: () => this.#signedOut(),
      onOffline: () => this.#offline.lost(),
      onAnswer: () => this.#offline.answered(),
    });
    this.toast = new Toast();
    this.#session = new Session(this.api);
  }

  /** `{mode, account: {name, role}, kinds, scorecard, may}`, as the server's API has it. */
  get session() {
    return this.#session.now;
  }

  /** What signs in and out. */
  get keeper() {
    return this.#session;
  }

  /** Go to an address of the pages; `replace`: without a step back. */
  go(address, options) {
    this.#router.go(address, options);
  }

  /** Name the page in the window's title. */
  setTitle(text) {
    document.title = TITLE(text);
  }

  /** Say something to those who listen. */
  announce(text) {
    announce(text);
  }

  /** The page cannot be shown: say why, and offer to try again. */
  fail(error) {
    if (error.code === 'signed-out') return; // the sign-in is there already
    this.#close();
    if (error.status === 404) notFound(this.#root, this, { isCall: location.pathname.startsWith('/review/call/') });
    else {
      trouble(this.#root, this, { error, again: () => this.reload() });
      this.#hasFailed = Boolean(error.isPassing);
    }
  }

  /** Show the present page anew. */
  reload() {
    this.#router.refresh({ isNew: true });
  }

  /** Open the keys of the page that is shown. */
  help() {
    if (this.#end?.help) this.#end.help();
    else openHelp(HELP.title, []);
  }

  /** Begin: see who is here, then show the page of the address. */
  async start() {
    byId('help-open').addEventListener('click', () => this.help());
    addEventListener('hashchange', () => location.hash.includes('token=') && this.#enter());
    await this.#enter();
  }

  /** Whoever is here has changed: show what there is for them. */
  entered() {
    this.#bar.fill();
    this.reload();
  }

  /** The server answers again: a page that could not be shown is tried anew. */
  recovered() {
    if (this.#hasFailed) this.reload();
    else this.#end?.recovered?.();
  }

  async #enter() {
    try {
      await this.#session.open();
    } catch (error) {
      this.#close();
      trouble(this.#root, this, { error, again: () => this.#enter() });
      return;
    }
    this.#bar.fill();
    if (this.#isStarted) this.reload();
    else {
      this.#isStarted = true;
      this.#router.start();
    }
  }

  #isStarted = false;

  #signedOut() {
    if (!this.#session.isOpen) return;
    this.#session.forget();
    this.#bar.fill();
    this.reload();
  }

  /** From elsewhere one comes back to the list as one left it. */
  #listAt(address) {
    const isBack = address === '/review/' && location.pathname !== '/review/';
    return isBack ? lastAddress(this.session.account?.name ?? null) : address;
  }

  async #show(found, isSame) {
    if (isSame && this.#end?.moved) {
      this.#end.moved();
      return;
    }
    this.#close();
    const turn = this.#turn;
    this.#bar.mark();
    if (!this.#session.isOpen) {
      showSignIn(this.#root, this);
      return;
    }
    if (!found) {
      notFound(this.#root, this);
      return;
    }
    let page;
    try {
      page = await found.load();
      await wear(page.styles ?? []);
    } catch (error) {
      if (turn === this.#turn) this.fail(Object.assign(error, { isPassing: true }));
      return;
    }
    if (turn !== this.#turn) return; // meanwhile somebody went on
    scrollTo(0, 0);
    // Before it mounts, so that a page may choose another place.
    if (!this.#isFirst) this.#root.focus({ preventScroll: true });
    this.#isFirst = false;
    this.#end = page.mount(this.#root, found.params, this) ?? null;
  }

  #close() {
    this.#turn += 1;
    this.#hasFailed = false;
    const end = this.#end;
    this.#end = null;
    try {
      end?.();
    } finally {
      this.#root.replaceChildren();
    }
  }
}
