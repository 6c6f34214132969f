// Start, end, pause, resume: where a headset is followed, and only what makes sense now.

import { byId, make, makeIcon, setLabel, setText, show } from './dom.js';
import { CONTROLS, TOAST } from './strings.js';

const COMMANDS = ['begin-call', 'resume', 'pause', 'end-call'];
const ARMED_MS = 4_000; // to press a second time, so that no stray key ends a call

/** Two rows of the same buttons, a large one between calls and a small one in them. */
export class Controls {
  #armedUntil = 0;
  #offered = '';
  #wantsFocus = false;

  /** `getOffer()` returns the commands that make sense now. */
  constructor({ send, isOpen, toast, getOffer }) {
    Object.assign(this, { send, isOpen, toast, getOffer });
    for (const row of this.#rows()) row.append(...COMMANDS.map((command) => this.#button(command)));
  }

  /** Give a command, if it makes sense; says whether it does. */
  give(command) {
    if (!this.getOffer().includes(command)) return false;
    if (!this.isOpen()) this.toast.say(TOAST.offline); // kept for later it might hit another call
    else if (command === 'end-call' && Date.now() > this.#armedUntil) this.#arm();
    else {
      if (command === 'end-call') this.toast.finish();
      this.#armedUntil = 0;
      this.send({ type: command });
    }
    return true;
  }

  /** Show what makes sense, in the large row or the small one. */
  render(isLarge) {
    const offer = this.getOffer();
    const [large, small] = this.#rows();
    show(large, isLarge && offer.length > 0);
    show(small, !isLarge && offer.length > 0);
    const offered = `${isLarge} ${offer}`;
    if (offered === this.#offered) return;
    this.#offered = offered;
    for (const row of [large, small]) {
      for (const button of row.children) show(button, offer.includes(button.dataset.command));
    }
    // The button that was pressed may have gone: its successor is the next to be wanted.
    if (this.#wantsFocus) (isLarge ? large : small).querySelector('button:not([hidden])')?.focus();
    this.#wantsFocus = false;
  }

  #arm() {
    this.toast.say(TOAST.endAgain, {
      label: CONTROLS['end-call'].name,
      act: () => this.give('end-call'),
      done: () => (this.#armedUntil = 0),
      ms: ARMED_MS,
    });
    this.#armedUntil = Date.now() + ARMED_MS; // after the toast before has said its last
  }

  #button(command) {
    const { name, short = name, icon, key } = CONTROLS[command];
    const label = make('span', 'button-name');
    setText(label, short);
    const button = make('button', 'button control', makeIcon(icon), label);
    button.type = 'button';
    button.dataset.command = command;
    button.setAttribute('aria-keyshortcuts', key);
    setLabel(button, name, key);
    button.addEventListener('click', () => {
      this.#wantsFocus = command !== 'end-call';
      this.give(command);
    });
    return button;
  }

  #rows() {
    return [byId('controls-large'), byId('controls-small')];
  }
}
