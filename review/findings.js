// The findings as cards: what was found, why, and what the reviewer holds of it.

import { freshId, make, makeIcon, setText, show } from './dom.js';
import { makeButton, makeNote } from './call_dom.js';
import { evidenceOf } from './call_facts.js';
import { FINDINGS, SEVERITY_NAMES, SPEAKERS, VERDICTS } from './call_strings.js';
import { recall, keep } from './prefs.js';
import { minutes, span } from './times.js';

const CLOSED = 'review-definitions-closed';

/** The list of cards; the current one is open. */
export class Findings {
  #state;
  #acts;
  #verdicts;
  #cards = new Map();
  #count = make('p', 'panel-count');
  #list = make('ol', 'cards');

  /** `acts`: `{pick, hear, seek, hasSound, clipOf, talkOf}`. */
  constructor({ state, verdicts, acts }) {
    this.#verdicts = verdicts;
    this.#state = state;
    this.#acts = acts;
    this.#count.setAttribute('role', 'status');
    for (const finding of state.facts.findings) {
      const card = this.#card(finding);
      this.#cards.set(finding.id, card);
      this.#list.append(card.element);
    }
    const none = state.facts.findings.length ? [] : [make('p', 'panel-none', FINDINGS.none)];
    this.element = make('div', 'findings', this.#count, ...none, this.#list);
    state.on('current', () => this.#current());
    state.on('verdicts', () => this.#judged());
    state.on('messages', () => this.#talked());
    this.#judged();
    this.#current();
    this.#talked();
  }

  /** Bring the card of the current finding into view. */
  reveal() {
    this.#cards.get(this.#state.current)?.element.scrollIntoView({ block: 'nearest' });
  }

  /** Put the cursor into the note of the current finding; says whether there is one. */
  focusNote() {
    const card = this.#cards.get(this.#state.current);
    card?.note?.focus();
    return Boolean(card?.note);
  }

  #card(finding) {
    const { id, kind, severity, speaker, start_ms: startMs, end_ms: endMs } = finding;
    const title = this.#state.titleOf(kind);
    const bodyId = freshId('finding');
    const mark = make('span', 'card-verdict');
    const who = speaker ? SPEAKERS[speaker] : FINDINGS.both;
    const head = make(
      'button',
      'card-head',
      make('span', 'card-sign', makeIcon(severity)),
      make('span', 'card-title', title),
      make('span', 'sr-only', FINDINGS.severity(SEVERITY_NAMES[severity])),
      make('span', 'card-where', `${who} · ${minutes(startMs)}`),
      mark,
    );
    head.type = 'button';
    head.setAttribute('aria-controls', bodyId);
    head.addEventListener('click', () => this.#acts.pick(this.#state.current === id ? null : id));
    const body = make('div', 'card-body');
    body.id = bodyId;
    const element = make('li', 'card', make('h3', 'card-heading', head), body);
    element.dataset.severity = severity;
    element.dataset.id = id;
    const card = { element, head, body, mark, title, finding, isFilled: false };
    return { ...card, startMs, endMs };
  }

  /** A card is filled when it is opened first: most of a long call's never are. */
  #fill(card) {
    card.isFilled = true;
    const { finding, body, startMs, endMs } = card;
    const { id, explanation, kind, definition, severity } = finding;
    const hear = makeButton('button button-main card-hear', {
      icon: 'hear',
      text: FINDINGS.hear,
      keys: FINDINGS.hearKeys,
      press: () => this.#acts.hear(startMs, endMs),
    });
    hear.hidden = !this.#acts.hasSound;
    const clip = make('a', 'button', makeIcon('download'), make('span', '', FINDINGS.clip));
    clip.href = this.#acts.clipOf(id);
    clip.setAttribute('download', '');
    clip.hidden = !this.#acts.hasSound || !this.#state.facts.may.export;
    const facts = make(
      'p',
      'card-facts',
      make('span', 'severity', SEVERITY_NAMES[severity]),
      make('span', '', span(startMs, endMs)),
    );
    facts.firstChild.dataset.severity = severity;
    body.append(
      facts,
      make('p', 'card-why', explanation),
      this.#quotes(finding),
      make('div', 'card-actions', hear, clip, ...this.#choices(card)),
      this.#note(card),
      this.#definition(kind, definition),
      (card.talk = make('div', 'card-talk')),
    );
    this.#judge(card);
    this.#talk(card);
  }

  #quotes(finding) {
    const quotes = evidenceOf(finding, this.#state.facts.utterances).slice(0, 4);
    const rows = quotes.map(({ speaker, start_ms: startMs, text }) => {
      const time = makeButton('quote-time', {
        text: minutes(startMs),
        label: FINDINGS.goTo(startMs),
        press: () => this.#acts.seek(startMs),
      });
      return make(
        'li',
        'quote',
        make('span', 'quote-head', time, make('span', 'quote-speaker', SPEAKERS[speaker])),
        make('q', 'quote-words', text),
      );
    });
    return make('ul', 'quotes', ...rows);
  }

  #definition(kind, name) {
    const text = this.#state.definitionOf(kind);
    const details = make(
      'details',
      'definition',
      make('summary', '', make('span', '', FINDINGS.definition), make('span', 'definition-name', name)),
    );
    details.append(
      ...text
        .split(/\n{2,}/)
        .filter(Boolean)
        .map((part) => make('p', '', part)),
    );
    details.open = !recall(CLOSED, false);
    details.addEventListener('toggle', () => keep(CLOSED, details.open ? null : true));
    show(details, Boolean(text));
    return details;
  }

  #choices(card) {
    const { id } = card.finding;
    if (!this.#state.facts.may.judge) return [];
    const choices = Object.entries(VERDICTS).map(([verdict, text], index) => {
      const button = makeButton('button verdict-choice', {
        icon: verdict,
        text,
        keys: String(index + 1),
        press: () => this.#verdicts.give(id, verdict),
      });
      button.dataset.verdict = verdict;
      return button;
    });
    card.choices = make('div', 'verdict-choices', ...choices);
    card.choices.setAttribute('role', 'group');
    card.choices.setAttribute('aria-label', FINDINGS.verdict);
    return [card.choices];
  }

  #note(card) {
    const { id } = card.finding;
    card.others = make('ul', 'verdict-others');
    if (!this.#state.facts.may.judge) return card.others;
    card.note = makeNote({
      rows: 1,
      placeholder: FINDINGS.notePlace,
      value: this.#verdicts.noteOf(id),
      maxLength: 2000,
    });
    card.note.setAttribute('aria-label', FINDINGS.note);
    card.note.addEventListener('input', () => {
      this.#verdicts.write(id, card.note.value);
      show(card.hint, !this.#state.mine(id) && Boolean(card.note.value));
    });
    card.note.addEventListener('blur', () => this.#verdicts.flush());
    card.hint = make('p', 'hint', FINDINGS.noteHint);
    card.hint.hidden = true;
    return make('div', 'verdict', card.note, card.hint, card.others);
  }

  #current() {
    for (const [id, card] of this.#cards) {
      const isOpen = id === this.#state.current;
      if (isOpen && !card.isFilled) this.#fill(card);
      show(card.body, isOpen);
      card.element.classList.toggle('is-current', isOpen);
      card.head.setAttribute('aria-expanded', String(isOpen));
    }
    this.reveal();
  }

  #judged() {
    const { findings } = this.#state.facts;
    setText(
      this.#count,
      this.#state.facts.may.judge
        ? FINDINGS.count(findings.length, this.#state.judged)
        : FINDINGS.countOnly(findings.length),
    );
    for (const card of this.#cards.values()) this.#judge(card);
  }

  #judge(card) {
    const { id } = card.finding;
    const mine = this.#state.mine(id);
    card.mark.replaceChildren(
      ...(mine ? [makeIcon(mine.verdict), make('span', 'sr-only', VERDICTS[mine.verdict])] : []),
    );
    card.mark.dataset.verdict = mine?.verdict ?? '';
    if (!card.isFilled) return;
    for (const choice of card.choices?.children ?? [])
      choice.setAttribute('aria-pressed', String(choice.dataset.verdict === mine?.verdict));
    if (card.note && mine && document.activeElement !== card.note) card.note.value = mine.note ?? '';
    if (card.hint && mine) card.hint.hidden = true;
    const shown = this.#state.facts.may.judge
      ? this.#state.others(id)
      : this.#state.verdicts.filter((one) => one.finding === id);
    card.others.replaceChildren(...shown.map(({ reviewer, verdict, note }) => otherVerdict(reviewer, verdict, note)));
  }

  #talked() {
    for (const card of this.#cards.values()) this.#talk(card);
  }

  #talk(card) {
    if (!card.talk) return;
    card.talk.replaceChildren(...this.#acts.talkOf(card.finding.id));
  }
}

function otherVerdict(reviewer, verdict, note) {
  const said = make(
    'span',
    'verdict-said',
    makeIcon(verdict),
    make('span', '', FINDINGS.held(reviewer, VERDICTS[verdict])),
  );
  said.dataset.verdict = verdict;
  return make('li', 'verdict-other', said, ...(note ? [make('q', 'verdict-note', note)] : []));
}
