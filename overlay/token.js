// The key to the socket: it comes in the address, and leaves it at once.

import { keep, recall } from './prefs.js';

let present = null;

/**
 * Return the token, or null when there is none.
 *
 * A token in the fragment is kept, so that an installed page, which starts without one,
 * finds it; and it is taken out of the address bar and the history, where shoulders and
 * screenshots would see it.
 */
export function takeToken() {
  const given = new URLSearchParams(location.hash.slice(1)).get('token');
  if (given) {
    keep('token', given);
    history.replaceState(null, '', location.pathname);
  }
  present = given ?? recall('token') ?? present;
  return present;
}

/** Forget a token that was refused, unless another page has kept a newer one. */
export function forgetToken() {
  if (recall('token') === present) keep('token', null);
  present = null;
}
