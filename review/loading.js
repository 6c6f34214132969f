// Fetching what a page shows: wait without flicker, and let go of what nobody waits for.

import { make } from './dom.js';
import { WAITING } from './strings.js';

const QUIET_MS = 250; // a wait that is shorter is not worth a word

/**
 * Fetch with `get(signal)` and give `fill` what came; `fail` is told what went wrong, and by
 * default shows it in place of the page.
 *
 * Returns what lets go of it.
 */
export function load(root, app, get, fill, fail = (error) => app.fail(error)) {
  const asked = new AbortController();
  const waiting = make('p', 'waiting', WAITING);
  waiting.setAttribute('role', 'status');
  const timer = setTimeout(() => root.append(waiting), QUIET_MS);
  const done = () => {
    clearTimeout(timer);
    waiting.remove();
  };
  get(asked.signal).then(
    (found) => {
      done();
      if (!asked.signal.aborted) fill(found);
    },
    (error) => {
      done();
      if (!asked.signal.aborted) fail(error);
    },
  );
  return () => {
    asked.abort();
    done();
  };
}
