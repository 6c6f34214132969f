// What was loaded of the list, so that who comes back from a call is where they were.

const FRESH_MS = 30 * 60_000;

let kept = null;

/** Keep what is shown: `{search, who, calls, next, total, scrollY, uid}`. */
export function keepList(list) {
  kept = { ...list, at: Date.now() };
}

/** What was kept of this address for this person, or null. */
export function recallList(search, who) {
  const isFit = kept && kept.search === search && kept.who === who && Date.now() - kept.at < FRESH_MS;
  return isFit ? kept : null;
}

/** The address at which the list was left, for the ways back to it. */
export function lastAddress(who) {
  return kept && kept.who === who ? `/review/${kept.search}` : '/review/';
}
