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
