// Every English text of the review pages but the call page's, whose are in call_strings.js.

/** What stands in index.html, by `data-text` and `data-label`. */
export const PAGE = {
  name: 'Call review',
  skip: 'Skip to the page',
  nav: 'Pages',
  help: 'Keys and help',
  changePassword: 'Change password',
  signOut: 'Sign out',
  again: 'Try again',
  message: 'Message',
};

export const TITLE = (page) => `${page} · Call review`;

/** The pages in the bar. */
export const NAV = {
  calls: 'Calls',
  precision: 'Precision',
  calibrations: 'Calibrations',
  accounts: 'Accounts',
  audit: 'Audit',
};

export const ROLES = { analyst: 'Analyst', reviewer: 'Reviewer', admin: 'Admin' };

export const ME = {
  machine: 'This machine',
  machineAbout: 'Only you, on this machine. Calls stay here unless you share them.',
  about: (name, role) => `${name}, ${role.toLowerCase()}`,
  signedOut: 'Signed out',
};

/** What went wrong, by the server's code: where its own words would not help. */
export const ERRORS = {
  offline: 'The server does not answer. Is coach review still running?',
  slow: 'The server takes too long. Try again in a moment.',
  failed: 'That went wrong on the server. Its log says more.',
  'signed-out': 'You are signed out. Sign in again and go on where you were.',
  'no-csrf': 'This page is too old for that. Load it anew.',
  'not-allowed': 'That is for somebody else to do.',
  'foreign-page': 'The server answers only at its own address.',
};

/** A line of the server's as a sentence. */
export function sentence(text) {
  const whole = text.trim();
  const end = /[.!?…]$/.test(whole) ? '' : '.';
  return whole.charAt(0).toUpperCase() + whole.slice(1) + end;
}

export const OFFLINE = {
  lost: 'The server does not answer. What you see stays here; it is asked again every few seconds.',
  back: 'The server answers again',
};

export const TROUBLE = {
  title: 'This page could not be opened',
  again: 'Try again',
};

export const WAITING = 'Loading…';

/** Stands for words that are left out. */
export const CUT = '…';

export const NOT_FOUND = {
  title: 'There is no such page',
  call: 'This call is not here',
  body: 'The address may be mistyped, or what was there has been deleted, or it is for others to see.',
  toList: 'To the calls',
};

export const SIGN_IN = {
  title: 'Sign in',
  team: 'Your team’s calls, to hear and to learn from.',
  machineTitle: 'Open it from the coach',
  machine: 'This machine’s calls are opened with the address that this command prints:',
  machineCommand: 'coach review',
  machineOr: 'Or paste that address, or its token, here.',
  token: 'Address or token',
  name: 'Name',
  password: 'Password',
  enter: 'Sign in',
  entering: 'Signing in…',
  missing: 'Both name and password are needed.',
  missingToken: 'Paste the address, or the token in it.',
  forgotten: 'Forgotten the password? An admin of your team can set a new one.',
};

export const PASSWORD = {
  title: 'Change password',
  old: 'Present password',
  new: 'New password',
  hint: 'At least 12 characters. A few words in a row are easy to remember.',
  save: 'Change',
  cancel: 'Cancel',
  changed: 'Password changed. Other places where you were signed in are signed out.',
};

export const HELP = {
  title: 'Keys and help',
  letters: 'Use the letter keys',
  close: 'Close',
};

/** What a severity is called beside its icon: never told by colour alone. */
export const SEVERITY_NAMES = { info: 'Info', notice: 'Notice', alert: 'Alert', critical: 'Critical' };

export const SPEAKERS = { agent: 'Agent', customer: 'Customer' };

/** How far the review of a call is. */
export const STATES = { none: 'Not reviewed', open: 'Open', submitted: 'Reviewed', disputed: 'Disputed' };

export const LIST = {
  heads: ['When', 'Analyst', 'Who spoke when: agent above, customer below', 'Findings', 'Score', 'Review'],
  count: (total, isFiltered) => `${counted(total, 'call')}${isFiltered ? ' with these filters' : ''}`,
  more: 'Show more',
  loading: 'Loading…',
  again: 'Try again',
  keys: 'Keys of the list',
};

export const LIST_KEYS = [
  [['J', '↓'], 'Next call'],
  [['K', '↑'], 'Previous call'],
  [['Enter'], 'Open the call'],
  [['Home'], 'First call'],
  [['/'], 'Search words said'],
  [['?'], 'These keys'],
];

