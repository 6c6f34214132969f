// The key to the socket: it comes in the address, and leaves it at once.

const KEY = 'coach-token';

/**
 * Return the token, or null when there is none.
 *
 * A token in the fragment is kept for this tab and taken out of the address bar and the
 * history, where shoulders and screenshots would see it.
 */
export function takeToken() {
  const given = new URLSearchParams(location.hash.slice(1)).get('token');
  if (given) {
    sessionStorage.setItem(KEY, given);
    history.replaceState(null, '', location.pathname);
  }
  return given ?? sessionStorage.getItem(KEY);
}
