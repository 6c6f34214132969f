// The buttons under the waveforms: everything that the keys do.

import { make, setText } from './dom.js';
import { makeButton } from './call_dom.js';
import { LEGEND, PLAYER, speedText } from './call_strings.js';
import { keep, recall } from './prefs.js';
import { minutes } from './times.js';

const SPEED = 'review-speed';
const SKIP = 'review-skip';

/** Keeps the buttons in step with the player; `acts`: `{step, zoom, markByTouch}`. */
export class PlayerBar {
  #player;
  #time = make('p', 'time');
  #speed = make('output', 'speed-value');
  #toggle;
  #skip;
  #note = make('p', 'player-note');

  constructor({ player, state, acts }) {
    this.#player = player;
    if (player.hasSound) {
      player.speed = recall(SPEED, 1);
      player.isSkipping = recall(SKIP, false);
    }
    const tool = (icon, label, keys, press) => makeButton('tool tool-large', { icon, label, keys, press });
    this.#toggle = makeButton('play', {
      icon: 'play',
      label: PLAYER.play,
      keys: PLAYER.space,
      press: () => this.toggle(),
    });
    this.#skip = makeButton('button button-small skip', {
      icon: 'skip',
      text: PLAYER.skip,
      keys: 's',
      press: () => this.toggleSkip(),
    });
    const hasFindings = state.facts.findings.length > 0;
    const steps = [
      tool('previous-finding', PLAYER.previous, 'p', () => acts.step(-1)),
      tool('back', PLAYER.back, '←', () => this.nudge(-5_000)),
      this.#toggle,
      tool('forward', PLAYER.forward, '→', () => this.nudge(5_000)),
      tool('next-finding', PLAYER.next, 'n', () => acts.step(1)),
    ];
    steps[0].disabled = steps[4].disabled = !hasFindings;
    const speed = make(
      'div',
      'speed',
      tool('minus', PLAYER.slower, '[', () => this.shift(-1)),
      this.#speed,
      tool('plus', PLAYER.faster, ']', () => this.shift(1)),
    );
    speed.setAttribute('role', 'group');
    speed.setAttribute('aria-label', PLAYER.speed);
    const zoom = make(
      'div',
      'zoom',
      tool('zoom-out', PLAYER.zoomOut, '−', () => acts.zoom(-1)),
      tool('zoom-in', PLAYER.zoomIn, '+', () => acts.zoom(1)),
      tool('fit', PLAYER.fit, '0', () => acts.zoom(0)),
    );
    zoom.setAttribute('role', 'group');
    zoom.setAttribute('aria-label', PLAYER.zoom);
    const touch = makeButton('tool tool-large mark-touch', {
      icon: 'missed',
      label: PLAYER.mark,
      press: () => acts.markByTouch(),
    });
    touch.hidden = !state.facts.may.judge;
    const sound = player.hasSound ? [speed, this.#skip] : [];
    this.element = make(
      'div',
      'player-bar',
      make('div', 'steps', ...steps),
      this.#time,
      ...sound,
      legend(state),
      make('div', 'player-more', touch, zoom),
    );
    this.#toggle.hidden = !player.hasSound;
    this.below = this.#note;
    this.#note.setAttribute('role', 'status');
    player.listen((what) => (what === 'time' ? this.#move() : this.#show()));
    this.#move();
    this.#show();
  }

  toggle() {
    this.#player.toggle();
    return true;
  }

  nudge(ms) {
    this.#player.seek(this.#player.atMs + ms);
    return true;
  }

  shift(by) {
    if (!this.#player.hasSound) return false;
    keep(SPEED, this.#player.shift(by));
    this.#show();
    return true;
  }

  toggleSkip() {
    if (!this.#player.hasSound) return false;
    this.#player.isSkipping = !this.#player.isSkipping;
    keep(SKIP, this.#player.isSkipping || null);
    return true;
  }

  #move() {
    const { atMs, durationMs } = this.#player;
    setText(this.#time, PLAYER.time(minutes(atMs), minutes(durationMs)));
  }

  #show() {
    const { isPlaying, isSkipping, hasSound, hasFailed } = this.#player;
    const label = isPlaying ? PLAYER.pause : PLAYER.play;
    if (this.#toggle.getAttribute('aria-label') !== label) {
      this.#toggle.setAttribute('aria-label', label);
      this.#toggle.title = `${label} (${PLAYER.space})`;
      this.#toggle.querySelector('use').setAttribute('href', `#icon-${isPlaying ? 'pause' : 'play'}`);
    }
    this.#skip.setAttribute('aria-pressed', String(isSkipping));
    setText(this.#speed, speedText(this.#player.speed));
    setText(this.#note, !hasSound ? PLAYER.noSound : hasFailed ? PLAYER.failed : '');
    this.#note.hidden = hasSound && !hasFailed;
  }
}

/** What the colours and patterns mean, of what there is in this call. */
function legend({ facts }) {
  const names = [
    ['agent', true],
    ['customer', true],
    ['hold', facts.holds.length],
    ['overtalk', facts.overtalk.length],
    ['redacted', facts.redactions.length],
  ];
  const shown = names
    .filter(([, isThere]) => isThere)
    .map(([name]) => {
      const swatch = make('span', 'swatch');
      swatch.dataset.what = name;
      return make('li', 'legend-item', swatch, make('span', '', LEGEND[name]));
    });
  return make('ul', 'legend', ...shown);
}
