// Which page is shown at which address.
//
// A page is a module of its own with
//
//   export const styles = ['call.css', …];          its style sheets, on while it is shown
//   export function mount(root, params, app) → unmount
//
// `root`: the empty <main>; `params`: of the pattern, such as {uid}; `app`: see app.js.
// What `mount` returns is a function that ends the page.  It may have on it
//   `help()`   opens the page's keys, for the button in the bar;
//   `moved()`  the question part of the address changed, by back, forward or a link: without
//              it the page is mounted anew;
//   `recovered()`  the server, which did not answer, answers again.

/** Pages by the pattern of their address. */
export const pages = {
  '/review/': () => import('./list.js'),
  '/review/call/:uid': () => import('./call.js'),
  '/review/precision': () => import('./precision.js'),
  '/review/calibrations': () => import('./calibrations.js'),
  '/review/accounts': () => import('./accounts.js'),
  '/review/audit': () => import('./audit.js'),
  '/review/help': () => import('./help.js'),
};

/** The pattern that an address fits and its parameters, or null. */
export function match(path, patterns = Object.keys(pages)) {
  for (const pattern of patterns) {
    const names = [];
    const form = pattern.replace(/:([a-z]+)/g, (_, name) => {
      names.push(name);
      return '([^/]+)';
    });
    const found = new RegExp(`^${form}$`).exec(path);
    if (found) return { pattern, params: Object.fromEntries(names.map((name, index) => [name, decoded(found[index + 1])])) };
  }
  return null;
}

/** Shows the page of the address, and follows links, back and forward. */
export class Router {
  #show;
  #resolve;
  #path = null;

  /**
   * `show`: called with `{pattern, params, load} | null` and whether the path stayed the same;
   * `resolve`: says where an address leads to.
   */
  constructor(show, resolve = (address) => address) {
    this.#show = show;
    this.#resolve = resolve;
  }

  start() {
    history.scrollRestoration = 'manual';
    addEventListener('popstate', () => this.refresh());
    document.addEventListener('click', (event) => this.#follow(event));
    this.refresh();
  }

  /** Go to an address of the pages. */
  go(address, { replace = false } = {}) {
    const url = new URL(this.#resolve(address), location.href);
    const here = url.pathname + url.search;
    if (replace || here === location.pathname + location.search) history.replaceState(history.state, '', here);
    else history.pushState(null, '', here);
    this.refresh();
  }

  /** Show the page of the present address; `isNew` mounts it anew in any case. */
  refresh({ isNew = false } = {}) {
    const isSame = !isNew && this.#path === location.pathname;
    this.#path = location.pathname;
    const found = match(location.pathname);
    this.#show(found && { ...found, load: pages[found.pattern] }, isSame);
  }

  #follow(event) {
    if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const link = event.target.closest?.('a[href]');
    if (!link || link.target || link.hasAttribute('download') || link.origin !== location.origin) return;
    if (link.hash && link.pathname === location.pathname) return;
    if (!match(link.pathname)) return;
    event.preventDefault();
    this.go(link.pathname + link.search);
  }
}

function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // no address of ours: nothing will be found there
  }
}
