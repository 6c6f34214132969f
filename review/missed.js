// What no detector found: added by the reviewer, with its place, kind and speaker.

import { make, makeField, makeIcon, makeSelect, setText, show } from './dom.js';
import { makeButton, makeNote } from './call_dom.js';
import { MISSED, SPEAKERS } from './call_strings.js';
import { clock, minutes, msOf, span } from './times.js';

/** The missed ones, and the form for another; `acts`: `{add, remove, hear, markStart, markEnd, markByTouch}`. */
export class Missed {
  #state;
  #acts;
  #list = make('ol', 'missed-list');
  #form;
  #start = field('text');
  #end = field('text');
  #kind;
  #speaker;
  #note;
  #error = make('p', 'form-error');
  #opener;

  constructor({ state, acts }) {
    this.#state = state;
    this.#acts = acts;
    this.element = make('section', 'missed', make('h3', 'panel-title', MISSED.title), this.#list);
    state.on('missed', () => this.#show());
    this.#show();
    if (!state.facts.may.judge) {
      show(this.element, state.missed.length > 0);
      return;
    }
    this.#makeForm();
    this.#opener = makeButton('button', {
      icon: 'missed',
      text: MISSED.add,
      keys: MISSED.addKeys,
      press: () => acts.markStart(),
    });
    this.element.append(make('p', 'hint', MISSED.how), this.#opener, this.#form);
    state.on('mark', () => this.#marked());
  }

  #makeForm() {
    const kinds = Object.keys(this.#state.kinds).map((kind) => [kind, this.#state.titleOf(kind)]);
    this.#kind = makeSelect([['', MISSED.choose], ...kinds], '');
    this.#kind.required = true;
    this.#speaker = makeSelect(
      [
        ['agent', SPEAKERS.agent],
        ['customer', SPEAKERS.customer],
        ['', MISSED.neither],
      ],
      '',
    );
    this.#note = makeNote({ rows: 2, maxLength: 2000 });
    this.#error.setAttribute('role', 'alert');
    for (const input of [this.#start, this.#end]) input.addEventListener('change', () => this.#typed());
    const set = (icon, label, press, keys) => makeButton('tool', { icon, label, keys, press });
    const times = make(
      'div',
      'field-row field-times',
      make(
        'div',
        'field-with',
        makeField(MISSED.from, this.#start),
        set('mark-start', MISSED.startHere, () => this.#acts.markStart(), 'b'),
      ),
      make(
        'div',
        'field-with',
        makeField(MISSED.to, this.#end),
        set('mark-end', MISSED.endHere, () => this.#acts.markEnd(), 'e'),
      ),
      makeButton('button button-small', {
        icon: 'hear',
        text: MISSED.hear,
        press: () => this.#state.mark && this.#acts.hear(this.#state.mark.startMs, this.#state.mark.endMs),
      }),
    );
    const save = make('button', 'button button-main', MISSED.save);
    save.type = 'submit';
    const cancel = makeButton('button', { text: MISSED.cancel, press: () => this.#close() });
    this.#form = make(
      'form',
      'missed-form',
      times,
      make('div', 'field-row', makeField(MISSED.kind, this.#kind), makeField(MISSED.speaker, this.#speaker)),
      makeField(MISSED.note, this.#note),
      this.#error,
      make('div', 'form-acts', save, cancel),
    );
    this.#form.hidden = true;
    this.#form.setAttribute('aria-label', MISSED.add);
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#save(save);
    });
    this.#form.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      this.#close();
    });
  }

  #marked() {
    const { mark } = this.#state;
    const wasClosed = this.#form.hidden;
    show(this.#form, mark !== null);
    show(this.#opener, mark === null);
    if (!mark) return;
    this.#start.value = clock(mark.startMs);
    this.#end.value = clock(mark.endMs);
    setText(this.#error, '');
    if (!wasClosed) return;
    this.#speaker.value = mark.speaker ?? '';
    this.#form.scrollIntoView({ block: 'nearest' });
    this.#kind.focus({ preventScroll: true });
  }

  #typed() {
    const [startMs, endMs] = [msOf(this.#start.value), msOf(this.#end.value)];
    const isSpan = startMs !== null && endMs !== null && startMs < endMs && endMs <= this.#state.facts.durationMs;
    setText(this.#error, isSpan ? '' : MISSED.notASpan);
    if (isSpan) this.#state.setMark({ ...this.#state.mark, startMs, endMs });
  }

  async #save(button) {
    const { mark } = this.#state;
    if (!mark || this.#error.textContent) return;
    button.disabled = true;
    const isAdded = await this.#acts.add({
      kind: this.#kind.value,
      speaker: this.#speaker.value || null,
      start_ms: mark.startMs,
      end_ms: mark.endMs,
      note: this.#note.value.trim(),
    });
    button.disabled = false;
    if (isAdded) this.#close();
  }

  #close() {
    this.#note.value = '';
    this.#kind.value = '';
    this.#state.setMark(null);
    this.#opener.focus({ preventScroll: true });
  }

  #show() {
    const { missed } = this.#state;
    this.#list.replaceChildren(...missed.map((one) => this.#row(one)));
    if (!this.#state.facts.may.judge) show(this.element, missed.length > 0);
  }

  #row({ id, reviewer, kind, speaker, start_ms: startMs, end_ms: endMs, note }) {
    const title = this.#state.titleOf(kind);
    const where = `${speaker ? SPEAKERS[speaker] : MISSED.neither} · ${span(startMs, endMs)}`;
    const hear = makeButton('tool', {
      icon: 'hear',
      label: MISSED.hearOne(title, minutes(startMs)),
      press: () => this.#acts.hear(startMs, endMs),
    });
    const isMine = reviewer === this.#state.me && this.#state.facts.may.judge;
    const remove = isMine
      ? [
          makeButton('tool', {
            icon: 'delete',
            label: MISSED.remove(title, minutes(startMs)),
            press: () => this.#acts.remove(id),
          }),
        ]
      : [];
    const head = make(
      'p',
      'missed-head',
      makeIcon('missed'),
      make('strong', '', title),
      make('span', 'card-where', where),
    );
    const said = make('p', 'missed-by', MISSED.by(reviewer));
    return make(
      'li',
      'missed-row',
      make('div', 'missed-body', head, said, ...(note ? [make('q', 'verdict-note', note)] : [])),
      hear,
      ...remove,
    );
  }
}

function field(type) {
  const input = make('input', 'input');
  input.type = type;
  input.inputMode = 'decimal';
  input.autocomplete = 'off';
  return input;
}
