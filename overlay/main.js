// The page: messages come in, views go out.

import { renderChecklist } from './checklist.js';
import { ConversationView } from './conversation.js';
import { byId, setText, show } from './dom.js';
import { renderHold } from './hold.js';
import { listenToKeys } from './keys.js';
import { renderMood, renderTalk } from './mood.js';
import { NudgeView, SNOOZE_MINUTES } from './nudge.js';
import { CoachSocket } from './socket.js';
import { Call } from './state.js';
import { CONNECTION, NUDGE, QUIET, minutes } from './strings.js';
import { renderSummary } from './summary.js';
import { takeToken } from './token.js';

const TICK_MS = 250; // count-downs need no more
const TOAST_MS = 2_500;

const call = new Call();
const conversation = new ConversationView();
const nudge = new NudgeView({ onSettle: settle });
const socket = new CoachSocket({
  place: () => ({ call: call.id, after: call.seq }),
  onStatus: (status) => {
    connection = status;
    renderSoon();
  },
  onMessage: (message, isPresent) => {
    if (message.type === 'error') toast(message.message);
    else call.apply(message, Date.now(), isPresent);
    hasChanged = true;
    renderSoon();
  },
});

let connection = 'connecting';
let hasChanged = true;
let isRenderDue = false;
let toastTimer = null;

function settle(action, { id, kind }) {
  if (action === 'snooze') {
    call.settleKind(kind);
    socket.send({ type: 'snooze', kind, minutes: SNOOZE_MINUTES });
    toast(NUDGE.snoozed);
  } else {
    call.settle(id);
    socket.send({ type: action, nudge: id });
  }
  renderSoon();
}

function toast(text) {
  setText(byId('toast'), text);
  setText(byId('polite'), text);
  show(byId('toast'), true);
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => show(byId('toast'), false), TOAST_MS);
}

/** What the page is about: one word that decides which parts are there. */
function scene() {
  if (connection === 'refused') return 'refused';
  if (call.phase === 'ended') return 'ended';
  if (call.phase === 'live') return call.lines.size > 0 ? 'live' : 'listening';
  return connection === 'open' ? 'waiting' : connection;
}

function connectionState() {
  if (connection === 'refused') return 'refused';
  if (connection === 'open') return call.phase;
  if (call.phase === 'ended') return 'stopped';
  return connection;
}

/** What changes with messages only. */
function renderParts(isLive) {
  conversation.render(isLive ? call.lines : new Map());
  renderMood(isLive ? call.state?.sentiment : null);
  renderTalk(isLive ? call.state?.talk : null);
  renderChecklist(isLive ? call.state?.checklist : null);
  show(byId('foot'), isLive && call.state !== null);
  if (call.phase === 'ended') renderSummary(call);
}

function render() {
  isRenderDue = false;
  const now = Date.now();
  const shown = scene();
  const isLive = shown === 'live' || shown === 'listening';
  if (hasChanged || document.body.dataset.scene !== shown) renderParts(isLive);
  hasChanged = false;
  document.body.dataset.scene = shown;
  byId('connection').dataset.state = connectionState();
  setText(byId('connection-text'), CONNECTION[connectionState()]);
  show(byId('call-time'), isLive);
  setText(byId('call-time'), minutes(call.clock.at(now)));
  nudge.render(isLive ? call.nudgesAt(now) : [], now);
  renderHold(isLive ? (call.state?.hold ?? null) : null, call.clock.at(now));
  renderQuiet(QUIET[shown], shown === 'refused');
  show(byId('summary'), shown === 'ended');
}

function renderQuiet(texts, isRefused) {
  show(byId('quiet'), Boolean(texts));
  setText(byId('quiet-title'), texts?.[0] ?? '');
  setText(byId('quiet-body'), texts?.[1] ?? '');
  show(byId('quiet-again'), isRefused);
}

function renderSoon() {
  if (isRenderDue) return;
  isRenderDue = true;
  // A hidden page gets no animation frames, but screen readers still listen to it.
  if (document.hidden) queueMicrotask(render);
  else requestAnimationFrame(render);
}

function connect() {
  const token = takeToken();
  if (token) socket.connect(token);
  else connection = 'refused';
  renderSoon();
}

listenToKeys((action) => nudge.settle(action));
byId('quiet-again').addEventListener('click', connect);
addEventListener('hashchange', connect); // a fresh address pasted into this tab
setInterval(renderSoon, TICK_MS);
connect();