export const FILTERS = {
  title: 'Filter the calls',
  search: 'Search words said',
  searchLabel: 'Search words said',
  more: 'Filters',
  moreChosen: (count) => `Filters (${count})`,
  clear: 'Clear filters',
  analyst: 'Analyst',
  everybody: 'All analysts',
  kind: 'Finding',
  anyKind: 'All findings',
  severity: 'Severity',
  anySeverity: 'Any severity',
  atLeast: (name, isMost) => (isMost ? name : `${name} or graver`),
  reviewed: 'Review',
  anyState: 'Any review',
  score: 'Score',
  score_min: 'Score from',
  score_max: 'Score to',
  score_min_place: '0',
  score_max_place: '100',
};

export const DAYS = {
  title: 'Days',
  any: 'Any day',
  quick: { today: 'Today', '7-days': '7 days', '30-days': '30 days' },
  dates: 'Dates…',
  from: 'From',
  to: 'To',
};

export const ROW = {
  nobody: 'Unnamed analyst',
  noName: 'Call',
  of: (when, length) => ` ${when}, ${length} long`,
  score: 'Score ',
  noScore: 'none',
  cutOff: 'Cut off',
  cutOffTitle: 'The coach stopped in the middle of this call; what was recorded until then is here.',
  problem: 'Heard with gaps',
  problemTitle: 'Something stood in the way of hearing this call well; its page says what.',
  noSound: 'No sound',
  noSoundTitle: 'Words and findings are kept of this call, and no sound.',
  origins: { live: 'Live', replay: 'Replayed', score: 'Scored', import: 'Imported', shared: 'Shared' },
};

export const CHIPS = {
  none: 'Nothing found',
  times: (count) => `×${count}`,
  severity: (name) => ` (${name.toLowerCase()})`,
  counted: (name, count) => (count > 1 ? `${name} ×${count}` : name),
  more: (count) => `+${count}`,
  moreTold: (names) => ` more kinds: ${names}`,
};

/** What a kind of finding is called. */
export const kindTitle = (kinds, kind) => kinds[kind]?.title ?? kind.replaceAll('-', ' ');

export const STRIP = {
  told: ({ length, agent, customer, holds, held, findings, more }) => {
    const parts = [`${length} long: the agent speaks ${agent} % of the time, the customer ${customer} %`];
    if (holds) parts.push(`${counted(holds, 'hold')}, ${held} in all`);
    const listed = findings.map(([title, severity, at]) => `${title} (${severity}) at ${at}`);
    if (more) listed.push(`${more} more`);
    parts.push(listed.length ? `findings: ${listed.join(', ')}` : 'no findings');
    return `${parts.join('; ')}.`;
  },
};

export const NOTHING = {
  title: 'No call fits',
  fits: 'Take a filter away, and there may be some.',
  words: (q) => `“${q}” was not said in these calls. All the words must have been said; in quotation marks, one after the other.`,
  days: 'Or look at more days.',
  analyst: (name) => `Or at calls of others than ${name}.`,
  clear: 'Clear filters',
  machine: {
    title: 'No calls kept yet',
    body: ['While coach live runs, calls with something worth hearing again are kept by themselves. Others can be brought in:'],
    commands: [
      ['coach score CALL.flac --store', 'a recording'],
      ['coach import REPORT.json', 'a report'],
    ],
  },
  analyst: {
    title: 'No calls of yours yet',
    body: ['Calls come here when you share them, or when your team’s policy does and you have agreed. You will see here what reviewers say of them, and can answer.'],
    commands: [['coach share CALL', 'shares one']],
  },
  team: {
    title: 'No calls here yet',
    body: ['Analysts’ calls come here when they are shared from their machines.'],
    commands: [
      ['coach share CALL', 'on an analyst’s machine'],
      ['coach import REPORT.json', 'on this server'],
    ],
  },
};

/** Hours, minutes and seconds: 74,000 ms are "1:14". */
export function minutes(ms) {
  const seconds = Math.floor(Math.max(0, ms) / 1000);
  const two = (number) => String(number).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const rest = `${two(seconds % 60)}`;
  return hours ? `${hours}:${two(Math.floor(seconds / 60) % 60)}:${rest}` : `${Math.floor(seconds / 60)}:${rest}`;
}

const CLOCK = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short' });
const FULL = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short' });
const SHORT = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
const DAY = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long' });
const OLD_DAY = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });

export const clock = (date) => CLOCK.format(date);
export const fullDate = (date) => FULL.format(date);
export const shortDate = (date) => SHORT.format(date);

/** "Today", "Yesterday", "Friday 27 November". */
export function dayName(date, now = new Date()) {
  const midnight = (day) => new Date(day.getFullYear(), day.getMonth(), day.getDate()).getTime();
  const days = Math.round((midnight(now) - midnight(date)) / 86_400_000);
  const name = (date.getFullYear() === now.getFullYear() ? DAY : OLD_DAY).format(date);
  if (days === 0) return `Today, ${name}`;
  return days === 1 ? `Yesterday, ${name}` : name;
}

