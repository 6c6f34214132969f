// What buttons and keys do that concerns more than one part of the page.

import { HELP, KEYS, TOAST } from './call_strings.js';
import { openHelp } from './keys.js';

/** Moves about in a call; `parts`: `{wave, bar, tabs, transcript, findings, discussion, verdicts}`. */
export class CallMoves {
  #app;
  #state;
  #player;
  #parts = null;

  constructor({ app, state, player }) {
    this.#app = app;
    this.#state = state;
    this.#player = player;
  }

  /** Take over the parts, once they are made: they know these moves before. */
  over(parts) {
    this.#parts = parts;
  }

  say(text, more) {
    this.#app.toast.say(text, more);
  }

  /** Make a finding the current one, and go to 3 s before it; null for none. */
  pick(id) {
    const { tabs, wave, transcript, findings } = this.#parts;
    this.#state.select(id);
    const finding = this.#state.findingOf(id);
    if (!finding) return;
    if (tabs.shown !== 'findings') tabs.choose('findings');
    this.#player.leadIn(finding.start_ms);
    wave.reveal(finding.start_ms);
    transcript.reveal(finding.start_ms);
    findings.reveal();
  }

  /** To the next finding (1), or the one before (−1). */
  step(by) {
    const finding = this.#state.neighbour(this.#player.atMs, by);
    if (finding) this.pick(finding.id);
    else if (this.#state.facts.findings.length) this.say(by > 0 ? TOAST.lastFinding : TOAST.firstFinding);
    return true;
  }

  /** Begin a message about a finding. */
  talk(kind, finding) {
    this.#parts.tabs.choose('discussion');
    this.#parts.discussion.begin(kind, finding);
  }

  markStart() {
    if (!this.#state.facts.may.judge) return false;
    this.#parts.wave.marking.start();
    this.#app.announce(TOAST.markStart);
    return true;
  }

  markEnd() {
    if (!this.#state.facts.may.judge) return false;
    this.#parts.wave.marking.end();
    return true;
  }

  markByTouch() {
    const { marking } = this.#parts.wave;
    marking.isOn = !marking.isOn;
    if (marking.isOn) this.say(TOAST.markTouch);
  }

  /** What each key does; see call_keys.js. */
  get keys() {
    const { bar, wave, tabs, transcript } = this.#parts;
    const next = () => this.step(1);
    const previous = () => this.step(-1);
    const slower = () => this.#speed(-1);
    const faster = () => this.#speed(1);
    const zoom = (by) => () => {
      wave.zoom(by);
      return true;
    };
    return {
      ' ': () => bar.toggle(),
      Enter: () => this.#hear(),
      n: next,
      j: next,
      p: previous,
      k: previous,
      ArrowLeft: () => bar.nudge(-5_000),
      ArrowRight: () => bar.nudge(5_000),
      '[': slower,
      '<': slower,
      ']': faster,
      '>': faster,
      s: () => this.#skip(),
      1: () => this.#judge('right'),
      2: () => this.#judge('wrong'),
      3: () => this.#judge('unsure'),
      m: () => this.#note(),
      u: () => this.#app.toast.act(),
      b: () => this.markStart(),
      e: () => this.markEnd(),
      '+': zoom(1),
      '=': zoom(1),
      '-': zoom(-1),
      0: zoom(0),
      '/': () => {
        tabs.choose('transcript');
        transcript.search.focus();
        return true;
      },
      '?': () => openHelp(HELP.title, KEYS),
    };
  }

  #speed(by) {
    if (!this.#parts.bar.shift(by)) return false;
    this.say(TOAST.speed(this.#player.speed));
    return true;
  }

  #skip() {
    if (!this.#parts.bar.toggleSkip()) return false;
    this.say(this.#player.isSkipping ? TOAST.skipOn : TOAST.skipOff);
    return true;
  }

  #hear() {
    const finding = this.#state.findingOf(this.#state.current);
    if (!finding || !this.#player.hasSound) return false;
    if (this.#player.isHearing) this.#player.pause();
    else this.#player.hear(finding.start_ms, finding.end_ms);
    return true;
  }

  #judge(verdict) {
    if (!this.#state.facts.may.judge) return false;
    if (this.#state.current) this.#parts.verdicts.give(this.#state.current, verdict);
    else this.say(TOAST.noFinding);
    return true;
  }

  #note() {
    if (!this.#state.facts.may.judge) return false;
    this.#parts.tabs.choose('findings');
    if (!this.#parts.findings.focusNote()) this.say(TOAST.noFinding);
    return true;
  }
}
