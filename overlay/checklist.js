// What a good call holds, ticked as it is said; only what matters now stands out.

import { byId, setAttribute, setText, show } from './dom.js';
import { recall, keep } from './prefs.js';
import { app } from './stage.js';
import { CHECKLIST, ELEMENT_NAMES } from './strings.js';
import { isUnsure, renderTicks } from './ticks.js';

const OPENING_MS = 90_000; // then the moment for a greeting has passed
const ROOMY_PX = 760; // of height: enough to have the list open beside the conversation

/** The parts of a checklist message that there are, each with its elements' names. */
function partsOf(checklist) {
  return Object.entries(ELEMENT_NAMES).filter(([part]) => checklist[part] != null);
}

/** The part that matters at audio time `now`, in ms. */
export function presentPart(checklist, now) {
  if (checklist.closing?.reached) return 'closing';
  const isGreeted = Object.keys(ELEMENT_NAMES.greeting).every((element) => checklist.greeting?.[element]);
  const isDiscovering = Object.values(checklist.discovery ?? {}).includes(true);
  return !isGreeted && !isDiscovering && now < OPENING_MS ? 'greeting' : 'discovery';
}

/** The line that is always there, the list behind it, and the card for the closing. */
export class ChecklistView {
  #isOpen = recall('checklist') ?? null; // null: as the room allows

  constructor({ onToggle }) {
    this.onToggle = onToggle;
    byId('checklist-toggle').addEventListener('click', () => this.toggle());
  }

  /** Open or close the list; says whether there is one. */
  toggle() {
    if (byId('foot').hidden || byId('checklist-toggle').hidden) return false;
    const isStrip = app.dataset.view === 'strip'; // too low for a list
    this.#isOpen = isStrip || !this.#isListOpen();
    keep('checklist', this.#isOpen);
    this.onToggle({ needsRoom: isStrip });
    return true;
  }

  render(checklist, now) {
    const isThere = Boolean(checklist);
    show(byId('checklist-toggle'), isThere);
    show(byId('closing'), Boolean(checklist?.closing?.reached));
    show(byId('checklist'), isThere && this.#isListOpen());
    setAttribute(byId('checklist-toggle'), 'aria-expanded', String(this.#isListOpen()));
    if (!isThere) return;
    const evidence = checklist.evidence ?? {};
    if (checklist.closing?.reached) {
      renderTicks(byId('closing-list'), ELEMENT_NAMES.closing, checklist.closing, evidence);
    }
    this.#renderLine(checklist, now);
    if (!this.#isListOpen()) return;
    for (const part of Object.keys(ELEMENT_NAMES)) {
      show(byId(`checklist-${part}`), checklist[part] != null);
      if (checklist[part] == null) continue;
      renderTicks(byId(`checklist-${part}-list`), ELEMENT_NAMES[part], checklist[part], evidence);
    }
  }

  #isListOpen() {
    return this.#isOpen ?? app.ownerDocument.defaultView.innerHeight >= ROOMY_PX;
  }

  #renderLine(checklist, now) {
    const parts = partsOf(checklist);
    const elements = parts.flatMap(([part, names]) =>
      Object.keys(names).map((name) => ({ isDone: checklist[part][name] === true, isUnsure: isUnsure(name) })),
    );
    const done = elements.filter(({ isDone }) => isDone).length;
    const all = elements.filter((element) => element.isDone || !element.isUnsure).length;
    const present = presentPart(checklist, now);
    const open = Object.entries(ELEMENT_NAMES[present])
      .filter(([element]) => checklist[present] && checklist[present][element] !== true && !isUnsure(element))
      .map(([, name]) => name);
    setText(byId('checklist-count'), CHECKLIST.count(done));
    setText(byId('checklist-now'), open.length ? open.join(' · ') : CHECKLIST.nothing[present]);
    byId('checklist-now').classList.toggle('is-done', open.length === 0);
    byId('checklist-done').style.setProperty('width', `${Math.round((100 * done) / all)}%`);
  }
}
