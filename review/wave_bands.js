// Holds, overtalk and redacted spans, as bands over the waveforms, and as a list for the ear.

import { make, makeIcon } from './dom.js';
import { BANDS } from './call_strings.js';

/** Lay the bands over the waveforms. */
export function drawBands(box, { facts }) {
  const { durationMs } = facts;
  for (const [start, end] of facts.holds) {
    const band = place(
      make('div', 'band band-hold', makeIcon('hold'), make('span', 'band-text', BANDS.hold(end - start))),
      start,
      end,
      durationMs,
    );
    box.append(band);
  }
  for (const [start, end] of facts.overtalk)
    box.append(place(make('div', 'band band-overtalk'), start, end, durationMs));
  for (const { speaker, start_ms: start, end_ms: end } of facts.redactions) {
    const band = place(make('div', 'band band-redacted', makeIcon('redacted')), start, end, durationMs);
    band.dataset.speaker = speaker;
    box.append(band);
  }
}

/** Say where they are. */
export function listBands({ facts }) {
  const holds = facts.holds.map(([start, end]) => BANDS.holdAt(start, end));
  const overtalk = facts.overtalk.map(([start, end]) => BANDS.overtalkAt(start, end));
  const redacted = facts.redactions.map(({ speaker, start_ms: start, end_ms: end, kind }) =>
    BANDS.redactedAt(speaker, kind, start, end),
  );
  return make('ul', 'sr-only', ...[...holds, ...overtalk, ...redacted].map((text) => make('li', '', text)));
}

/** Put something where its time is. */
export function place(element, startMs, endMs, durationMs) {
  element.style.setProperty('left', `${(100 * startMs) / durationMs}%`);
  element.style.setProperty('width', `${(100 * (endMs - startMs)) / durationMs}%`);
  return element;
}
