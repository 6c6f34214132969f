// Every English text of the call page; explanations, definitions and questions are the server's.

import { lasting, minutes, span } from './times.js';

const DATE = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

export const dated = (iso) => DATE.format(new Date(iso));

/** When something was said: nothing of what was said just now. */
export const when = (iso) => (iso ? dated(iso) : 'just now');

export const speedText = (speed) => `${speed}×`;

export const SEVERITY_NAMES = { info: 'Info', notice: 'Notice', alert: 'Alert', critical: 'Critical' };

export const SPEAKERS = { agent: 'Agent', customer: 'Customer' };

export const VERDICTS = { right: 'Right', wrong: 'Wrong', unsure: 'Unsure' };

export const ORIGINS = {
  live: 'Live call',
  replay: 'Replayed',
  score: 'Scored recording',
  import: 'Imported',
  shared: 'Shared by the analyst',
};

export const SHARES = {
  waiting: 'Will be shared',
  sending: 'Being shared',
  shared: 'Shared',
  withdrawing: 'Being withdrawn',
  withdrawn: 'Withdrawn',
};

export const CALL = {
  title: 'Call',
  loading: 'Opening the call',
  tabs: 'Parts of the call',
};

export const TABS = {
  transcript: 'Transcript',
  findings: 'Findings',
  scorecard: 'Scorecard',
  discussion: 'Discussion',
};

export const HEAD = {
  calls: 'Calls',
  unnamed: 'Unnamed analyst',
  exports: 'Export',
  remove: 'Delete this call',
  score: 'Score ',
  reviewed: 'reviewed',
  suggested: 'from the findings',
  disputed: 'Disputed',
  isCutOff: 'Cut off: the end is missing',
  noSound: 'No sound',
  blind: 'Calibration: score this call on your own. What others hold of it is hidden until all of you have submitted.',
  calibrated: 'This call was scored by several reviewers on their own; all of them have submitted.',
};

export const EXPORTS = {
  'report.json': ['Report', 'JSON, as the coach made it'],
  'words.vtt': ['Words', 'WebVTT, with speakers'],
  'findings.csv': ['Findings', 'CSV, a row for each'],
  'contact-lens.json': ['Contact Lens', 'JSON, in that shape'],
};

export const DELETE = {
  title: 'Delete this call?',
  goes: 'From the store go, for good:',
  sound: 'its sound, both channels',
  words: 'every word of the transcript',
  findings: 'its findings and nudges',
  reviews: 'verdicts, scorecards and what was said about it',
  final:
    'No copy is left here and nobody can bring it back. That it was deleted, by whom and when, stays in the audit trail.',
  shared:
    'The copy that was shared with the team’s server is withdrawn there as well, as soon as that server can be reached. That the call was deleted, by whom and when, stays in the audit trail.',
  keep: 'Keep it',
  yes: 'Delete for good',
};

export const WAVE = {
  title: 'The sound of the call',
  position: 'Position in the call',
  channels: { agent: 'Agent', customer: 'Customer' },
  mood: 'Customer’s mood',
  at: (ms, whole) => `${minutes(ms)} of ${minutes(whole)}`,
};

export const FLAGS = {
  title: 'Findings in the order of the call',
  spoken: (severity, title, speaker, startMs, endMs, verdict) =>
    [
      `${severity}: ${title}`,
      speaker && SPEAKERS[speaker].toLowerCase(),
      `${minutes(startMs)} to ${minutes(endMs)}`,
      verdict && `judged ${verdict.toLowerCase()}`,
    ]
      .filter(Boolean)
      .join(', '),
  missed: (title, speaker, startMs, endMs) =>
    [`Missed: ${title}`, speaker && SPEAKERS[speaker].toLowerCase(), `${minutes(startMs)} to ${minutes(endMs)}`]
      .filter(Boolean)
      .join(', '),
};

export const REDACTED = {
  card: 'card number',
  'bank-account': 'bank account',
  'government-id': 'government number',
  password: 'password',
  code: 'one-time code',
  'security-answer': 'security answer',
  email: 'e-mail address',
  phone: 'phone number',
};

export const BANDS = {
  hold: (ms) => `Hold ${lasting(ms)}`,
  holdAt: (start, end) => `On hold, ${span(start, end)}`,
  overtalkAt: (start, end) => `Both speak, ${span(start, end)}`,
  redactedAt: (speaker, kind, start, end) =>
    `Redacted, ${SPEAKERS[speaker].toLowerCase()}: ${REDACTED[kind] ?? kind}, ${span(start, end)}`,
};

export const MOOD = {
  none: 'How the customer felt is not known.',
  line: (lowest, ms, last) =>
    `The customer’s sentiment from −1 to 1: lowest ${signed(lowest)} at ${minutes(ms)}, ${signed(last)} at the end.`,
};

function signed(value) {
  return value.toFixed(2).replace('-', '−');
}

export const LEGEND = {
  agent: 'Agent',
  customer: 'Customer',
  hold: 'Hold',
  overtalk: 'Both speak',
  redacted: 'Redacted',
};

export const PLAYER = {
  play: 'Play',
  pause: 'Pause',
  space: 'Space',
  previous: 'Previous finding',
  next: 'Next finding',
  back: 'Back 5 s',
  forward: 'Forward 5 s',
  speed: 'Speed',
  slower: 'Slower',
  faster: 'Faster',
  skip: 'Skip silence',
  zoom: 'Zoom',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  fit: 'Whole call',
  mark: 'Mark by finger on the waveform',
  time: (now, whole) => `${now} / ${whole}`,
  noSound: 'No sound was kept of this call: the bars show who spoke when. Words and findings are all here.',
  failed: 'The sound of this call cannot be played. Words and findings are all here.',
};

