// What time it is in the call.

const AHEAD_MS = 2_000; // further than this ahead of the wall, the audio runs faster than life
const BEHIND_MS = 5_000; // further behind than this, it runs slower, or stands
const COAST_MS = 1_500; // how far to run on from the last word when the wall is no guide

/**
 * Estimates audio time, in milliseconds.
 *
 * At speed 1 audio time zero is a moment on the wall, `wallMs`, and the estimate is good
 * even when no message comes. As soon as messages disagree (a replay as fast as possible,
 * a transcript that is read slowly) it follows the messages instead.
 */
export class AudioClock {
  constructor() {
    this.start(null);
  }

  /** Begin a call whose audio began at `wallMs` (Unix time), or null before any. */
  start(wallMs) {
    this.wallMs = wallMs;
    this.head = 0; // the latest audio time heard of
    this.headAt = 0; // when, on the wall, it was
    this.stopped = false;
    this.isFollowing = wallMs === null;
  }

  /**
   * Take note of a message about audio time `atMs` that came at `now` (Unix time).
   * `isPresent`: the message is about the present, not one of those that were missed.
   */
  note(atMs, now, isPresent) {
    if (atMs >= this.head) {
      this.head = atMs;
      this.headAt = now;
    }
    if (this.wallMs === null) return;
    const behind = now - this.wallMs - atMs;
    if (behind < -AHEAD_MS) this.isFollowing = true;
    else if (isPresent) this.isFollowing = behind > BEHIND_MS;
  }

  /** End the call: time stands at the last word. */
  stop() {
    this.stopped = true;
  }

  /** The audio time at `now` (Unix time), never earlier than the latest heard of. */
  at(now) {
    if (this.stopped) return this.head;
    if (this.isFollowing) return this.head + Math.min(COAST_MS, Math.max(0, now - this.headAt));
    return Math.max(this.head, now - this.wallMs);
  }
}
