// What is known of the call, made of the server's messages.

import { AudioClock } from './clock.js';

const MAX_LINES = 60; // utterances kept for the screen
const LATE_MS = 2_000; // an older nudge was missed, not just slow: it has less life left
const RANKS = ['info', 'notice', 'alert', 'critical'];

/** One call as the page knows it. `phase`: waiting, live or ended. */
export class Call {
  constructor() {
    this.clock = new AudioClock();
    this.begin(null, null);
  }

  begin(id, wallMs) {
    this.id = id;
    this.seq = 0;
    this.phase = id === null ? 'waiting' : 'live';
    this.clock.start(wallMs);
    this.lines = new Map();
    this.nudges = new Map();
    this.findings = new Map();
    this.state = null;
    this.report = null;
  }

  /**
   * Take in a message that came at `now` (Unix time).
   * `isPresent`: false for those that were missed and are made up for.
   */
  apply(message, now, isPresent) {
    if (message.type === 'call-started') this.begin(message.call, message.wall_ms);
    else if (message.call !== this.id) this.begin(message.call, null);
    this.seq = Math.max(this.seq, message.seq);
    switch (message.type) {
      case 'transcript': this.#hear(message, now); break;
      case 'finding': this.findings.set(message.finding.id, message.finding); break;
      case 'finding-withdrawn': this.findings.delete(message.id); break;
      case 'nudge': this.#advise(message, now, isPresent); break;
      case 'nudge-withdrawn': this.nudges.delete(message.id); break;
      case 'state':
        this.state = message;
        this.clock.note(message.at_ms, now, isPresent);
        break;
      case 'call-ended': this.#end(message, now); break;
    }
  }

  /** The nudges that are alive at `now`, the one to show first. */
  nudgesAt(now) {
    const head = this.clock.head;
    return [...this.nudges.values()]
      .filter((nudge) => leftOf(nudge, now) > 0 && !(nudge.wasMissed && head > nudge.until))
      .sort((a, b) => rank(b) - rank(a) || b.at_ms - a.at_ms);
  }

  /** Take a nudge off the screen. */
  settle(id) {
    this.nudges.delete(id);
  }

  /** Take all nudges of a kind off the screen. */
  settleKind(kind) {
    for (const nudge of this.nudges.values()) if (nudge.kind === kind) this.nudges.delete(nudge.id);
  }

  #hear(message, now) {
    const { utterance, text, final } = message;
    if (!text) this.lines.delete(utterance);
    else if (final || !this.lines.get(utterance)?.final) this.lines.set(utterance, message);
    this.clock.note(message.end_ms, now, false);
    if (this.lines.size > MAX_LINES) {
      const [first] = [...this.lines.values()].sort(byTime);
      this.lines.delete(first.utterance);
    }
  }

  #advise(message, now, isPresent) {
    const age = this.clock.isFollowing ? 0 : this.clock.at(now) - message.at_ms;
    const life = age > LATE_MS ? message.lifetime_ms - age : message.lifetime_ms;
    this.nudges.set(message.id, {
      ...message,
      expiresAt: now + life,
      wasMissed: !isPresent,
      until: message.at_ms + message.lifetime_ms,
    });
    this.clock.note(message.at_ms, now, false);
  }

  #end(message, now) {
    this.phase = 'ended';
    this.report = message.report;
    this.nudges.clear();
    if (this.report) this.clock.note(this.report.call.duration_ms, now, false);
    this.clock.stop();
  }
}

/** Milliseconds a nudge has left on the screen. */
export function leftOf(nudge, now) {
  return nudge.expiresAt - now;
}

/** The order of the conversation. */
export function byTime(a, b) {
  return a.start_ms - b.start_ms || a.speaker.localeCompare(b.speaker);
}

function rank(nudge) {
  return RANKS.indexOf(nudge.severity);
}
