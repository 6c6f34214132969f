// What a listener can do without: nobody speaks, or the customer waits.

const LONG_MS = 1_500; // shorter pauses belong to how people talk
const LEAD_MS = 400; // this much is heard before somebody speaks again

/**
 * Where to jump over, `[[from, to]]` in order: silences of both, and holds.
 *
 * `segments`: of each speaker, `[[start, end]]` in order; `holds`: the same.
 */
export function dispensable(segments, holds, durationMs) {
  const spoken = joined([...segments.agent, ...segments.customer]);
  const silences = [];
  let end = 0;
  for (const [start, until] of [...spoken, [durationMs, durationMs]]) {
    if (start - end >= LONG_MS) silences.push([end, start]);
    end = Math.max(end, until);
  }
  return joined([...silences, ...holds])
    .map(([from, to]) => [from, to - LEAD_MS])
    .filter(([from, to]) => to - from >= LONG_MS - LEAD_MS);
}

/** Where to go on from a moment in one of them, or null. */
export function afterSilence(spans, ms) {
  let [low, high] = [0, spans.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (spans[middle][1] <= ms) low = middle + 1;
    else high = middle;
  }
  return low < spans.length && spans[low][0] <= ms ? spans[low][1] : null;
}

/** Spans in order, those that touch made one. */
export function joined(spans) {
  const whole = [];
  for (const [start, end] of [...spans].sort((a, b) => a[0] - b[0])) {
    const last = whole.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else whole.push([start, end]);
  }
  return whole;
}
