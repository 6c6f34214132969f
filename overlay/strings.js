// Every English text of the page; the server's own (advice, explanations) come with its messages.

/** What stands in index.html, by `data-text` and `data-label`. */
export const PAGE = {
  coach: 'Coach',
  you: 'You',
  caller: 'Caller',
  callerMood: 'Caller: ',
  behind: ' behind',
  pace: 'Your words: ',
  help: 'Keys and help',
  quiet: 'Quiet: hide advice',
  quietChip: 'Quiet – advice is hidden',
  quietEnd: 'End quiet',
  view: 'Compact strip',
  onTop: 'Keep on top',
  ownWindow: 'Open in a window of its own',
  gotIt: 'Got it',
  dismiss: 'Dismiss',
  notNow: 'Not now',
  notNowLong: 'Not now: none of this kind for the rest of the call',
  why: 'Why?',
  closing: 'Before you say goodbye',
  conversation: 'Conversation',
  again: 'Try again',
  noticeTitle: 'For the start of the call',
  noticeDone: 'Done',
  microphone: 'Microphone',
  sound: 'Caller’s sound',
  analyst: 'Analyst',
  lastSummary: 'Last call’s summary',
  summaryDone: 'Done',
  private: 'Made in this page and only for you: it is not saved, and it is not sent anywhere. Whether a report of the call is kept, and where, is your desk’s policy.',
  checklistGreeting: 'Greeting',
  checklistDiscovery: 'Finding out',
  checklistClosing: 'Closing',
  checklist: 'Checklist',
  keys: 'Keys',
  letters: 'Use the letter keys',
  quietHelp: 'Quiet ends with the call. Nobody is told.',
  stays: 'What you see here stays on this machine.',
  close: 'Close',
  message: 'Message',
  away: 'The coach is in a window of its own',
  awayBody: 'It comes back here when you close that window.',
  back: 'Bring it back here',
};

/** What a severity is called beside its icon: never told by colour alone. */
export const SEVERITIES = { info: 'Tip', notice: 'Heads-up', alert: 'Alert', critical: 'Urgent' };

export const CONNECTION = {
  connecting: 'Connecting',
  starting: 'Starting',
  waiting: 'Ready',
  live: 'Live',
  paused: 'Paused',
  lost: 'Reconnecting…',
  ended: 'Call ended',
  stopped: 'Coach stopped',
  refused: 'Not connected',
};

/** Title and body of the scenes in which nothing else is to be seen. */
export const LULL = {
  connecting: ['Connecting', 'One moment.'],
  starting: ['Getting ready', 'The coach is loading what it needs to listen.'],
  standby: ['Ready for the next call', 'It is followed by itself as soon as somebody speaks. Until then nothing is kept.'],
  waiting: ['Waiting for the call', 'The coach is ready. Advice appears here when it helps.'],
  listening: ['Listening', 'The conversation appears here.'],
  paused: ['Paused – nothing is heard', 'Nothing is heard, shown or kept until you resume.'],
  lost: ['Looking for the coach', 'This page connects by itself as soon as the coach is running.'],
  refused: [
    'This page needs a new address',
    'Its key does not fit the coach that is running. Open the address after “overlay:” in the coach’s window.',
  ],
};

export const SPEAKERS = { agent: 'You', customer: 'Caller' };

/** How a side is heard, for screen readers. */
export const SIGNALS = {
  speaking: 'speaking',
  quiet: 'quiet',
  opening: 'connecting',
  lost: 'lost',
  paused: 'paused',
  unknown: 'not known',
};

/** What is said of devices that are lost, by the speakers whose they are. */
export const LOST = {
  agent: ['Microphone lost – reconnecting…', 'The caller is still heard.'],
  customer: ['Caller’s sound lost – reconnecting…', 'You are still heard.'],
  'agent customer': ['Both sides lost – reconnecting…', 'The call goes on; the coach hears nothing of it.'],
  back: 'Both sides are heard again.',
};

export const RECORDING = { on: 'Recording', off: 'Not recorded' };

export const MOODS = { happy: 'Happy', calm: 'Calm', tense: 'Tense', upset: 'Upset' };

export const MOOD_LINE = (moods) => `The caller over the call: ${moods.join(', then ').toLowerCase()}`;

/** Elements of the checklist by the part of the call in which they belong. */
export const ELEMENT_NAMES = {
  greeting: { welcomed: 'Welcome', gave_name: 'Your name', offered_help: 'Offer of help' },
  discovery: {
    caller_identified: 'Who is calling',
    problem_restated: 'Problem restated',
    impact_asked: 'Impact asked',
  },
  closing: {
    resolution: 'What was done',
    next_steps: 'Next steps',
    questions: 'Any questions?',
    thanks: 'Thank you',
  },
};

/** What belongs to a hold, in the middle of a sentence. */
export const HOLD_STEPS = {
  announced: 'say that it comes',
  permission: 'ask first',
  estimate: 'say how long',
  thanked: 'thank them for waiting',
};

/** Elements in the middle of a sentence. */
export const ELEMENTS = {
  welcomed: 'a welcome',
  gave_name: 'your name',
  offered_help: 'an offer of help',
  resolution: 'what was done',
  next_steps: 'the next steps',
  questions: 'any questions',
  thanks: 'a thank-you',
};

