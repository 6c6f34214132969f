// Every English text of the page that is not in index.html.

/** What a severity is called beside its icon: never told by colour alone. */
export const SEVERITIES = { info: 'Tip', notice: 'Heads-up', alert: 'Alert', critical: 'Urgent' };

export const CONNECTION = {
  connecting: 'Connecting',
  waiting: 'Ready',
  live: 'Live',
  lost: 'Reconnecting…',
  ended: 'Call ended',
  stopped: 'Coach stopped',
  refused: 'Not connected',
};

export const QUIET = {
  connecting: ['Connecting', 'One moment.'],
  waiting: ['Waiting for the call', 'The coach is ready. Advice appears here when it helps.'],
  listening: ['Listening', 'The conversation appears here.'],
  lost: ['Looking for the coach', 'This page connects by itself as soon as the coach is running.'],
  refused: [
    'This page needs a new address',
    'Its key does not fit the coach that is running. Open the address after “overlay:” in the coach’s window.',
  ],
};

export const SPEAKERS = { agent: 'You', customer: 'Caller' };

export const MOODS = { happy: 'Happy', calm: 'Calm', tense: 'Tense', upset: 'Upset' };

export const GREETING = {
  welcomed: 'Welcome',
  gave_name: 'Your name',
  offered_help: 'Offer of help',
};

export const CLOSING = {
  resolution: 'What was done',
  next_steps: 'Next steps',
  questions: 'Any questions?',
  thanks: 'Thank you',
};

export const TICK = { done: ' – said', open: ' – not yet' };

export const KEYS = [
  [['Enter', 'A'], 'Got it'],
  [['Esc', 'D'], 'Not now'],
  [['S'], 'Snooze for 10 minutes'],
  [['?'], 'These keys'],
];

export const HOLD = {
  on: 'On hold',
  music: 'On hold, with music',
  over: 'Back to the caller',
  promised: (time) => `You promised ${time}`,
  limit: (time) => `Go back within ${time}`,
  past: (time) => `Past the limit of ${time}`,
};

export const NUDGE = {
  left: (seconds) => `${seconds} s`,
  more: (count) => `+${count} more`,
  snoozed: 'Snoozed for 10 minutes',
};

export const TALK = {
  share: (percent) => `You ${percent} %`,
};

export const SUMMARY = {
  title: 'That’s the call',
  unscored: 'The call has ended',
  lead: (time) => `${time} on the line`,
  unscoredBecause: (why) => `It was not scored: ${why}`,
  well: 'What went well',
  next: 'For next time',
  closing: 'Closing',
  talk: 'Who talked',
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
  interrupted: (count) =>
    count === 1 ? 'Once you came in early: let them finish' : `${count} times you came in early: let them finish`,
  heldLong: 'Go back before a hold runs over',
  silent: 'In quiet moments, say what you are doing',
  words: 'Keep to friendly words when it gets hard',
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

/** "a", "a and b", "a, b and c". */
export function listed(words) {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** Minutes and seconds: 74,000 ms are "1:14". */
export function minutes(ms) {
  const seconds = Math.floor(Math.max(0, ms) / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
