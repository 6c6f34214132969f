// The time below the waveforms.

import { make } from './dom.js';
import { ticksBetween } from './ruler.js';
import { minutes } from './times.js';

const END_PX = 34; // a time so near the end would be cut off

/** Draw the marks of a part of the call. */
export function drawRuler(box, { fromMs, toMs, pixelsPerMs, durationMs }) {
  const marks = ticksBetween(Math.max(0, fromMs), toMs, pixelsPerMs)
    .filter((ms) => (durationMs - ms) * pixelsPerMs > END_PX)
    .map((ms) => {
      const mark = make('span', 'wave-tick', minutes(ms));
      mark.style.setProperty('left', `${(100 * ms) / durationMs}%`);
      return mark;
    });
  box.replaceChildren(...marks);
}
