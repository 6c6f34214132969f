// Both channels as waveforms, and everything that is laid over and under them in time.

import { make } from './dom.js';
import { WAVE } from './call_strings.js';
import { drawBands, listBands } from './wave_bands.js';
import { Flags } from './wave_flags.js';
import { drawMood } from './wave_mood.js';
import { Marking } from './wave_marking.js';
import { drawRuler } from './wave_ruler.js';
import WaveSurfer from './vendor/wavesurfer.esm.js';

const CHANNEL_PX = { wide: 52, narrow: 34 };
const NARROW_PX = 640;
const MOST_PIXELS_PER_SECOND = 160;
const STEPS = 2_000; // of a waveform that is made of voice activity alone
const STEP_HEIGHT = 0.55;

/** `peaks`: `{agent, customer}`, 0..255, or null where there is no sound to be seen. */
export class Wave {
  #state;
  #player;
  #surfer;
  #view;
  #inners;
  #cursor;
  #flags;
  #marking;
  #ruler;
  #colours = matchMedia('(prefers-color-scheme: dark)');
  #fit = 0; // pixels a second at which the whole call is in view
  #onColours = () => this.#surfer.setOptions({ splitChannels: this.#channels() });

  constructor({ state, player, peaks, onPick }) {
    this.#state = state;
    this.#player = player;
    const { facts } = state;
    const host = make('div', 'wave-host');
    const over = inner();
    const lanes = inner();
    const mood = inner();
    this.#ruler = inner();
    const cursorInner = inner();
    this.#cursor = make('div', 'wave-cursor');
    cursorInner.append(this.#cursor);
    this.#inners = [over, lanes, mood, this.#ruler, cursorInner];
    const sound = make('div', 'wave-row wave-sound', host, make('div', 'wave-over', over), ...names());
    this.#view = make(
      'div',
      'wave-view',
      make('div', 'wave-row wave-lanes', lanes),
      sound,
      make('div', 'wave-row wave-mood', mood, make('span', 'wave-name', WAVE.mood)),
      make('div', 'wave-row wave-ruler', this.#ruler),
      make('div', 'wave-cursor-row', cursorInner),
    );
    this.element = make('section', 'wave', this.#view, listBands(state));
    this.element.setAttribute('aria-label', WAVE.title);

    drawBands(over, state);
    drawMood(mood, facts);
    this.#flags = new Flags({ box: lanes, shades: over, state, onPick, onReach: (ms) => this.reveal(ms) });
    this.#marking = new Marking({ sound, over, state, player, msAt: (x) => this.msAt(x) });
    this.#host = host;
    this.#peaks = peaks;
    player.listen((what) => what === 'time' && this.#move());
  }

  #host;
  #peaks;

  /** Draw it: once it is in the document and has its width. */
  start() {
    const { durationMs } = this.#state.facts;
    this.element.style.setProperty('--channel', `${this.#height}px`);
    this.#surfer = WaveSurfer.create({
      container: this.#host,
      media: this.#player.element ?? document.createElement('audio'),
      peaks: this.#peaks ? scaled(this.#peaks) : fromSegments(this.#state.facts),
      duration: durationMs / 1000,
      height: this.#height,
      splitChannels: this.#channels(),
      cursorWidth: 0,
      barWidth: 2,
      barGap: 1,
      barRadius: 2,
      interact: false,
    });
    this.#asSlider(this.#surfer.getWrapper().parentElement);
    this.#surfer.on('redrawcomplete', () => this.#fitted());
    this.#surfer.on('scroll', () => this.#scrolled());
    this.#colours.addEventListener('change', this.#onColours);
    this.#move();
  }

  close() {
    this.#colours.removeEventListener('change', this.#onColours);
    this.#surfer?.destroy();
  }

  get marking() {
    return this.#marking;
  }

  /** The moment under a place of the window. */
  msAt(clientX) {
    const box = this.#view.getBoundingClientRect();
    const share = (clientX - box.left + this.#surfer.getScroll()) / this.#pixels;
    return Math.max(0, Math.min(1, share)) * this.#state.facts.durationMs;
  }

  /** Twice as near (1), twice as far (−1), or the whole call (0). */
  zoom(by) {
    const now = Math.max(this.#fit, this.#surfer.options.minPxPerSec || 0);
    const next = by === 0 ? 0 : Math.min(MOST_PIXELS_PER_SECOND, now * (by > 0 ? 2 : 0.5));
    this.#surfer.zoom(next <= this.#fit * 1.05 ? 0 : next);
    this.reveal(this.#player.atMs);
  }

  get isZoomed() {
    return this.#pixels > this.#view.clientWidth + 1;
  }

  /** Scroll to a moment that is out of view. */
  reveal(ms) {
    if (!this.#surfer) return;
    const x = (ms / this.#state.facts.durationMs) * this.#pixels;
    const width = this.#view.clientWidth;
    const from = this.#surfer.getScroll();
    if (x < from || x > from + width) this.#surfer.setScroll(x - width / 3);
  }

  get #pixels() {
    return this.#surfer.getWrapper().clientWidth || this.#view.clientWidth;
  }

  get #height() {
    return innerWidth < NARROW_PX ? CHANNEL_PX.narrow : CHANNEL_PX.wide;
  }

  #channels() {
    const style = getComputedStyle(this.element);
    return ['agent', 'customer'].map((speaker) => ({
      waveColor: style.getPropertyValue(`--wave-${speaker}`),
      progressColor: style.getPropertyValue(`--wave-${speaker}-done`),
    }));
  }

  #fitted() {
    const pixels = this.#pixels;
    if (this.#height !== this.#surfer.options.height) {
      this.element.style.setProperty('--channel', `${this.#height}px`);
      this.#surfer.setOptions({ height: this.#height });
      return;
    }
    this.#fit = (this.#view.clientWidth * 1000) / this.#state.facts.durationMs;
    // In whole view the layers follow a window that changes before the waveform is drawn anew.
    this.element.style.setProperty('--whole', this.isZoomed ? `${pixels}px` : '100%');
    this.element.dataset.zoomed = this.isZoomed;
    this.#flags.lay(pixels);
    this.#scrolled();
  }

  #scrolled() {
    const { durationMs } = this.#state.facts;
    const from = this.#surfer.getScroll();
    const pixels = this.#pixels;
    this.element.style.setProperty('--from', `${-from}px`);
    const msOf = (x) => (x / pixels) * durationMs;
    const width = this.#view.clientWidth;
    drawRuler(this.#ruler, {
      fromMs: msOf(from - width),
      toMs: Math.min(durationMs, msOf(from + 2 * width)),
      pixelsPerMs: pixels / durationMs,
      durationMs,
    });
  }

