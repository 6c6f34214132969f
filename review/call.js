// The page of one call: hear it, see why, judge it.

import { CallActs } from './call_acts.js';
import { makeHead, confirmDelete } from './call_head.js';
import { listenToKeys } from './call_keys.js';
import { serverOf } from './call_server.js';
import { CallState } from './call_state.js';
import { CALL, HELP, KEYS, TOAST } from './call_strings.js';
import { Tabs } from './call_tabs.js';
import { Discussion } from './discussion.js';
import { make } from './dom.js';
import { Findings } from './findings.js';
import { openHelp } from './keys.js';
import { Missed } from './missed.js';
import { Player } from './player.js';
import { PlayerBar } from './player_bar.js';
import { Scorecard } from './scorecard.js';
import { Transcript } from './transcript.js';
import { Verdicts } from './verdicts.js';
import { Wave } from './wave.js';

export const styles = [
  'call.css',
  'call_player.css',
  'call_wave.css',
  'call_flags.css',
  'call_bands.css',
  'call_transcript.css',
  'call_cards.css',
  'call_forms.css',
  'call_scorecard.css',
  'call_talk.css',
  'call_small.css',
];

/** Show a call; returns what takes it away again. */
export function mount(root, params, app) {
  const page = new CallPage(root, params, app);
  page.open();
  const help = () => openHelp(HELP.title, KEYS);
  return Object.assign(() => page.close(), { help, moved: () => page.moved() });
}

class CallPage {
  #root;
  #app;
  #server;
  #uid;
  #isClosed = false;
  #ends = [];

  constructor(root, { uid }, app) {
    this.#root = root;
    this.#app = app;
    this.#uid = uid;
    this.#server = serverOf(app.api, uid);
  }

