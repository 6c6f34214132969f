// The advice that is alive, and which of it comes first.

const LATE_MS = 2_000; // an older nudge was missed, not just slow: it has less life left
const RANKS = ['info', 'notice', 'alert', 'critical'];

/** The nudges of a call.  `now` is Unix time in ms throughout. */
export class NudgeQueue {
  #nudges = new Map();
  #hushed = new Set();

  /** Take in a nudge; `clock` tells how old it is, `isPresent` whether it was missed. */
  add(message, now, clock, isPresent) {
    for (const [id, nudge] of this.#nudges) if (leftOf(nudge, now) <= 0) this.#nudges.delete(id);
    const age = clock.isFollowing ? 0 : clock.at(now) - message.at_ms;
    const life = age > LATE_MS ? message.lifetime_ms - age : message.lifetime_ms;
    this.#nudges.set(message.id, {
      ...message,
      expiresAt: now + life,
      pausedAt: this.#hushed.has(message.kind) ? now : null,
      wasMissed: !isPresent,
      until: message.at_ms + message.lifetime_ms,
    });
  }

  /** Those alive at `now`, the first to show first; `head`: audio time heard of. */
  at(now, head) {
    return [...this.#nudges.values()]
      .filter((nudge) => leftOf(nudge, now) > 0 && !this.#hushed.has(nudge.kind))
      .filter((nudge) => !(nudge.wasMissed && head > nudge.until))
      .sort((a, b) => rank(b) - rank(a) || b.at_ms - a.at_ms);
  }

  remove(id) {
    this.#nudges.delete(id);
  }

  clear() {
    this.#nudges.clear();
    this.#hushed.clear();
  }

  /** Stop the life of a nudge while somebody reads on. */
  pause(id, now) {
    const nudge = this.#nudges.get(id);
    if (nudge) nudge.pausedAt ??= now;
  }

  /** Let a nudge's life go on. */
  resume(id, now) {
    const nudge = this.#nudges.get(id);
    if (nudge?.pausedAt == null) return;
    nudge.expiresAt += now - nudge.pausedAt;
    nudge.pausedAt = null;
  }

  /** Show none of a kind, until further notice. */
  hush(kind, now) {
    this.#hushed.add(kind);
    for (const nudge of this.#ofKind(kind)) this.pause(nudge.id, now);
  }

  /** Show a kind again; what was hushed has the life left that it had. */
  unhush(kind, now) {
    this.#hushed.delete(kind);
    for (const nudge of this.#ofKind(kind)) this.resume(nudge.id, now);
  }

  #ofKind(kind) {
    return [...this.#nudges.values()].filter((nudge) => nudge.kind === kind);
  }
}

/** Milliseconds a nudge has left on the screen. */
export function leftOf(nudge, now) {
  return nudge.expiresAt - (nudge.pausedAt ?? now);
}

function rank(nudge) {
  return RANKS.indexOf(nudge.severity);
}
