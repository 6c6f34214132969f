// What a good greeting and a good closing hold, ticked as it is said.

import { byId, make, makeIcon, setIcon, setText, show } from './dom.js';
import { CLOSING, GREETING, TICK } from './strings.js';

/** Show the greeting's ticks, and the closing's once the call draws to its close. */
export function renderChecklist(checklist) {
  const greeting = checklist?.greeting ?? {};
  const isGreeted = Object.keys(GREETING).every((element) => greeting[element] === true);
  renderTicks(byId('greeting-list'), GREETING, greeting);
  show(byId('greeting-list'), !isGreeted);
  show(byId('greeting-done'), isGreeted);
  show(byId('closing'), Boolean(checklist?.closing.reached));
  if (checklist?.closing.reached) renderTicks(byId('closing-list'), CLOSING, checklist.closing);
}

/** Fill a list with elements, each done or open. */
export function renderTicks(list, names, done) {
  for (const [element, name] of Object.entries(names)) {
    const item = list.querySelector(`[data-element="${element}"]`) ?? addTick(list, element, name);
    const isDone = done[element] === true;
    item.classList.toggle('is-done', isDone);
    setIcon(item.querySelector('.icon'), isDone ? 'done' : 'open');
    setText(item.querySelector('.sr-only'), isDone ? TICK.done : TICK.open);
  }
}

function addTick(list, element, name) {
  const item = make('li', 'tick', makeIcon('open'), make('span', 'tick-name', name), make('span', 'sr-only'));
  item.dataset.element = element;
  list.append(item);
  return item;
}