  async open() {
    const waiting = make('p', 'call-waiting', CALL.loading);
    waiting.setAttribute('role', 'status');
    this.#root.replaceChildren(waiting);
    try {
      const data = await this.#server.read();
      const peaks = data.peaks ? await this.#app.api.fetch(data.peaks) : null;
      if (!this.#isClosed) this.#show(data, peaks);
    } catch (error) {
      if (!this.#isClosed) this.#app.fail(error);
    }
  }

  /** Go to the moment that the address names, if it does. */
  moved() {
    const asked = new URLSearchParams(location.search).get('t') ?? '';
    if (/^\d+$/.test(asked)) this.player?.seek(Number(asked));
  }

  close() {
    this.#isClosed = true;
    for (const end of this.#ends) end();
  }

  #show(data, peaks) {
    const { session } = this.#app;
    const state = new CallState(data, { uid: this.#uid, me: session.account?.name ?? '', kinds: session.kinds, scorecard: session.scorecard });
    const { facts } = state;
    const player = new Player({ sound: facts.audio, durationMs: facts.durationMs, spans: facts.spans });
    Object.assign(this, { state, player });

    const pick = (id) => this.#pick(id);
    const seek = (ms) => player.seek(ms);
    const hear = (startMs, endMs) => player.hear(startMs, endMs);
    const say = (text, more) => this.#say(text, more);
    const acts = new CallActs({ state, server: this.#server, say });
    this.acts = acts;
    this.verdicts = new Verdicts({ state, calls: this.#server, say });
    const wave = new Wave({ state, player, peaks, onPick: pick });
    const bar = new PlayerBar({
      player,
      state,
      acts: { step: (by) => this.#step(by), zoom: (by) => wave.zoom(by), markByTouch: () => this.#markByTouch() },
    });
    this.wave = wave;
    this.transcript = new Transcript({ state, player, onPick: pick });
    this.discussion = new Discussion({ state, acts: { send: (message) => acts.send(message), pick } });
    this.findings = new Findings({
      state,
      acts: {
        pick,
        seek,
        hear,
        hasSound: player.hasSound,
        give: (id, verdict) => this.verdicts.give(id, verdict),
        write: (id, note, how) => this.verdicts.write(id, note, how),
        noteOf: (id) => this.verdicts.noteOf(id),
        clipOf: this.#server.clipOf,
        talkOf: (id) => this.discussion.about(id, { open: (kind, finding) => this.#talk(kind, finding) }),
      },
    });
    const missed = new Missed({
      state,
      acts: {
        hear,
        markStart: () => this.#markStart(),
        markEnd: () => this.#markEnd(),
        add: (one) => acts.addMissed(one),
        remove: (id) => acts.removeMissed(id),
      },
    });
    this.scorecard = new Scorecard({
      state,
      acts: { pick, seek, save: (draft) => acts.save(draft), submit: (draft) => acts.submit(draft), reopen: () => acts.reopen() },
    });
    const tabs = new Tabs(
      {
        transcript: this.transcript.element,
        findings: make('div', 'findings-panel', this.findings.element, missed.element),
        scorecard: this.scorecard.element,
        discussion: this.discussion.element,
      },
      { onShow: (name) => name === 'transcript' && this.transcript.reveal(player.atMs) },
    );
    this.tabs = tabs;
    const head = makeHead(state, { exportOf: this.#server.exportOf, remove: () => this.#remove() });
    const sound = make('div', 'player', wave.element, bar.element, bar.below, ...(player.hasSound ? [player.element] : []));
    const page = make('article', 'call', head, sound, tabs.element);
    this.#root.replaceChildren(page);
    // Where the player stays in view, the tabs stay below it.
    const observer = new ResizeObserver(() => page.style.setProperty('--player-height', `${sound.offsetHeight}px`));
    observer.observe(sound);
    this.#count();
    for (const topic of ['verdicts', 'messages']) state.on(topic, () => this.#count());
    state.on('mark', () => state.mark && tabs.choose('findings'));
    wave.start();
    this.moved();
    this.#ends.push(
      listenToKeys(this.#keys(bar)),
      () => this.scorecard.flush(),
      () => observer.disconnect(),
      () => tabs.close(),
      () => wave.close(),
      () => player.close(),
    );
    this.#app.setTitle(CALL.title);
  }

  #keys(bar) {
    const { wave, player } = this;
    const verdict = (name) => () => this.#judge(name);
    const next = () => this.#step(1);
    const previous = () => this.#step(-1);
    const does = (act) => () => {
      act();
      return true;
    };
    return {
      ' ': () => bar.toggle(),
      Enter: () => this.#hearCurrent(),
      n: next,
      j: next,
      p: previous,
      k: previous,
      ArrowLeft: () => bar.nudge(-5_000),
      ArrowRight: () => bar.nudge(5_000),
      '[': () => this.#speed(bar, -1),
      '<': () => this.#speed(bar, -1),
      ']': () => this.#speed(bar, 1),
      '>': () => this.#speed(bar, 1),
      s: () => {
        if (!bar.toggleSkip()) return false;
        this.#say(player.isSkipping ? TOAST.skipOn : TOAST.skipOff);
        return true;
      },
      1: verdict('right'),
      2: verdict('wrong'),
      3: verdict('unsure'),
      m: () => this.#note(),
      u: () => this.#app.toast.act(),
      b: () => this.#markStart(),
      e: () => this.#markEnd(),
      '+': does(() => wave.zoom(1)),
      '=': does(() => wave.zoom(1)),
      '-': does(() => wave.zoom(-1)),
      0: does(() => wave.zoom(0)),
      '/': does(() => {
        this.tabs.choose('transcript');
        this.transcript.search.focus();
      }),
      '?': () => openHelp(HELP.title, KEYS),
    };
  }

  #say(text, more) {
    this.#app.toast.say(text, more);
  }

  #pick(id) {
    const { state, player, tabs } = this;
    state.select(id);
    const finding = state.findingOf(id);
    if (!finding) return;
    if (tabs.shown !== 'findings') tabs.choose('findings');
    player.leadIn(finding.start_ms);
    this.wave.reveal(finding.start_ms);
    this.transcript.reveal(finding.start_ms);
    this.findings.reveal();
  }

  #step(by) {
    const { state, player } = this;
    const finding = state.neighbour(player.atMs, by);
    if (!finding) {
      if (state.facts.findings.length) this.#say(by > 0 ? TOAST.lastFinding : TOAST.firstFinding);
      return true;
    }
    this.#pick(finding.id);
    return true;
  }

  #speed(bar, by) {
    if (!bar.shift(by)) return false;
    this.#say(TOAST.speed(this.player.speed));
    return true;
  }

  #hearCurrent() {
    const finding = this.state.findingOf(this.state.current);
    if (!finding || !this.player.hasSound) return false;
    if (this.player.isHearing) this.player.pause();
    else this.player.hear(finding.start_ms, finding.end_ms);
    return true;
  }

  #judge(verdict) {
    if (!this.state.facts.may.judge) return false;
    if (!this.state.current) this.#say(TOAST.noFinding);
    else this.verdicts.give(this.state.current, verdict);
    return true;
  }

  #note() {
    this.tabs.choose('findings');
    if (this.findings.focusNote()) return true;
    this.#say(TOAST.noFinding);
    return true;
  }

  #markStart() {
    if (!this.state.facts.may.judge) return false;
    this.wave.marking.start();
    this.#say(TOAST.markStart);
    return true;
  }

  #markEnd() {
    if (!this.state.facts.may.judge) return false;
    this.wave.marking.end();
    return true;
  }

  #markByTouch() {
    const { marking } = this.wave;
    marking.isOn = !marking.isOn;
    if (marking.isOn) this.#say(TOAST.markTouch);
  }

  #talk(kind, finding) {
    this.tabs.choose('discussion');
    this.discussion.begin(kind, finding);
  }

  #count() {
    const { state, tabs } = this;
    const { findings, may } = state.facts;
    const left = findings.length - state.judged;
    tabs.count('findings', may.judge && state.judged ? (left ? `${state.judged}/${findings.length}` : '✓') : String(findings.length || ''));
    tabs.count('discussion', String(state.messages.length || ''));
  }

  async #remove() {
    if (!(await confirmDelete(this.state))) return;
    this.player.pause();
    if (await this.acts.removeCall()) this.#app.go('/review/');
  }
}