  #move() {
    const { durationMs } = this.#state.facts;
    const share = this.#player.atMs / durationMs;
    this.#cursor.style.setProperty('left', `${100 * share}%`);
    if (!this.#surfer) return;
    this.#slider.setAttribute('aria-valuenow', String(Math.round(this.#player.atMs / 1000)));
    this.#slider.setAttribute('aria-valuetext', WAVE.at(this.#player.atMs, durationMs));
    // What plays moves its own waveform; what has not come yet, or is not there, does not.
    if (!this.#player.isPlaying) this.#surfer.getRenderer().renderProgress(share, false);
  }

  #slider;

  /** What scrolls and can be reached is what says the position. */
  #asSlider(box) {
    this.#slider = box;
    box.tabIndex = 0;
    const { durationMs } = this.#state.facts;
    const said = {
      role: 'slider',
      'aria-label': WAVE.position,
      'aria-valuemin': '0',
      'aria-valuemax': String(Math.ceil(durationMs / 1000)),
      'aria-valuenow': '0',
      'aria-valuetext': WAVE.at(0, durationMs),
    };
    for (const [name, value] of Object.entries(said)) box.setAttribute(name, value);
  }
}

function inner() {
  return make('div', 'wave-inner');
}

function names() {
  return ['agent', 'customer'].map((speaker) => {
    const name = make('span', 'wave-name', WAVE.channels[speaker]);
    name.dataset.speaker = speaker;
    return name;
  });
}

/** Each channel as tall as there is room: a faint one is to be seen too. */
function scaled({ agent, customer }) {
  return [agent, customer].map((channel) => {
    const most = channel.reduce((a, b) => Math.max(a, b), 1);
    return channel.map((value) => (value / most) ** 0.8);
  });
}

/** Where nothing was kept to be heard, who spoke when. */
function fromSegments({ segments, durationMs }) {
  return [segments.agent, segments.customer].map((spans) => {
    const steps = new Array(STEPS).fill(0);
    for (const [start, end] of spans) {
      const first = Math.floor((start / durationMs) * STEPS);
      const last = Math.min(STEPS - 1, Math.floor((end / durationMs) * STEPS));
      steps.fill(STEP_HEIGHT, first, last + 1);
    }
    return steps;
  });
}
