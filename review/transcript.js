// What was said, beside the sound: it follows it, and seeks in it.

import { make, makeIcon, show } from './dom.js';
import { makeButton } from './call_dom.js';
import { evidenceOf, saidAt } from './call_facts.js';
import { BANDS, SEVERITY_NAMES, SPEAKERS, TRANSCRIPT } from './call_strings.js';
import { SaidWords } from './said_words.js';
import { minutes } from './times.js';
import { TranscriptSearch } from './transcript_search.js';

const LEAP = 3; // times what is in view, beyond which nothing is seen of the way
const EDGE_PX = 50; // so near the edge of what is in view, words are as good as out of it

/** The transcript; `onPick`: a finding was chosen in it. */
export class Transcript {
  #state;
  #player;
  #onPick;
  #rows = []; // by utterance: {element, words, startMs}
  #list = make('ol', 'said-list');
  #scroller = make('div', 'said-scroll', this.#list);
  #search;
  #follow;
  #now = new Set();
  #isFollowing = true;

  constructor({ state, player, onPick }) {
    this.#state = state;
    this.#player = player;
    this.#onPick = onPick;
    this.#fill();
    this.#scroller.tabIndex = 0;
    this.#scroller.setAttribute('role', 'group');
    this.#scroller.setAttribute('aria-label', TRANSCRIPT.title);
    this.#search = new TranscriptSearch({
      rows: this.#rows,
      onReach: (row) => {
        this.#let();
        this.#scrollTo(row, true);
      },
    });
    this.#follow = makeButton('button button-small said-follow', {
      icon: 'follow',
      text: TRANSCRIPT.follow,
      press: () => this.#again(),
    });
    this.#follow.hidden = true;
    this.element = make(
      'div',
      'said',
      make('div', 'said-tools', ...this.#search.elements, this.#follow),
      this.#scroller,
    );
    for (const name of ['wheel', 'touchmove'])
      this.#scroller.addEventListener(name, () => this.#let(), { passive: true });
    this.#list.addEventListener('click', (event) => this.#click(event));
    state.on('current', () => this.#markCurrent());
    let wasPlaying = false;
    player.listen((what) => {
      if (what === 'time') this.#move();
      else if (player.isPlaying && !wasPlaying) this.#again();
      wasPlaying = player.isPlaying;
    });
  }

  get search() {
    return this.#search;
  }

  /** Bring a moment into view. */
  reveal(ms) {
    const { now, last } = saidAt(this.#state.facts.utterances, ms);
    this.#scrollTo(this.#rows[now.at(-1) ?? Math.max(0, last)]);
  }

  #fill() {
    const { utterances, holds, words } = this.#state.facts;
    const standing = this.#standing();
    const waits = [...holds];
    const rows = [];
    let previous = null;
    for (const utterance of utterances) {
      while (waits.length && waits[0][0] <= utterance.start_ms) {
        rows.push(makeHold(...waits.shift()));
        previous = null;
      }
      rows.push(this.#row(utterance, words[utterance.id] ?? [], standing.get(utterance.id) ?? [], previous));
      previous = utterance.speaker;
    }
    rows.push(...waits.map((hold) => makeHold(...hold)));
    if (!utterances.length) rows.push(make('li', 'said-none', TRANSCRIPT.none));
    this.#list.replaceChildren(...rows);
  }

  /** Findings by the utterances that they stand on: `{finding, isFirst}`. */
  #standing() {
    const { findings, utterances } = this.#state.facts;
    const standing = new Map();
    for (const finding of findings) {
      evidenceOf(finding, utterances).forEach(({ id }, index) => {
        standing.set(id, [...(standing.get(id) ?? []), { finding, isFirst: index === 0 }]);
      });
    }
    return standing;
  }

  #row({ speaker, start_ms: startMs, text }, words, standing, previous) {
    const time = makeButton('said-time', {
      text: minutes(startMs),
      label: TRANSCRIPT.from(startMs),
      press: () => this.#player.seek(startMs),
    });
    const name = make(
      'span',
      previous === speaker ? 'said-speaker sr-only' : 'said-speaker',
      SPEAKERS[speaker] ?? speaker,
    );
    const said = new SaidWords(
      text,
      words,
      standing.map(({ finding }) => finding),
    );
    const flags = standing.filter(({ isFirst }) => isFirst).map(({ finding }) => this.#flag(finding));
    const below = flags.length ? [make('p', 'said-flags', ...flags)] : [];
    const element = make('li', 'said-row', time, make('div', 'said-body', name, said.element, ...below));
    element.dataset.speaker = speaker;
    element.classList.toggle('is-following', previous === speaker);
    this.#rows.push({ element, words: said, startMs });
    return element;
  }

  #flag({ id, kind, severity }) {
    const title = this.#state.titleOf(kind);
    const button = makeButton('said-flag', { icon: severity, text: title, press: () => this.#onPick(id) });
    button.setAttribute('aria-label', TRANSCRIPT.finding(SEVERITY_NAMES[severity], title));
    button.dataset.severity = severity;
    button.dataset.finding = id;
    return button;
  }

  #click({ target }) {
    if (getSelection()?.toString()) return; // words are being marked, to be copied
    const row = this.#rows.find(({ words }) => words.element.contains(target));
    if (row) this.#player.seek(row.words.msAt(target) ?? row.startMs);
  }

  #move() {
    const ms = this.#player.atMs;
    const { now, last } = saidAt(this.#state.facts.utterances, ms);
    const rows = new Set(now.map((index) => this.#rows[index]));
    const isNew = [...rows].some((row) => !this.#now.has(row));
    for (const row of this.#now) if (!rows.has(row)) leave(row);
    for (const row of rows) {
      row.element.classList.add('is-now');
      row.element.setAttribute('aria-current', 'true');
      row.words.follow(ms);
    }
    this.#now = rows;
    if (!this.#isFollowing) return;
    if (isNew) this.#scrollTo([...rows][0]);
    else if (!rows.size && !this.#player.isPlaying) this.#scrollTo(this.#rows[Math.max(0, last)]);
  }

  #markCurrent() {
    const { current } = this.#state;
    for (const mark of this.#list.querySelectorAll('[data-finding]'))
      mark.classList.toggle('is-current', mark.dataset.finding === current);
  }

  #scrollTo(row, isFar = false, isAgain = false) {
    const box = this.#scroller;
    if (!row || !box.offsetParent) return; // another tab is shown
    const behavior = matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth';
    if (box.scrollHeight <= box.clientHeight + 1) {
      row.element.scrollIntoView({ block: isFar ? 'center' : 'nearest', behavior }); // the page itself scrolls
      return;
    }
    const { offsetTop: top, offsetHeight: height } = row.element;
    const isInView = top >= box.scrollTop + EDGE_PX && top + height <= box.scrollTop + box.clientHeight - EDGE_PX;
    if (isInView && !isFar) return;
    const isLeap = Math.abs(top - box.scrollTop) > LEAP * box.clientHeight;
    box.scrollTo({ top: top - box.clientHeight / 3, behavior: isLeap ? 'auto' : behavior });
    // Rows that were never in view have a height only once they are: look again.
    if (isLeap && !isAgain) requestAnimationFrame(() => this.#scrollTo(row, true, true));
  }

  /** Whoever scrolls is reading: the words stay where they are until it is played again. */
  #let() {
    this.#isFollowing = false;
    show(this.#follow, true);
  }

  #again() {
    this.#isFollowing = true;
    show(this.#follow, false);
    this.reveal(this.#player.atMs);
  }
}

function leave({ element, words }) {
  element.classList.remove('is-now');
  element.removeAttribute('aria-current');
  words.follow(null);
}

function makeHold(start, end) {
  return make('li', 'said-hold', makeIcon('hold'), make('span', '', BANDS.holdAt(start, end)));
}
