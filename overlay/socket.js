// The connection to the coach: it comes back by itself and misses nothing.

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 5_000;
const CATCHING_UP_MS = 800; // what comes this soon after opening may have been missed before
const MAX_UNSENT = 20;
const WRONG_TOKEN = 4401;

/**
 * Calls back `onStatus('connecting' | 'open' | 'lost' | 'refused')` and
 * `onMessage(message, isPresent)`. `place()` returns `{call, after}`: what was seen last.
 */
export class CoachSocket {
  #socket = null;
  #wait = FIRST_WAIT_MS;
  #timer = null;
  #unsent = [];
  #openedAt = 0;

  constructor({ onStatus, onMessage, place }) {
    this.onStatus = onStatus;
    this.onMessage = onMessage;
    this.place = place;
    addEventListener('online', () => this.#hurry());
    document.addEventListener('visibilitychange', () => this.#hurry());
  }

  /** Connect with a token, at once, in place of any connection there is. */
  connect(token) {
    this.token = token;
    this.#drop();
    this.onStatus('connecting');
    this.#open();
  }

  /** Send a command, or keep it until there is a connection again. */
  send(message) {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(message));
    else this.#unsent = [...this.#unsent, message].slice(-MAX_UNSENT);
  }

  #open() {
    this.#timer = null;
    const socket = new WebSocket(`ws://${location.host}/overlay/socket`);
    this.#socket = socket;
    // One that was given up for another has nothing more to say.
    const ifCurrent = (act) => (event) => socket === this.#socket && act(event);
    socket.onopen = ifCurrent(() => this.#hello(socket));
    socket.onmessage = ifCurrent((event) => this.#take(event.data));
    socket.onclose = ifCurrent((event) => this.#closed(event.code));
  }

  #hello(socket) {
    const { call, after } = this.place();
    const seen = call === null ? {} : { call, after };
    socket.send(JSON.stringify({ type: 'hello', token: this.token, ...seen }));
    for (const message of this.#unsent.splice(0)) socket.send(JSON.stringify(message));
    this.#openedAt = Date.now();
    this.onStatus('open');
  }

  #take(text) {
    const message = parse(text);
    if (message === null) return; // what cannot be read was not for this page
    // After an error the server hangs up: do not knock again all the faster.
    if (message.type !== 'error') this.#wait = FIRST_WAIT_MS;
    this.onMessage(message, Date.now() - this.#openedAt > CATCHING_UP_MS);
  }

  #closed(code) {
    this.#socket = null;
    if (code === WRONG_TOKEN) {
      this.onStatus('refused');
      return;
    }
    this.onStatus('lost');
    // A little chance in it, so that several pages do not knock all at once.
    this.#timer = setTimeout(() => this.#open(), this.#wait * (0.8 + 0.4 * Math.random()));
    this.#wait = Math.min(LONGEST_WAIT_MS, this.#wait * 2);
  }

  /** Try now rather than later: the network is back, or somebody looks. */
  #hurry() {
    if (this.#timer === null || document.hidden) return;
    clearTimeout(this.#timer);
    this.#wait = FIRST_WAIT_MS;
    this.#open();
  }

  #drop() {
    clearTimeout(this.#timer);
    this.#timer = null;
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
  }
}

/** A message with a type, or null. */
function parse(text) {
  try {
    const message = JSON.parse(text);
    return typeof message?.type === 'string' ? message : null;
  } catch {
    return null;
  }
}
