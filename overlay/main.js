// Messages come in, decisions go out.

import { ChecklistView } from './checklist.js';
import { Controls } from './controls.js';
import { byId } from './dom.js';
import { listenToKeys, openHelp } from './keys.js';
import { NoticeView } from './notice.js';
import { NudgeView } from './nudge.js';
import { PageView } from './page_view.js';
import { Quiet } from './quiet.js';
import { Snoozing } from './snoozing.js';
import { CoachSocket } from './socket.js';
import { Call } from './state.js';
import { TOAST } from './strings.js';
import { fillTexts } from './texts.js';
import { Toast } from './toast.js';
import { forgetToken, takeToken } from './token.js';
import { ViewSwitch } from './view_switch.js';
import { reasonsFor } from './why.js';

fillTexts(document);

const call = new Call();
const page = { connection: 'connecting', call, listening: null, isSummaryOpen: true };
const view = new PageView();
const toast = new Toast();
const quiet = new Quiet();
const socket = new CoachSocket({
  place: () => ({ call: call.id, after: call.seq }),
  onStatus: (status) => {
    page.connection = status;
    if (status === 'refused') forgetToken();
    view.soon();
  },
  onMessage: take,
});
const send = (message) => socket.send(message);
const snoozing = new Snoozing({ call, toast, send, onChange: () => view.soon() });
const viewSwitch = new ViewSwitch({ onChange: () => view.changed() });
const notice = new NoticeView({ onRead: () => view.soon() });
const checklist = new ChecklistView({
  onToggle: ({ needsRoom }) => {
    if (needsRoom) viewSwitch.toggle();
    view.changed();
  },
});
const controls = new Controls({
  send,
  toast,
  isOpen: () => page.connection === 'open',
  getOffer: () => page.listening?.controls ?? [],
});
const nudge = new NudgeView({
  reasons: (shown) => reasonsFor(shown, call),
  onRead: ({ id }, isReading) => {
    if (isReading) call.nudges.pause(id, Date.now());
    else call.nudges.resume(id, Date.now());
    view.soon();
  },
  onSettle: settle,
});

function take(message, isPresent) {
  if (message.type === 'error') toast.say(message.message);
  else if (message.type === 'listening') page.listening = message;
  else {
    if (message.type === 'call-started') page.isSummaryOpen = true;
    if (message.type === 'call-ended') quiet.callEnded(message.call);
    call.apply(message, Date.now(), isPresent);
  }
  view.changed();
}

function settle(action, { id, kind }) {
  if (action === 'snooze') snoozing.ask(kind);
  else {
    call.nudges.remove(id);
    send({ type: action, nudge: id });
  }
  view.soon();
}

function toggleQuiet() {
  quiet.toggle(call.phase === 'ended' ? call.id : null);
  toast.say(quiet.isOn ? TOAST.quietOn : TOAST.quietOff);
  view.soon();
  return true;
}

function toggleSummary() {
  if (call.phase !== 'ended') return false;
  page.isSummaryOpen = !page.isSummaryOpen;
  byId('main').focus({ preventScroll: true });
  view.changed();
  return true;
}

function connect() {
  const token = takeToken();
  if (token) socket.connect(token);
  else page.connection = 'refused';
  view.soon();
}

const acknowledge = () => nudge.settleByKey('acknowledge');
const dismiss = () => nudge.settleByKey('dismiss') || notice.clear();
listenToKeys({
  enter: acknowledge,
  a: acknowledge,
  escape: () => nudge.closeWhy() || dismiss(),
  d: dismiss,
  n: () => nudge.settleByKey('snooze'),
  u: () => toast.act(),
  w: () => nudge.toggleWhy(),
  q: toggleQuiet,
  l: () => checklist.toggle(),
  v: () => viewSwitch.toggle(),
  t: () => viewSwitch.toggleOnTop(),
  c: () => controls.give('begin-call'),
  e: () => controls.give('end-call'),
  p: () => controls.give('pause') || controls.give('resume'),
  m: toggleSummary,
  '?': openHelp,
});
const buttons = {
  'tool-quiet': toggleQuiet,
  'quiet-end': toggleQuiet,
  'lull-again': connect,
  'lull-summary': toggleSummary,
  'summary-done': toggleSummary,
};
for (const [id, act] of Object.entries(buttons)) byId(id).addEventListener('click', act);
addEventListener('hashchange', connect); // a fresh address pasted into this tab
view.start(page, { quiet, nudge, notice, checklist, controls });
connect();