/** "1 call", "12 calls". */
export function counted(count, noun) {
  return `${count.toLocaleString('en-GB')} ${noun}${count === 1 ? '' : 's'}`;
}

export const percent = (share) => `${Math.round(100 * share)} %`;

export const PRECISION = {
  title: 'Precision',
  lead: 'How often reviewers found a finding right. Of the findings that were judged right or wrong, precision is the share that was right.',
  few: 'A few verdicts say little: the bar shows from where to where precision may well be, with 95 % confidence. It narrows with each verdict. Findings that nobody judged do not count; those judged unsure are shown, and not counted.',
  missed: 'Missed: what reviewers heard and the detector did not find. A detector that finds little can be precise, and miss much.',
  none: 'Nothing judged yet',
  noneBody: 'Open a call, listen to its findings, and say whether each is right, wrong or unsure. What you say shows here.',
  noneDays: 'In these days no finding was judged. Look at more days.',
  toCalls: 'To the calls',
  of: (right, whole) => `${right} of ${whole} right`,
  range: (low, high) => `likely ${Math.round(100 * low)}–${Math.round(100 * high)} %`,
  unknown: 'Not known yet',
  told: (precision, low, high) => `Precision ${percent(precision)}, likely between ${percent(low)} and ${percent(high)}`,
  toldNone: 'Precision not known: no finding was judged right or wrong',
  right: 'Right',
  wrong: 'Wrong',
  unsure: 'Unsure',
  missedName: 'Missed',
  judged: (count) => `${counted(count, 'finding')} judged`,
  policies: (count) => `By policy (${count})`,
  policy: (name) => `Policy ${name.replace(/^sha256:/, '').slice(0, 12)}`,
  low: '0 %',
  middle: '50 %',
  high: '100 %',
  total: (judged, missed) => `${counted(judged, 'judged finding')}, ${missed} missed.`,
};

export const CALIBRATIONS = {
  title: 'Calibrations',
  lead: 'Several reviewers score the same call, and none sees what the others answer until all have submitted. Then it shows question by question how far they agree.',
  begin: 'Begin one',
  none: 'No calibration yet',
  noneBody: 'Choose a call that is not too easy, and two or more reviewers. An hour together on what differed is where teams learn most.',
  open: 'Going on',
  closed: 'Closed',
  mine: 'Yours to score',
  score: 'Score it',
  waiting: (names) => `Waiting for ${names}`,
  submitted: (done, all) => `${done} of ${all} have submitted`,
  with: (names) => `With ${names}`,
  begun: (name, date) => `Begun by ${name}, ${date}`,
  closedAt: (date) => `Closed ${date}`,
  result: 'How far they agree',
  all: 'All questions',
  openCall: 'Open the call',
  call: (analyst, date) => `${analyst ?? 'Unnamed analyst'}, ${date}`,
  question: 'Question',
  answers: 'Answers in this call',
  answer: { yes: 'Yes', no: 'No', 'not-applicable': 'N/A' },
  unanswered: 'Open',
  kappa: (kappa) => `κ ${kappa.toFixed(2).replace('-', '−')}`,
  same: (share) => `${percent(share)} the same`,
  pairs: (count) => `${counted(count, 'pair')} of answers, over all calibrations of these reviewers`,
  about: 'Cohen’s kappa (κ) is agreement beyond chance: 1 is full, 0 is what chance alone gives. With few calls it says little; look at the answers.',
  words: {
    none: 'Nothing to compare: not everybody answered',
    same: 'The same answer every time; kappa cannot tell that from chance',
    less: 'Less than chance: talk about what this question means',
    slight: 'Hardly more than chance: talk about what this question means',
    fair: 'Some agreement: look at where it differs',
    moderate: 'They agree fairly well',
    strong: 'They agree well',
  },
};

export const NEW_CALIBRATION = {
  title: 'Begin a calibration',
  call: 'Call',
  choose: 'One of the newest',
  address: 'Or its address',
  addressHint: 'As it is in the address bar when the call is open.',
  reviewers: 'Reviewers',
  reviewersHint: 'Two or more. They score it blind, each on their own.',
  begin: 'Begin',
  cancel: 'Cancel',
  noCall: 'Choose a call, or give its address.',
  noReviewers: 'Choose at least two reviewers.',
  tooFew: 'There must be two reviewers with accounts; there are not yet.',
  begun: 'Begun. It waits for its reviewers in their calls.',
  option: (date, analyst, length) => `${date} · ${analyst ?? 'Unnamed analyst'} · ${length}`,
};

