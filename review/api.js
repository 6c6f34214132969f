// What is asked of the server, and one clear line for whatever goes wrong.

import { ERRORS, sentence } from './strings.js';

const BASE = '/review/api/';
const PATIENCE_MS = 30_000;

/** What the server refused, or that it did not answer (`code` "offline"). */
export class ApiError extends Error {
  constructor({ status = 0, code, message }) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.code = code;
  }

  /** Whether to ask again may help. */
  get isPassing() {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

/**
 * Asks the server; `path` is below /review/api/, each method promises what was answered.
 *
 * `onSignedOut`: the session is over; `onOffline`, `onAnswer`: it does not answer, it does.
 */
export class Api {
  csrf = null;

  constructor({ onSignedOut = () => {}, onOffline = () => {}, onAnswer = () => {} } = {}) {
    Object.assign(this, { onSignedOut, onOffline, onAnswer });
  }

  get = (path, { query = {}, signal = null } = {}) => this.#ask('GET', BASE + path + questionOf(query), { signal });
  post = (path, body = undefined) => this.#ask('POST', BASE + path, { body });
  put = (path, body = undefined) => this.#ask('PUT', BASE + path, { body });
  patch = (path, body = undefined) => this.#ask('PATCH', BASE + path, { body });
  delete = (path) => this.#ask('DELETE', BASE + path);

  /** The JSON at an address that the server gave, such as the waveform's. */
  fetch = (url, { signal = null } = {}) => this.#ask('GET', url, { signal });

  async #ask(method, url, { body, signal = null } = {}) {
    const headers = { Accept: 'application/json' };
    if (body !== undefined) headers['Content-Type'] = 'application/json';
    if (method !== 'GET' && this.csrf) headers['X-Coach-CSRF'] = this.csrf;
    const patience = AbortSignal.timeout(PATIENCE_MS);
    let response;
    let answer;
    try {
      response = await fetch(url, {
        method,
        headers,
        body: body === undefined ? undefined : JSON.stringify(body),
        credentials: 'same-origin',
        signal: signal ? AbortSignal.any([signal, patience]) : patience,
      });
      answer = await response.json().catch((error) => {
        if (response.ok && error.name !== 'SyntaxError') throw error;
        return {};
      });
    } catch (error) {
      if (signal?.aborted) throw error; // nobody waits for it any more
      const code = error.name === 'TimeoutError' ? 'slow' : 'offline';
      this.onOffline();
      throw new ApiError({ code, message: ERRORS[code] });
    }
    this.onAnswer();
    if (response.ok) return answer;
    const code = answer.code ?? 'failed';
    if (response.status === 401 && code === 'signed-out') this.onSignedOut();
    throw new ApiError({ status: response.status, code, message: ERRORS[code] ?? sentence(answer.message ?? ERRORS.failed) });
  }
}

/** The question part of an address, without what is empty. */
export function questionOf(query) {
  const given = Object.entries(query).filter(([, value]) => value !== null && value !== undefined && value !== '');
  return given.length ? `?${new URLSearchParams(given)}` : '';
}
