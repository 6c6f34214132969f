// What is being reviewed: where the reviewer is, and what has been said of the call so far.

import { neighbour, readCall } from './call_facts.js';

/** Tells its listeners by topic: `current`, `verdicts`, `missed`, `reviews`, `messages`, `mark`. */
export class CallState {
  #listeners = new Map();

  constructor(data, { uid, me, kinds, scorecard }) {
    this.uid = uid;
    this.me = me;
    this.kinds = kinds ?? {};
    this.scorecard = scorecard ?? { sections: [] };
    this.facts = readCall(data);
    this.verdicts = data.verdicts ?? [];
    this.missed = data.missed ?? [];
    this.reviews = data.reviews ?? [];
    this.messages = data.messages ?? [];
    this.current = null; // a finding's id
    this.mark = null; // {startMs, endMs}: what is about to be added
  }

  on(topic, act) {
    const acts = this.#listeners.get(topic) ?? [];
    this.#listeners.set(topic, [...acts, act]);
  }

  tell(topic) {
    for (const act of this.#listeners.get(topic) ?? []) act();
  }

  findingOf(id) {
    return this.facts.findings.find((one) => one.id === id) ?? null;
  }

  /** What a kind is called: by the server, or else its own name in words. */
  titleOf(kind) {
    return this.kinds[kind]?.title ?? kind.replaceAll('-', ' ').replace(/^./, (letter) => letter.toUpperCase());
  }

  definitionOf(kind) {
    return this.facts.definitions[kind] ?? this.kinds[kind]?.definition ?? '';
  }

  /** Make a finding the current one; null for none. */
  select(id) {
    if (this.current === id) return;
    this.current = id;
    this.tell('current');
  }

  neighbour(ms, by) {
    return neighbour(this.facts.findings, this.current, ms, by);
  }

  /** My verdict of a finding, or null. */
  mine(finding) {
    return this.verdicts.find((one) => one.finding === finding && one.reviewer === this.me) ?? null;
  }

  others(finding) {
    return this.verdicts.filter((one) => one.finding === finding && one.reviewer !== this.me);
  }

  /** Put my verdict of a finding in its place; null takes it away. */
  setMine(finding, verdict) {
    this.verdicts = this.verdicts.filter((one) => one.finding !== finding || one.reviewer !== this.me);
    if (verdict) this.verdicts.push({ at: null, ...verdict, finding, reviewer: this.me });
    this.tell('verdicts');
  }

  get judged() {
    return this.facts.findings.filter(({ id }) => this.mine(id)).length;
  }

  /** Whether this call is to be scored without a look at what others hold. */
  get isBlind() {
    const { calibration } = this.facts;
    return Boolean(calibration?.mine && !calibration.is_closed);
  }

  /** My scorecard: in a calibration the one that belongs to it. */
  get myReview() {
    const isMine = ({ reviewer, is_calibration: isCalibration = false }) =>
      reviewer === this.me && isCalibration === this.isBlind;
    return this.reviews.find(isMine) ?? null;
  }

  setMark(mark) {
    this.mark = mark;
    this.tell('mark');
  }
}
