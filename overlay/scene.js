// What the page is about now, and what it says where there is nothing else to show.

import { byId, setText, show } from './dom.js';
import { LULL } from './strings.js';

/** Scenes in which a call is followed on the screen. */
export const LIVE = new Set(['live', 'listening']);

/**
 * One word that decides which parts are there.
 * `connection`: as in socket.js; `listening`: the last message of that type, or null.
 */
export function sceneOf({ connection, call, listening, isSummaryOpen }) {
  if (connection === 'refused') return 'refused';
  if (listening?.state === 'paused') return 'paused';
  if (call.phase === 'live') return call.lines.size > 0 ? 'live' : 'listening';
  if (call.phase === 'ended' && isSummaryOpen) return 'ended';
  if (connection !== 'open') return connection;
  if (listening?.state === 'starting') return 'starting';
  return listening ? 'standby' : 'waiting';
}

/** What the bar says of the connection and the coach behind it. */
export function connectionOf({ connection, call, listening, isSummaryOpen }) {
  if (connection === 'open') {
    if (listening?.state === 'paused') return 'paused';
    if (listening?.state === 'starting') return 'starting';
    return call.phase === 'ended' && !isSummaryOpen ? 'waiting' : call.phase;
  }
  return connection !== 'refused' && call.phase === 'ended' ? 'stopped' : connection;
}

/** Fill the middle of the page when nothing is going on. */
export function renderLull(scene, listening, hasSummary) {
  const texts = LULL[scene];
  show(byId('lull'), Boolean(texts));
  if (!texts) return;
  setText(byId('lull-title'), texts[0]);
  setText(byId('lull-body'), texts[1]);
  show(byId('lull-again'), scene === 'refused');
  show(byId('lull-summary'), hasSummary && ['standby', 'waiting', 'lost'].includes(scene));
  const isReady = scene === 'standby' || (scene === 'paused' && !listening.in_call);
  renderFact('agent', isReady ? (listening.devices?.agent ?? null) : null);
  renderFact('customer', isReady ? (listening.devices?.customer ?? null) : null);
  renderFact('analyst', isReady ? (listening.analyst ?? null) : null);
}

function renderFact(name, value) {
  show(byId(`fact-${name}`), value !== null);
  setText(byId(`fact-${name}-value`), value ?? '');
}
