// The page of one call: hear it, see why, judge it.

import { CallActs } from './call_acts.js';
import { makeHead, confirmDelete } from './call_head.js';
import { listenToKeys } from './call_keys.js';
import { CallMoves } from './call_moves.js';
import { serverOf } from './call_server.js';
import { CallState } from './call_state.js';
import { CALL, HELP, KEYS } from './call_strings.js';
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
  #player = null;
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
    if (/^\d+$/.test(asked)) this.#player?.seek(Number(asked));
  }

  close() {
    this.#isClosed = true;
    for (const end of this.#ends) end();
  }

  #show(data, peaks) {
    const { session } = this.#app;
    const state = new CallState(data, {
      uid: this.#uid,
      me: session.account?.name ?? '',
      kinds: session.kinds,
      scorecard: session.scorecard,
    });
    const { facts } = state;
    const player = new Player({ sound: facts.audio, durationMs: facts.durationMs, spans: facts.spans });
    const moves = new CallMoves({ app: this.#app, state, player });
    const acts = new CallActs({ state, server: this.#server, say: (text, more) => moves.say(text, more) });
    this.#player = player;

    const parts = this.#parts({ state, player, moves, acts, peaks });
    moves.over(parts);
    const { wave, bar, tabs } = parts;
    const head = makeHead(state, {
      exportOf: this.#server.exportOf,
      remove: () => this.#remove(state, acts),
    });
    const audio = player.hasSound ? [player.element] : [];
    const sound = make('div', 'player', wave.element, bar.element, bar.below, ...audio);
    const page = make('article', 'call', head, sound, tabs.element);
    this.#root.replaceChildren(page);
    // Where the player stays in view, the tabs stay below it.
    const observer = new ResizeObserver(() => page.style.setProperty('--player-height', `${sound.offsetHeight}px`));
    observer.observe(sound);
    wave.start();
    this.moved();
    const flush = () => {
      parts.verdicts.flush();
      parts.scorecard.flush();
    };
    document.addEventListener('visibilitychange', flush);
    this.#ends.push(
      flush,
      listenToKeys(moves.keys),
      () => document.removeEventListener('visibilitychange', flush),
      () => observer.disconnect(),
      () => tabs.close(),
      () => wave.close(),
      () => player.close(),
    );
    this.#app.setTitle(CALL.title);
  }

  #parts({ state, player, moves, acts, peaks }) {
    const pick = (id) => moves.pick(id);
    const seek = (ms) => player.seek(ms);
    const hear = (startMs, endMs) => player.hear(startMs, endMs);
    const verdicts = new Verdicts({ state, server: this.#server, say: (text, more) => moves.say(text, more) });
    const wave = new Wave({ state, player, peaks, onPick: pick });
    const bar = new PlayerBar({
      player,
      state,
      acts: {
        step: (by) => moves.step(by),
        zoom: (by) => wave.zoom(by),
        markByTouch: () => moves.markByTouch(),
      },
    });
    const transcript = new Transcript({ state, player, onPick: pick });
    const discussion = new Discussion({ state, acts: { send: (message) => acts.send(message), pick } });
    const findings = new Findings({
      state,
      verdicts,
      acts: {
        pick,
        seek,
        hear,
        hasSound: player.hasSound,
        clipOf: this.#server.clipOf,
        talkOf: (id) => discussion.about(id, { open: (kind, finding) => moves.talk(kind, finding) }),
      },
    });
    const missed = new Missed({
      state,
      acts: {
        hear,
        markStart: () => moves.markStart(),
        markEnd: () => moves.markEnd(),
        add: (one) => acts.addMissed(one),
        remove: (id) => acts.removeMissed(id),
      },
    });
    const scorecard = new Scorecard({
      state,
      acts: {
        pick,
        seek,
        save: (draft) => acts.save(draft),
        submit: (draft) => acts.submit(draft),
        reopen: () => acts.reopen(),
      },
    });
    const tabs = new Tabs(
      {
        transcript: transcript.element,
        findings: make('div', '', findings.element, missed.element),
        scorecard: scorecard.element,
        discussion: discussion.element,
      },
      { onShow: (name) => name === 'transcript' && transcript.reveal(player.atMs) },
    );
    const count = () => countIn(tabs, state);
    for (const topic of ['verdicts', 'messages']) state.on(topic, count);
    state.on('mark', () => state.mark && tabs.choose('findings'));
    count();
    return { wave, bar, tabs, transcript, findings, discussion, scorecard, verdicts };
  }

  async #remove(state, acts) {
    if (!(await confirmDelete(state))) return;
    this.#player.pause();
    if (await acts.removeCall()) this.#app.go('/review/');
  }
}

/** Say on the tabs how much there is, and how much of it is judged. */
function countIn(tabs, { facts, judged, messages }) {
  const all = facts.findings.length;
  const isBegun = facts.may.judge && judged > 0;
  tabs.count('findings', isBegun ? (judged < all ? `${judged}/${all}` : '✓') : String(all || ''));
  tabs.count('discussion', String(messages.length || ''));
}
