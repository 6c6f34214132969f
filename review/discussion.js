// What the analyst and those who review say to one another about the call.

import { make, makeField, makeIcon, makeSelect, show } from './dom.js';
import { makeButton, makeNote } from './call_dom.js';
import { openDisputes } from './call_facts.js';
import { DISCUSSION, MESSAGE_KINDS, when } from './call_strings.js';

/** The thread, and what may be added to it; `acts`: `{send, pick}`. */
export class Discussion {
  #state;
  #acts;
  #list = make('ol', 'thread');
  #none = make('p', 'panel-none', DISCUSSION.none);
  #form;
  #about;
  #text;
  #kind;

  constructor({ state, acts }) {
    this.#state = state;
    this.#acts = acts;
    this.element = make('div', 'discussion', this.#none, this.#list, ...this.#made());
    state.on('messages', () => this.#show());
    this.#show();
  }

  /** Begin a message of a kind about a finding, or about the whole with null. */
  begin(kind, finding = null) {
    if (!this.#form) return;
    this.#about.value = finding ?? '';
    if (this.#kinds.includes(kind)) this.#kind.value = kind;
    this.#text.focus();
  }

  /** What was said of one finding, as the elements of its card. */
  about(finding, { open }) {
    const said = this.#state.messages.filter((message) => message.finding === finding);
    const rows = said.map((message) => this.#message(message, false));
    const list = rows.length ? [make('ol', 'thread thread-small', ...rows)] : [];
    const isDisputed = openDisputes(said).length > 0;
    const { may } = this.#state.facts;
    const kind = may.answer && isDisputed ? 'answer' : may.dispute ? 'dispute' : may.reply ? 'reply' : null;
    if (!kind) return list;
    return [
      ...list,
      makeButton('link-button', {
        icon: MESSAGE_KINDS[kind].icon,
        text: MESSAGE_KINDS[kind].offer,
        press: () => open(kind, finding),
      }),
    ];
  }

  get #kinds() {
    const { may } = this.#state.facts;
    return ['reply', 'dispute', 'answer'].filter((kind) => may[kind]);
  }

  #made() {
    if (!this.#kinds.length) return [];
    const { findings } = this.#state.facts;
    this.#about = makeSelect(
      [['', DISCUSSION.whole], ...findings.map((finding) => [finding.id, this.#nameOf(finding.id)])],
      '',
    );
    this.#kind = makeSelect(
      this.#kinds.map((kind) => [kind, MESSAGE_KINDS[kind].name]),
      this.#kinds[0],
    );
    this.#text = makeNote({ rows: 3, required: true, maxLength: 4000 });
    this.#form = make(
      'form',
      'thread-form',
      make('div', 'field-row', makeField(DISCUSSION.kind, this.#kind), makeField(DISCUSSION.about, this.#about)),
      makeField(DISCUSSION.text, this.#text),
    );
    const send = make('button', 'button button-main', DISCUSSION.send);
    send.type = 'submit';
    this.#form.append(make('div', 'form-acts', send));
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#send(send);
    });
    this.#suggest();
    return [this.#form];
  }

  /** Whoever can answer a dispute most likely is here to do so. */
  #suggest() {
    const open = openDisputes(this.#state.messages);
    if (!open.length || !this.#kinds.includes('answer')) return;
    this.#kind.value = 'answer';
    this.#about.value = open[0] ?? '';
  }

  async #send(button) {
    const text = this.#text.value.trim();
    if (!text) return;
    button.disabled = true;
    const isSent = await this.#acts.send({ kind: this.#kind.value, finding: this.#about.value || null, text });
    button.disabled = false;
    if (!isSent) return;
    this.#text.value = '';
    this.#suggest();
  }

  #show() {
    const { messages } = this.#state;
    show(this.#none, !messages.length);
    this.#list.replaceChildren(...messages.map((message) => this.#message(message, true)));
  }

  #message({ author, kind, finding, text, at }, withFinding) {
    const { name, icon } = MESSAGE_KINDS[kind] ?? MESSAGE_KINDS.reply;
    const sign = make('span', 'message-kind', makeIcon(icon), make('span', '', name));
    sign.dataset.kind = kind;
    const head = make('p', 'message-head', make('strong', '', author), sign, make('span', 'message-at', when(at)));
    const about = withFinding && finding && this.#state.findingOf(finding);
    const link = about
      ? [makeButton('link-button', { text: this.#nameOf(finding), press: () => this.#acts.pick(finding) })]
      : [];
    const row = make('li', 'message', head, ...link, make('p', 'message-text', text));
    row.dataset.kind = kind;
    return row;
  }

  #nameOf(id) {
    const { kind, start_ms: ms } = this.#state.findingOf(id);
    return DISCUSSION.finding(this.#state.titleOf(kind), ms);
  }
}