export const TRANSCRIPT = {
  title: 'Transcript',
  search: 'Search in this call',
  follow: 'Follow',
  none: 'Nobody was heard in this call.',
  from: (ms) => `Go to ${minutes(ms)}`,
  finding: (severity, title) => `${severity}: ${title}. Show this finding`,
  noHit: 'Not said',
  hits: (now, all) => `${now} of ${all}`,
  previousHit: 'Previous place',
  nextHit: 'Next place',
};

export const FINDINGS = {
  none: 'Nothing was found in this call. If something was missed, add it below.',
  both: 'Both',
  count: (all, judged) => `${counted(all, 'finding')}, ${judged} judged`,
  countOnly: (all) => counted(all, 'finding'),
  severity: (name) => `, ${name}, `,
  goTo: (ms) => `Go to ${minutes(ms)}`,
  hear: 'Hear',
  hearKeys: 'Enter',
  clip: 'Clip',
  definition: 'What counts as this',
  verdict: 'Is this finding right?',
  note: 'Note on this finding',
  notePlace: 'Note',
  noteHint: 'It is saved together with your verdict.',
  held: (reviewer, verdict) => `${reviewer}: ${verdict.toLowerCase()}`,
};

export const MISSED = {
  title: 'Missed',
  how: 'Heard something that no detector found? Drag over the waveform, or press B where it begins and E where it ends.',
  add: 'Add a missed one',
  addKeys: 'B',
  from: 'From',
  to: 'To',
  startHere: 'Begins where the sound is',
  endHere: 'Ends where the sound is',
  kind: 'What it is',
  choose: 'Choose',
  speaker: 'Whose',
  neither: 'Neither or both',
  note: 'Note',
  save: 'Add',
  cancel: 'Cancel',
  hear: 'Hear',
  notASpan: 'From must come before to, and both within the call: 1:14.2 is a minute and 14.2 seconds.',
  hearOne: (title, at) => `Hear ${title} at ${at}`,
  remove: (title, at) => `Delete ${title} at ${at}`,
  by: (reviewer) => `Added by ${reviewer}`,
};

export const ANSWER_NAMES = { yes: 'Yes', no: 'No', 'not-applicable': 'N/A' };

export const SCORECARD = {
  title: 'Scorecard',
  score: 'Score',
  noScore: '–',
  none: 'The policy has no scorecard.',
  notYet: 'No scorecard of this call has been submitted yet.',
  submit: 'Submit',
  reopen: 'Reopen',
  saving: 'Saving…',
  saved: 'Draft saved',
  notSaved: 'Not saved',
  comment: 'Comment on the whole call',
  commentOn: (question) => `Comment on: ${question}`,
  addComment: 'Comment',
  back: 'As suggested',
  suggested: (answer, why) => (answer ? `Suggested ${answer}. ${why} ` : `${why} `),
  toFinding: (ms) => `The finding at ${minutes(ms)}`,
  toMoment: (ms) => `The words at ${minutes(ms)}`,
  weight: (weight) => `weight ${weight}`,
  open: (count) => (count ? `${counted(count, 'question')} open` : 'All answered'),
  submitted: (at) => `Submitted ${when(at)}`,
  by: (reviewer, at) => `${reviewer}, ${when(at)}`,
  unanswered: 'Open',
};

export const MESSAGE_KINDS = {
  reply: { name: 'Reply', icon: 'reply', offer: 'Reply' },
  dispute: { name: 'Dispute', icon: 'dispute', offer: 'Dispute this' },
  answer: { name: 'Answer', icon: 'answer', offer: 'Answer the dispute' },
};

export const DISCUSSION = {
  none: 'Nothing has been said about this call yet.',
  whole: 'The whole call',
  kind: 'This is',
  about: 'About',
  text: 'Message',
  send: 'Send',
  finding: (title, ms) => `${title} at ${minutes(ms)}`,
};

export const TOAST = {
  undo: 'Undo',
  judged: (verdict) => `Judged ${verdict.toLowerCase()}`,
  unjudged: 'Verdict taken back',
  added: 'Missed one added',
  removed: 'Deleted',
  submitted: (score) => (score === null ? 'Submitted' : `Submitted with a score of ${Math.round(score)}`),
  reopened: 'Open again',
  sent: 'Sent',
  deleted: 'The call was deleted',
  speed: (speed) => `Speed ${speedText(speed)}`,
  skipOn: 'Silence and holds are skipped',
  skipOff: 'Nothing is skipped',
  lastFinding: 'That was the last finding',
  firstFinding: 'That was the first finding',
  markStart: 'Begins here. Press E where it ends',
  markTouch: 'Draw over the waveform with a finger',
  noFinding: 'Choose a finding first',
};

export const KEYS = [
  [['Space'], 'Play or pause'],
  [['N', 'J'], 'Next finding, from 3 s before it'],
  [['P', 'K'], 'Previous finding'],
  [['Enter'], 'Hear the current finding'],
  [['←', '→'], '5 s back, 5 s on'],
  [['[', ']'], 'Slower, faster'],
  [['S'], 'Skip silence and holds, or not'],
  [['1', '2', '3'], 'Right, wrong, unsure'],
  [['M'], 'Note on the finding'],
  [['U'], 'Undo the last verdict'],
  [['B', 'E'], 'Something missed begins here, ends here'],
  [['+', '−', '0'], 'Zoom in, out, whole call'],
  [['/'], 'Search in the transcript'],
  [['?'], 'These keys'],
];

export const HELP = {
  title: 'Keys of the call page',
};

function counted(count, noun) {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
