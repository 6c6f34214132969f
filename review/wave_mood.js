// The customer's sentiment as a line below the waveforms.  Never the agent's.

import { svg } from './dom.js';
import { MOOD } from './call_strings.js';
import { sentimentOf } from './call_facts.js';

const HEIGHT = 40;
const EDGE = 3;

/** Draw the line, and say it in words. */
export function drawMood(box, { utterances, durationMs }) {
  const points = sentimentOf(utterances);
  const picture = svg('svg', {
    class: 'mood',
    viewBox: `0 0 1000 ${HEIGHT}`,
    preserveAspectRatio: 'none',
    role: 'img',
    'aria-label': spoken(points),
  });
  picture.append(svg('path', { class: 'mood-middle', d: `M0 ${y(0)}H1000` }));
  if (points.length) {
    const drawn = points.map(({ ms, value }) => `${((1000 * ms) / durationMs).toFixed(2)} ${y(value).toFixed(1)}`);
    const [firstX, lastX] = [drawn[0], drawn.at(-1)].map((point) => point.split(' ')[0]);
    picture.append(
      svg('path', { class: 'mood-area', d: `M${firstX} ${y(0)}L${drawn.join('L')}L${lastX} ${y(0)}Z` }),
      svg('path', { class: 'mood-line', d: `M${drawn.join('L')}` }),
    );
  }
  box.append(picture);
}

function y(value) {
  return HEIGHT / 2 - (HEIGHT / 2 - EDGE) * Math.max(-1, Math.min(1, value));
}

function spoken(points) {
  if (!points.length) return MOOD.none;
  const lowest = points.reduce((worst, one) => (one.value < worst.value ? one : worst));
  return MOOD.line(lowest.value, lowest.ms, points.at(-1).value);
}
