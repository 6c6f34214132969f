// Where the marks of the time ruler stand.

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800].map((seconds) => seconds * SECOND);
const ROOM_PX = 64; // for a time and the air round it

/** The marks between two moments, in ms: the closest that have room for their times. */
export function ticksBetween(fromMs, toMs, pixelsPerMs) {
  const step = STEPS.find((one) => one * pixelsPerMs >= ROOM_PX) ?? 60 * MINUTE;
  const first = Math.ceil(fromMs / step);
  const last = Math.floor(toMs / step);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => (first + index) * step);
}
