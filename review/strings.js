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
  when: 'Days',
  anyDay: 'Any day',
  days: { today: 'Today', '7-days': '7 days', '30-days': '30 days' },
  dates: 'Dates…',
  from: 'From',
  to: 'To',
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

export const ROW = {
  nobody: 'Unnamed analyst',
  noName: 'Call',
  of: (when, length) => `, ${when}, ${length} long`,
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
  severity: (name) => `, ${name.toLowerCase()}`,
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
