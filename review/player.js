// The sound of a call: where it stands, how fast it goes, what it leaves out.

import { afterSilence } from './silences.js';

export const SPEEDS = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2];
const LEAD_IN_MS = 3_000; // heard before what is to be heard
const LEAD_OUT_MS = 2_000; // and after it

/**
 * Plays a call, or without sound only knows a moment in it.
 *
 * `sound`: `{url, type}` or null; `spans`: what can be left out, see silences.js.
 * Nothing but what is listened to is fetched: the browser asks for ranges.
 */
export class Player {
  #audio = null;
  #durationMs;
  #spans;
  #atMs = 0;
  #stopMs = null; // where a passage ends
  #frame = 0;
  #listeners = new Set();
  #isSkipping = false;

  constructor({ sound, durationMs, spans }) {
    this.#durationMs = durationMs;
    this.#spans = spans;
    if (!sound) return;
    const audio = document.createElement('audio');
    audio.preload = 'metadata';
    audio.preservesPitch = true;
    audio.src = sound.url;
    // A tab in the background draws no frames, but still says the time now and then.
    for (const name of ['timeupdate', 'seeking', 'seeked', 'durationchange']) {
      audio.addEventListener(name, () => this.#tick());
    }
    for (const name of ['play', 'pause', 'ended', 'waiting', 'playing', 'error', 'ratechange']) {
      audio.addEventListener(name, () => this.#changed());
    }
    this.#audio = audio;
  }

  /** The element that sounds, or null. */
  get element() {
    return this.#audio;
  }

  get hasSound() {
    return this.#audio !== null;
  }

  get hasFailed() {
    return Boolean(this.#audio?.error);
  }

  get isPlaying() {
    return Boolean(this.#audio) && !this.#audio.paused && !this.#audio.ended;
  }

  /** Whether a passage is being heard, which stops by itself. */
  get isHearing() {
    return this.isPlaying && this.#stopMs !== null;
  }

  get durationMs() {
    return this.#durationMs;
  }

  /** The moment that is heard, in ms. */
  get atMs() {
    return this.#atMs;
  }

  get speed() {
    return this.#audio?.playbackRate ?? 1;
  }

  set speed(value) {
    if (this.#audio) this.#audio.defaultPlaybackRate = this.#audio.playbackRate = value;
  }

  get isSkipping() {
    return this.#isSkipping;
  }

  set isSkipping(value) {
    this.#isSkipping = value;
    this.#changed();
  }

  /** Be told of every move (`what` is `time`) and of every change of what it does (`state`). */
  listen(act) {
    this.#listeners.add(act);
  }

  async play() {
    if (!this.#audio) return;
    if (this.#atMs >= this.#durationMs - 50) this.seek(0);
    try {
      await this.#audio.play();
    } catch (error) {
      // Paused before it began, or not to be decoded: the element's own events tell.
      if (!(error instanceof DOMException)) throw error;
    }
  }

  pause() {
    this.#stopMs = null;
    this.#audio?.pause();
  }

  toggle() {
    if (this.isPlaying) this.pause();
    else return this.play();
    return undefined;
  }

  /** Go to a moment; a passage that was being heard is one no more. */
  seek(ms) {
    this.#stopMs = null;
    this.#atMs = Math.max(0, Math.min(ms, this.#durationMs));
    if (this.#audio) this.#audio.currentTime = this.#atMs / 1000;
    this.#tell('time');
  }

  /** Hear a passage: from 3 s before it to 2 s after it. */
  hear(startMs, endMs) {
    this.seek(startMs - LEAD_IN_MS);
    this.#stopMs = Math.min(endMs + LEAD_OUT_MS, this.#durationMs);
    return this.play();
  }

  /** Go to where a passage is led in to. */
  leadIn(startMs) {
    this.seek(startMs - LEAD_IN_MS);
  }

  /** Go faster (1) or slower (−1); says the speed there is now. */
  shift(by) {
    const nearest = SPEEDS.reduce((best, one) =>
      Math.abs(one - this.speed) < Math.abs(best - this.speed) ? one : best,
    );
    const index = SPEEDS.indexOf(nearest) + by;
    this.speed = SPEEDS[Math.max(0, Math.min(index, SPEEDS.length - 1))];
    return this.speed;
  }

  /** Be still, and let go of the sound. */
  close() {
    this.#listeners.clear();
    cancelAnimationFrame(this.#frame);
    if (!this.#audio) return;
    this.#audio.pause();
    this.#audio.removeAttribute('src');
    this.#audio.load();
  }

  #changed() {
    cancelAnimationFrame(this.#frame);
    if (this.isPlaying) this.#frame = requestAnimationFrame(() => this.#run());
    this.#tell('state');
  }

  #run() {
    this.#tick();
    if (this.isPlaying) this.#frame = requestAnimationFrame(() => this.#run());
  }

  #tick() {
    const ms = Math.min(this.#audio.currentTime * 1000, this.#durationMs);
    if (this.isPlaying && !this.#audio.seeking) {
      if (this.#stopMs !== null && ms >= this.#stopMs) this.pause();
      // A passage is heard as it was, its silences too.
      else if (this.#isSkipping && this.#stopMs === null) this.#skip(ms);
    }
    if (ms === this.#atMs) return;
    this.#atMs = ms;
    this.#tell('time');
  }

  #skip(ms) {
    const next = afterSilence(this.#spans, ms);
    if (next !== null) this.#audio.currentTime = next / 1000;
  }

  #tell(what) {
    for (const act of this.#listeners) act(what);
  }
}