export const ACCOUNTS = {
  title: 'Accounts',
  lead: 'Who may sign in. An analyst sees their own calls: the account’s name is the name their calls bear. Reviewers see and judge all calls; admins also delete calls and keep accounts.',
  add: 'Add an account',
  you: 'You',
  disabled: 'Disabled',
  token: 'Has a token',
  since: (date) => `Since ${date}`,
  role: (name) => `Role of ${name}`,
  actions: (name) => `Actions for ${name}`,
  giveToken: 'New token',
  takeToken: 'Take token back',
  password: 'Set password',
  disable: 'Disable',
  enable: 'Enable',
  undo: 'Undo',
  nowRole: (name, role) => `${name} is now ${role === 'analyst' || role === 'admin' ? 'an' : 'a'} ${ROLES[role].toLowerCase()}`,
  nowDisabled: (name) => `${name} is disabled and signed out`,
  nowEnabled: (name) => `${name} can sign in again`,
  added: (name) => `${name} can sign in now`,
  tokenTaken: (name) => `The token of ${name} is taken back`,
  passwordSet: (name) => `${name} has a new password, and is signed out everywhere`,
};

export const NEW_ACCOUNT = {
  title: 'Add an account',
  name: 'Name',
  nameHint: 'Of an analyst: the name their calls bear, letter for letter.',
  role: 'Role',
  password: 'First password',
  passwordHint: 'At least 12 characters. Tell them in person; they can change it.',
  add: 'Add',
  cancel: 'Cancel',
};

export const SET_PASSWORD = {
  title: (name) => `New password for ${name}`,
  password: 'New password',
  hint: 'At least 12 characters. They are signed out everywhere, and can change it.',
  save: 'Set',
  cancel: 'Cancel',
};

export const TOKEN = {
  ask: (name) => `New token for ${name}`,
  askBody: 'For the programs of this person, such as coach share. A token they have already stops to work.',
  give: 'Make it',
  cancel: 'Cancel',
  title: (name) => `Token of ${name}`,
  once: 'It is shown this once. Copy it now, and give it to nobody else.',
  name: 'Token',
  copy: 'Copy',
  copied: 'Copied',
  notCopied: 'Copying is switched off here: select it and copy by hand.',
  done: 'Done',
};

export const AUDIT = {
  title: 'Audit',
  lead: 'Who saw or changed what, newest first. Calls, findings and accounts are named here; what people said never is.',
  none: 'Nothing yet',
  call: (uid) => `Call ${uid.slice(0, 8)}`,
  more: 'Show more',
  loading: 'Loading…',
  heads: ['When', 'Who', 'What', 'Call', 'About'],
};

/** What an action of the audit trail is, in words; others are shown by their name. */
export const ACTIONS = {
  'view-call': 'Opened a call',
  'hear-call': 'Heard a call',
  'search-calls': 'Searched words',
  'export-call': 'Exported a call',
  'export-clip': 'Saved a clip',
  'delete-call': 'Deleted a call',
  'purge-call': 'Purged a call',
  'share-call': 'Shared a call',
  'withdraw-call': 'Withdrew a call',
  'add-account': 'Added an account',
  'set-role': 'Changed a role',
  'disable-account': 'Disabled an account',
  'enable-account': 'Enabled an account',
  'set-password': 'Set a password',
  'change-password': 'Changed their password',
  'give-token': 'Made a token',
  'take-token': 'Took a token back',
  'sign-in': 'Signed in',
  'sign-out': 'Signed out',
  'begin-calibration': 'Began a calibration',
};

/** An action of the audit trail in words. */
export function actionName(action) {
  return ACTIONS[action] ?? sentence(action.replaceAll('-', ' ')).slice(0, -1);
}

export const GUIDE = {
  title: 'Help',
  parts: [
    {
      title: 'The strip',
      body: 'Each call’s strip runs from its beginning to its end: the agent above the line, the customer below. A hatched band is a hold. Marks are findings: a circle is info, a diamond a notice, a triangle an alert, an octagon critical. Click on the strip to open the call at that moment.',
    },
    {
      title: 'Reviewing a call',
      body: 'Open a call, go from finding to finding, and say whether each is right, wrong or unsure. The scorecard is filled in from the findings; change what you hear differently, and submit. The analyst sees what you submitted, can reply and dispute; you answer.',
    },
    {
      title: 'What becomes of it',
      body: 'Verdicts measure the detectors: the precision page shows it. Nothing here ranks people.',
    },
    {
      title: 'Privacy',
      body: 'Card numbers, passwords and the like are masked in the words and silenced in the sound before a call is kept. Every view and change of a call is in the audit trail.',
    },
  ],
  listKeys: 'Keys of the list',
  callKeys: 'Keys of a call',
};

/** "a", "a and b", "a, b and c". */
export function listed(words) {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
