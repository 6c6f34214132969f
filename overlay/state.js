// What is known of the call, made of the server's messages.

import { AudioClock } from './clock.js';
import { Delays, MoodLine } from './history.js';
import { NudgeQueue } from './queue.js';

const MAX_LINES = 60; // utterances kept for the screen
const MAX_FINDINGS = 200; // far more than a call has: a bound, not a choice

/** One call as the page knows it. `phase`: waiting, live or ended. */
export class Call {
  clock = new AudioClock();
  nudges = new NudgeQueue();

  constructor() {
    this.begin(null, {});
  }

  begin(id, { wall_ms: wallMs = null, notice = null }) {
    this.id = id;
    this.seq = 0;
    this.phase = id === null ? 'waiting' : 'live';
    this.clock.start(wallMs);
    this.nudges.clear();
    this.notice = notice;
    this.lines = new Map();
    this.heardAt = {};
    this.findings = new Map();
    this.state = null;
    this.moods = new MoodLine();
    this.delays = new Delays();
    this.report = null;
    this.ending = null;
  }

  /**
   * Take in a message that came at `now` (Unix time); what is of a type unknown here is
   * for others.  `isPresent`: false for those that were missed and are made up for.
   */
  apply(message, now, isPresent) {
    const act = ACTS[message.type];
    if (message.type === 'call-started') this.begin(message.call, message);
    else if (act && message.call !== this.id) this.begin(message.call, {});
    if (message.call === this.id && message.seq > this.seq) this.seq = message.seq;
    act?.(this, message, now, isPresent);
  }

  /** The nudges that are alive at `now`, the one to show first. */
  nudgesAt(now) {
    return this.nudges.at(now, this.clock.head);
  }
}

const ACTS = {
  transcript: hear,
  finding: (call, { finding }) => {
    call.findings.set(finding.id, finding);
    if (call.findings.size > MAX_FINDINGS) call.findings.delete(call.findings.keys().next().value);
  },
  'finding-withdrawn': (call, { id }) => call.findings.delete(id),
  nudge: (call, message, now, isPresent) => {
    call.nudges.add(message, now, call.clock, isPresent);
    call.clock.note(message.at_ms, now, false);
  },
  'nudge-withdrawn': (call, { id }) => call.nudges.remove(id),
  state: (call, message, now, isPresent) => {
    call.state = message;
    call.clock.note(message.at_ms, now, isPresent);
    const mood = message.sentiment?.customer;
    if (typeof mood === 'number') call.moods.add(message.at_ms, mood);
  },
  'call-ended': end,
};

function hear(call, message, now, isPresent) {
  const { utterance, speaker, text, final } = message;
  if (!text) call.lines.delete(utterance);
  else if (final || !call.lines.get(utterance)?.final) call.lines.set(utterance, message);
  call.clock.note(message.end_ms, now, false);
  if (isPresent && text) call.heardAt[speaker] = final ? 0 : now;
  if (isPresent && text && final && call.clock.wallMs !== null) {
    call.delays.note(now - call.clock.wallMs - message.end_ms);
  }
  if (call.lines.size > MAX_LINES) call.lines.delete([...call.lines.values()].sort(byTime)[0].utterance);
}

function end(call, message, now) {
  call.phase = 'ended';
  call.report = message.report;
  call.ending = message; // its identity tells one ending from the next
  call.nudges.clear();
  if (call.report) call.clock.note(call.report.call.duration_ms, now, false);
  call.clock.stop();
}

/** The order of the conversation. */
export function byTime(a, b) {
  return a.start_ms - b.start_ms || a.speaker.localeCompare(b.speaker);
}
