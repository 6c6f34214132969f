// The accounts of a team's server, for its admins.

import { make, makeButton, makeIcon, makeSelect, setAttribute } from './dom.js';
import { load } from './loading.js';
import { openNewAccount, openSetPassword, openToken } from './account_dialogs.js';
import { makeHead } from './page_head.js';
import { ACCOUNTS, ROLES, shortDate } from './strings.js';

export const styles = ['pages.css', 'accounts.css'];

/** Show the page. */
export function mount(root, params, app) {
  const page = new AccountsPage(root, app);
  return page.open();
}

class AccountsPage {
  #app;
  #root;
  #list = make('ul', 'accounts');

  constructor(root, app) {
    this.#root = root;
    this.#app = app;
  }

  open() {
    const onAdded = (account) => {
      this.#place(account);
      this.#say(ACCOUNTS.added(account.name));
    };
    const add = makeButton('button button-main', () => openNewAccount(this.#app, onAdded), makeIcon('add'), ACCOUNTS.add);
    const sheet = make('div', 'sheet', makeHead(ACCOUNTS.title, ACCOUNTS.lead, add), this.#list);
    this.#root.append(sheet);
    this.#app.setTitle(ACCOUNTS.title);
    const get = (signal) => this.#app.api.get('accounts', { signal });
    return load(sheet, this.#app, get, ({ accounts }) => this.#list.append(...accounts.map((one) => this.#make(one))));
  }

  #make(account) {
    const { name, role, is_disabled: isDisabled, has_token: hasToken, created_at: since } = account;
    const isMe = name === this.#app.session.account.name;
    const title = make('h2', 'account-name', name);
    const signs = [isMe && ACCOUNTS.you, isDisabled && ACCOUNTS.disabled, hasToken && ACCOUNTS.token].filter(Boolean);
    const about = make('p', 'account-about', ...signs.map((text) => make('span', 'sign', text)), make('span', '', ACCOUNTS.since(shortDate(new Date(since)))));
    const roles = makeSelect(Object.entries(ROLES), role);
    roles.setAttribute('aria-label', ACCOUNTS.role(name));
    roles.addEventListener('change', () => this.#setRole(account, roles));
    const act = (text, press) => {
      const button = makeButton('button button-small', press, text);
      button.setAttribute('aria-label', `${text}: ${name}`);
      return button;
    };
    const acts = make(
      'div',
      'account-acts',
      act(ACCOUNTS.password, () => openSetPassword(this.#app, name, () => this.#say(ACCOUNTS.passwordSet(name)))),
      ...(isDisabled ? [] : [act(ACCOUNTS.giveToken, () => openToken(this.#app, account, () => this.#place({ ...account, has_token: true })))]),
      ...(hasToken ? [act(ACCOUNTS.takeToken, () => this.#takeToken(account))] : []),
      act(isDisabled ? ACCOUNTS.enable : ACCOUNTS.disable, () => this.#setDisabled(account, !isDisabled)),
    );
    const item = make('li', 'account', make('div', 'account-who', title, about), make('div', 'account-role', roles), acts);
    item.dataset.name = name;
    setAttribute(item, 'data-disabled', isDisabled ? 'true' : null);
    return item;
  }

  /** Show an account as it is now, in its place by name. */
  #place(account) {
    const item = this.#make(account);
    const old = [...this.#list.children].find((one) => one.dataset.name === account.name);
    if (old) {
      const hadFocus = old.contains(document.activeElement);
      old.replaceWith(item);
      if (hadFocus) item.querySelector('button, select').focus();
      return;
    }
    const next = [...this.#list.children].find((one) => one.dataset.name.localeCompare(account.name) > 0);
    this.#list.insertBefore(item, next ?? null);
  }

  async #setRole(account, select) {
    const changed = await this.#change(account.name, { role: select.value });
    if (!changed) {
      select.value = account.role;
      return;
    }
    const undo = () => this.#change(account.name, { role: account.role });
    this.#say(ACCOUNTS.nowRole(account.name, changed.role), { label: ACCOUNTS.undo, act: undo });
  }

  async #setDisabled({ name }, isDisabled) {
    if (!(await this.#change(name, { is_disabled: isDisabled }))) return;
    const undo = () => this.#change(name, { is_disabled: !isDisabled });
    this.#say(isDisabled ? ACCOUNTS.nowDisabled(name) : ACCOUNTS.nowEnabled(name), { label: ACCOUNTS.undo, act: undo });
  }

  async #takeToken(account) {
    const done = await this.#try(() => this.#app.api.delete(`accounts/${encodeURIComponent(account.name)}/token`));
    if (!done) return;
    this.#place({ ...account, has_token: false });
    this.#say(ACCOUNTS.tokenTaken(account.name));
  }

  async #change(name, change) {
    const changed = await this.#try(() => this.#app.api.patch(`accounts/${encodeURIComponent(name)}`, change));
    if (changed) this.#place(changed);
    return changed;
  }

  async #try(act) {
    try {
      return await act();
    } catch (error) {
      this.#say(error.message, { ms: 6_000 });
      return null;
    }
  }

  #say(text, more) {
    this.#app.toast.say(text, more);
  }
}
