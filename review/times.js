// Times of a call as they are written and read.

/** Minutes and seconds, and hours where there are some: 74,000 ms are "1:14". */
export function minutes(ms) {
  const seconds = Math.floor(Math.max(0, ms) / 1000);
  const [hours, rest] = [Math.floor(seconds / 3600), seconds % 3600];
  const tail = String(rest % 60).padStart(2, '0');
  const middle = Math.floor(rest / 60);
  return hours ? `${hours}:${String(middle).padStart(2, '0')}:${tail}` : `${middle}:${tail}`;
}

/** A moment to the tenth of a second, as it is written in a field: "1:14.2". */
export function clock(ms) {
  const tenths = Math.round(Math.max(0, ms) / 100);
  return `${minutes(tenths * 100)}.${tenths % 10}`;
}

/** The milliseconds of "1:14.2", "74.2" or "1:02:03"; null of what is no time. */
export function msOf(text) {
  if (!/^\s*(\d+:)?(\d+:)?\d+([.,]\d{1,3})?\s*$/.test(text)) return null;
  const seconds = text
    .trim()
    .replace(',', '.')
    .split(':')
    .reduce((whole, part) => whole * 60 + Number(part), 0);
  return Math.round(seconds * 1000);
}

/** How long something lasts: "28 s", "0.9 s", "2 min 7 s". */
export function lasting(ms) {
  if (ms < 9_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 100) return `${seconds} s`;
  const [hours, rest] = [Math.floor(seconds / 3600), seconds % 3600];
  if (hours) return `${hours} h ${Math.round(rest / 60)} min`;
  return rest % 60 ? `${Math.floor(rest / 60)} min ${rest % 60} s` : `${rest / 60} min`;
}

export const span = (startMs, endMs) => `${minutes(startMs)} – ${minutes(endMs)} (${lasting(endMs - startMs)})`;
