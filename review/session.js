// Who is here: the token of the address, or a name and its password.

/** Keeps the session: `{mode, account, csrf, kinds, scorecard, may}`, see the server's API. */
export class Session {
  #api;
  now = { mode: null, account: null };

  constructor(api) {
    this.#api = api;
  }

  /** Whether somebody has signed in. */
  get isOpen() {
    return Boolean(this.now.account);
  }

  /** Sign in with a token of the address where there is one, or see who is here already. */
  async open() {
    const token = takeToken();
    if (token) {
      try {
        return await this.signIn({ token });
      } catch (error) {
        if (error.isPassing) {
          history.replaceState(history.state, '', `${location.pathname}${location.search}#token=${encodeURIComponent(token)}`);
          throw error;
        }
        // An old address, or a team's server: whoever has signed in before still is.
      }
    }
    return this.#take(await this.#api.get('session'));
  }

  /** `shown`: `{token}`, or `{name, password}`. */
  async signIn(shown) {
    return this.#take(await this.#api.post('session', shown));
  }

  async signOut() {
    await this.#api.delete('session');
    this.forget();
  }

  async changePassword(change) {
    return this.#take(await this.#api.put('session/password', change));
  }

  /** The session is over; how one signs in is known still. */
  forget() {
    this.#take({ mode: this.now.mode, account: null, csrf: null });
  }

  #take(session) {
    this.now = session;
    this.#api.csrf = session.csrf ?? null;
    return session;
  }
}

/**
 * Return the token of the fragment, or null.
 *
 * It leaves the address bar and the history at once, where shoulders and screenshots would
 * see it, and is kept nowhere: the session's cookie takes its place.
 */
export function takeToken() {
  const token = new URLSearchParams(location.hash.slice(1)).get('token');
  if (token) history.replaceState(history.state, '', location.pathname + location.search);
  return token;
}
