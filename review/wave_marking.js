// Marking a span of the call, in which something was missed: by dragging, or by two keys.

import { make, makeIcon } from './dom.js';
import { place } from './wave_bands.js';

const DRAG_PX = 5; // a hand that only clicks moves less
const LEAST_MS = 300;

/**
 * Turns clicks on the waveforms into moments, drags into spans.
 *
 * A finger scrolls, as it does everywhere, until marking has been switched on.
 */
export class Marking {
  #sound;
  #state;
  #player;
  #msAt;
  #box;
  #from = null; // {ms, x} where the pointer went down
  #isDragged = false;
  #isOn = false;
  #speaker = null;

  constructor({ sound, over, state, player, msAt }) {
    this.#sound = sound;
    this.#state = state;
    this.#player = player;
    this.#msAt = msAt;
    this.#box = make('div', 'marked', makeIcon('missed'));
    this.#box.hidden = true;
    over.append(this.#box);
    sound.addEventListener('pointerdown', (event) => this.#down(event));
    sound.addEventListener('pointermove', (event) => this.#drag(event));
    sound.addEventListener('pointerup', () => this.#up());
    sound.addEventListener('pointercancel', () => this.#cancel());
    sound.addEventListener('click', (event) => this.#click(event));
    state.on('mark', () => this.#show());
  }

  /** Whether a finger marks, too. */
  get isOn() {
    return this.#isOn;
  }

  set isOn(value) {
    this.#isOn = value;
    this.#sound.dataset.marking = value;
  }

  /** Begin a span here, or move its beginning here. */
  start() {
    const { mark, facts } = this.#state;
    const startMs = Math.round(this.#player.atMs);
    const endMs = mark && mark.endMs > startMs ? mark.endMs : Math.min(startMs + 1_000, facts.durationMs);
    this.#set(startMs, endMs, mark?.speaker ?? null);
  }

  /** End the span here. */
  end() {
    const endMs = Math.round(this.#player.atMs);
    const startMs =
      this.#state.mark && this.#state.mark.startMs < endMs ? this.#state.mark.startMs : Math.max(0, endMs - 1_000);
    this.#set(startMs, endMs, this.#state.mark?.speaker ?? null);
  }

  #set(startMs, endMs, speaker) {
    this.#state.setMark({ startMs, endMs: Math.max(endMs, startMs + LEAST_MS), speaker });
  }

  #down(event) {
    this.#isDragged = false;
    if (!this.#state.facts.may.judge || event.button !== 0) return;
    if (event.pointerType === 'touch' && !this.#isOn) return;
    const box = this.#sound.getBoundingClientRect();
    this.#speaker = event.clientY - box.top < box.height / 2 ? 'agent' : 'customer';
    this.#from = { ms: this.#msAt(event.clientX), x: event.clientX };
  }

  #drag(event) {
    if (!this.#from) return;
    if (!this.#isDragged) {
      if (Math.abs(event.clientX - this.#from.x) < DRAG_PX) return;
      this.#isDragged = true;
      this.#sound.setPointerCapture(event.pointerId);
    }
    const ms = this.#msAt(event.clientX);
    this.#lay(Math.min(ms, this.#from.ms), Math.max(ms, this.#from.ms));
    this.#last = ms;
  }

  #last = 0;

  #up() {
    const from = this.#from;
    this.#from = null;
    if (!from || !this.#isDragged) return;
    const [startMs, endMs] = [from.ms, this.#last].sort((a, b) => a - b).map(Math.round);
    this.isOn = false;
    this.#set(startMs, endMs, this.#speaker);
  }

  #cancel() {
    this.#from = null;
    this.#show();
  }

  #click(event) {
    if (!this.#isDragged) this.#player.seek(this.#msAt(event.clientX));
    this.#isDragged = false;
  }

  #show() {
    const { mark } = this.#state;
    if (mark) this.#lay(mark.startMs, mark.endMs);
    else this.#box.hidden = true;
  }

  #lay(startMs, endMs) {
    place(this.#box, startMs, endMs, this.#state.facts.durationMs);
    this.#box.hidden = false;
  }
}
