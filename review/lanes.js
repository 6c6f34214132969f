// Where flags stand so that none covers another.

/**
 * Put flags into lanes, each into the first in which it has room.
 *
 * `flags`: in order of `x`, the left edge in pixels, with their `width`; `total`: how wide
 * all is, beyond which no flag may reach.  Returns as many `{lane, x}`, and how many lanes.
 */
export function inLanes(flags, total, gap = 3) {
  const ends = []; // by lane, where its last flag ends
  const places = flags.map(({ x, width }) => {
    const left = Math.max(0, Math.min(x, total - width));
    const free = ends.findIndex((end) => end + gap <= left);
    const lane = free < 0 ? ends.length : free;
    ends[lane] = left + width;
    return { lane, x: left };
  });
  return { places, count: ends.length };
}
