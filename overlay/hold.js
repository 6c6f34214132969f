// The count-down of a hold.

import { byId, setText, show } from './dom.js';
import { HOLD, minutes } from './strings.js';

const NEAR = 0.8; // of the limit: when the nudge policy speaks up as well

/** Show how much of a hold is left at audio time `now`, in ms; or no hold. */
export function renderHold(hold, now) {
  const card = byId('hold');
  show(card, hold !== null);
  if (hold === null) return;
  const held = Math.max(0, now - hold.start_ms);
  const left = hold.limit_ms - held;
  const isOver = left < 0;
  card.dataset.state = isOver ? 'over' : held >= NEAR * hold.limit_ms ? 'near' : 'within';
  setText(byId('hold-time'), isOver ? `+${minutes(-left)}` : minutes(left + 999));
  setText(byId('hold-title'), isOver ? HOLD.over : hasMusic(hold) ? HOLD.music : HOLD.on);
  setText(byId('hold-detail'), detail(hold, isOver));
  const share = isOver ? 100 : Math.max(0, (100 * left) / hold.limit_ms);
  byId('hold-ring').style.setProperty('stroke-dasharray', `${share.toFixed(1)} 100`);
}

function detail(hold, isOver) {
  const limit = minutes(hold.limit_ms);
  if (hold.promised_ms != null) return HOLD.promised(limit);
  return isOver ? HOLD.past(limit) : HOLD.limit(limit);
}

function hasMusic(hold) {
  return hold.music === 'agent' || hold.music === 'customer';
}
