// The findings over the waveforms: a flag for each, in lanes, and its time shaded below.

import { make, makeIcon } from './dom.js';
import { FLAGS, SEVERITY_NAMES, VERDICTS } from './call_strings.js';
import { inLanes } from './lanes.js';
import { place } from './wave_bands.js';

const LANE_PX = 27;
const BARE_PX = 26; // a flag that has only its icon
const MOST_LANES = 3; // with texts; where they need more there are only icons
const ROUND_TEXT_PX = 36; // icon and edges
const VERDICT_PX = 16;

/** Keeps the flags in step with the findings, the verdicts and the width. */
export class Flags {
  #box;
  #shades;
  #state;
  #onPick;
  #onReach;
  #items = [];
  #pixels = 0;
  #measure = document.createElement('canvas').getContext('2d');

  constructor({ box, shades, state, onPick, onReach }) {
    this.#box = make('ul', 'flags');
    box.append(this.#box);
    this.#box.setAttribute('aria-label', FLAGS.title);
    this.#shades = make('div', 'shades');
    shades.prepend(this.#shades);
    this.#state = state;
    this.#onPick = onPick;
    this.#onReach = onReach;
    this.#box.addEventListener('keydown', (event) => this.#walk(event));
    state.on('missed', () => this.#fill());
    state.on('verdicts', () => this.#mark());
    state.on('current', () => this.#mark());
    this.#fill();
  }

  /** Put them where there is room, on so many pixels. */
  lay(pixels) {
    this.#pixels = pixels;
    if (!pixels) return;
    const { durationMs } = this.#state.facts;
    this.#measure.font = getComputedStyle(this.#box).font;
    const flagged = (widthOf) =>
      inLanes(
        this.#items.map((item) => ({ x: (item.startMs / durationMs) * pixels, width: widthOf(item) })),
        pixels,
      );
    let laid = flagged((item) => this.#widthOf(item));
    const isBare = laid.count > MOST_LANES;
    if (isBare) laid = flagged(() => BARE_PX);
    this.#box.dataset.width = pixels;
    this.#box.dataset.bare = isBare;
    this.#box.style.setProperty('--lanes', String(Math.max(1, laid.count)));
    this.#box.parentElement.parentElement.style.setProperty('height', `${Math.max(1, laid.count) * LANE_PX}px`);
    this.#items.forEach(({ row }, index) => {
      const { lane, x } = laid.places[index];
      row.style.setProperty('left', `${(100 * x) / pixels}%`);
      row.style.setProperty('top', `${lane * LANE_PX}px`);
    });
  }

  #widthOf({ title, id }) {
    const verdict = id && this.#state.mine(id) ? VERDICT_PX : 0;
    return Math.ceil(this.#measure.measureText(title).width) + ROUND_TEXT_PX + verdict;
  }

  #fill() {
    const { facts, missed } = this.#state;
    const found = facts.findings.map((finding) => this.#finding(finding));
    const added = missed.map((one) => this.#missed(one));
    this.#items = [...found, ...added].sort((a, b) => a.startMs - b.startMs);
    this.#box.replaceChildren(...this.#items.map(({ row }) => row));
    this.#shades.replaceChildren(...this.#items.map(({ shade }) => shade));
    this.#mark();
  }

  #finding(finding) {
    const { id, kind, severity, speaker, start_ms: startMs, end_ms: endMs } = finding;
    const title = this.#state.titleOf(kind);
    const press = () => this.#onPick(id);
    return {
      id,
      title,
      startMs,
      finding,
      ...this.#made({ icon: severity, severity, title, speaker, startMs, endMs, press }),
    };
  }

  #missed({ kind, speaker, start_ms: startMs, end_ms: endMs }) {
    const title = this.#state.titleOf(kind);
    const made = this.#made({
      icon: 'missed',
      severity: 'missed',
      title,
      speaker,
      startMs,
      endMs,
      press: () => this.#onReach(startMs, true),
    });
    made.button.setAttribute('aria-label', FLAGS.missed(title, speaker, startMs, endMs));
    return { id: null, title, startMs, ...made };
  }

  #made({ icon, severity, title, speaker, startMs, endMs, press }) {
    const button = make(
      'button',
      'flag',
      makeIcon(icon),
      make('span', 'flag-text', title),
      make('span', 'flag-verdict'),
    );
    button.type = 'button';
    button.dataset.severity = severity;
    button.title = title;
    button.addEventListener('click', press);
    button.addEventListener('focus', () => button.matches(':focus-visible') && this.#onReach(startMs));
    const shade = place(make('div', 'shade'), startMs, Math.max(endMs, startMs + 1), this.#state.facts.durationMs);
    shade.dataset.severity = severity;
    shade.dataset.speaker = speaker ?? 'both';
    return { button, shade, row: make('li', 'flag-place', button) };
  }

  #mark() {
    const { current } = this.#state;
    const first = this.#items.find(({ id }) => id === current) ?? this.#items[0];
    for (const item of this.#items) {
      const { id, button, shade, title, finding } = item;
      const isCurrent = id !== null && id === current;
      button.classList.toggle('is-current', isCurrent);
      shade.classList.toggle('is-current', isCurrent);
      button.tabIndex = item === first ? 0 : -1; // one stop for all: arrows go from one to the next
      if (!finding) continue;
      button.setAttribute('aria-current', String(isCurrent));
      const verdict = this.#state.mine(id)?.verdict ?? null;
      button.querySelector('.flag-verdict').replaceChildren(...(verdict ? [makeIcon(verdict)] : []));
      button.dataset.verdict = verdict ?? '';
      const { severity, speaker, start_ms: startMs, end_ms: endMs } = finding;
      button.setAttribute(
        'aria-label',
        FLAGS.spoken(SEVERITY_NAMES[severity], title, speaker, startMs, endMs, verdict && VERDICTS[verdict]),
      );
    }
    this.lay(this.#pixels);
  }

  #walk(event) {
    const at = this.#items.findIndex(({ button }) => button === event.target);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: this.#items.length - 1 }[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    event.stopPropagation(); // the arrows are the player's elsewhere
    const next = this.#items[to]?.button;
    if (!next) return;
    event.target.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  }
}
