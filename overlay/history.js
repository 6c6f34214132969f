// Figures over the call, in bounded room.

const MAX_POINTS = 96; // two pixels each, in the widest window
const MAX_DELAYS = 7; // about half a minute of talk

/** How the caller seemed, point after point: `{at, value}`, −1..1, in audio time (ms). */
export class MoodLine {
  points = [];
  version = 0;

  /** Add a value; one that is the same as the last only makes the line longer. */
  add(at, value) {
    const { points } = this;
    const last = points.at(-1);
    if (last && at < last.at) return;
    if (points.length > 1 && last.value === value && points.at(-2).value === value) last.at = at;
    else points.push({ at, value });
    if (points.length > MAX_POINTS) this.points = halved(points);
    this.version += 1;
  }
}

/** The newest point is kept as it is, of the others every pair becomes one. */
function halved(points) {
  const pairs = [];
  for (let index = 0; index + 1 < points.length - 1; index += 2) {
    const [one, other] = [points[index], points[index + 1]];
    // The stronger feeling of the two is the one to be remembered.
    pairs.push(Math.abs(one.value) > Math.abs(other.value) ? one : other);
  }
  return [...pairs, points.at(-1)];
}

/** How far behind life the words come. */
export class Delays {
  #recent = [];

  /** Note that words came `ms` after they were said. */
  note(ms) {
    this.#recent = [...this.#recent, Math.max(0, ms)].slice(-MAX_DELAYS);
  }

  /** The median of the last few, in ms; null before any. */
  get median() {
    const sorted = [...this.#recent].sort((a, b) => a - b);
    return sorted.length ? sorted[sorted.length >> 1] : null;
  }
}