export const CHECKLIST = {
  count: (heard) => `${heard} heard`,
  nothing: { greeting: 'Full greeting', discovery: 'Finding out', closing: 'All said' },
};

/** `unsure`: said in too many ways to be told from not said. */
export const TICK = { done: ' – heard', open: ' – not heard yet', unsure: ' – a reminder' };

export const KEYS = [
  [['Enter', 'A'], 'Got it'],
  [['Esc', 'D'], 'Dismiss'],
  [['N'], 'Not now: none of this kind for the rest of the call'],
  [['U'], 'Undo'],
  [['W'], 'Why?'],
  [['Q'], 'Quiet: hide advice'],
  [['L'], 'Checklist'],
  [['V'], 'Strip or full view'],
  [['T'], 'Keep on top'],
  [['C'], 'Start call'],
  [['E', 'E'], 'End call'],
  [['P'], 'Pause or resume listening'],
  [['M'], 'Last call’s summary'],
  [['?'], 'These keys'],
];

/** Buttons of a headset that is followed, by their command. */
export const CONTROLS = {
  'begin-call': { name: 'Start call', icon: 'start', key: 'C' },
  'end-call': { name: 'End call', icon: 'end', key: 'E' },
  pause: { name: 'Pause listening', short: 'Pause', icon: 'pause', key: 'P' },
  resume: { name: 'Resume', icon: 'resume', key: 'P' },
};

export const TOAST = {
  notNow: 'None of this kind in this call',
  undo: 'Undo',
  endAgain: 'End the call? Press again',
  offline: 'Not connected: nothing was changed',
  quietOn: 'Quiet until the call ends',
  quietOff: 'Advice is shown again',
};

export const HOLD = {
  on: 'On hold',
  music: 'On hold, with music',
  over: 'Back to the caller',
  promised: (time) => `You promised ${time}`,
  limit: (time) => `Go back within ${time}`,
  past: (time) => `Past the limit of ${time}`,
};

export const NUDGE = {
  reading: 'Take your time',
  more: (count) => `+${count} more`,
  spoken: (severity, title, body) => `${severity}: ${title}. ${body}`,
};

export const WHY = {
  holdPromise: (start, limit) => `On hold since ${start}, and you said ${limit}.`,
  holdLimit: (start, limit) => `On hold since ${start}; the limit is ${limit}.`,
  kinds: {
    'sentiment-spike': 'These words are much more upset than what they said before.',
  },
};

export const TALK = {
  share: (percent) => `You ${percent} %`,
  pace: (words) => `${words} wpm`,
};

/** What a finding is called in the summary: of its speaker, or of its kind alone. */
export const FINDINGS = {
  'interruption-agent': 'You came in early',
  'interruption-customer': 'The caller cut in',
  'hold-overrun': 'A hold ran over',
  'hold-etiquette': 'How a hold went',
  'dead-air': 'A long silence',
  'sentiment-spike': 'The caller became upset',
  'missing-acknowledgement': 'After they became upset',
  'profanity-agent': 'A rough word of yours',
  'profanity-customer': 'A rough word of the caller’s',
  threat: 'A threat',
  'missing-recap': 'The goodbye',
};

export const SUMMARY = {
  title: 'That’s the call',
  unscored: 'The call has ended',
  lead: (time) => `${time} on the line`,
  unscoredBecause: (lead, why) => `${lead}. It was not scored: ${why}`,
  parts: {
    well: 'What went well',
    next: 'To try next time',
    commitments: 'What you promised',
    moments: 'Moments',
    closing: 'Closing',
    talk: 'Who talked',
  },
  talkText: (agent, customer) => `You ${agent} %, the caller ${customer} %`,
  recovered: 'You brought an upset caller back to calm',
  closed: 'A complete closing, from recap to thanks',
  greeted: 'A full greeting: welcome, name, offer of help',
  letFinish: 'You let the caller finish, every time',
  holdsKept: 'Every hold stayed within its time',
  checkedBack: 'You checked back during the hold',
  informed: 'No long silences: the caller knew what went on',
  sayBefore: (elements) => `Before goodbye: ${elements}`,
  greetWith: (elements) => `Open with ${elements}`,
  acknowledge: 'When they are upset, first say that you understand, or that you are sorry',
  holdFirst: (steps) => `Around a hold: ${steps}`,
  interrupted: (count) =>
    count === 1 ? 'Once you came in early: let them finish' : `${count} times you came in early: let them finish`,
  heldLong: 'Go back before a hold runs over',
  silent: 'In quiet moments, say what you are doing',
  words: 'Keep to friendly words when it gets hard',
};

/** "0.4 s" of 430 ms. */
export const behind = (ms) => `${(ms / 1000).toFixed(1)} s`;

/** Words in quotation marks. */
export const quoted = (text) => `“${text}”`;

/** "a", "a and b", "a, b and c". */
export function listed(words) {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** Minutes and seconds: 74,000 ms are "1:14". */
export function minutes(ms) {
  const seconds = Math.floor(Math.max(0, ms) / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
