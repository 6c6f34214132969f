// The strip of a call: who spoke when, the holds, and where the findings are.
//
//        ▲  ◆          ▲      findings: the shape tells the severity, as the colour does
//     ▂▆▇ ▂▃ ▆▇▇ ░░░░ ▂▅      agent, upwards
//     ─────────────░░░░───
//     ▇▂   ▆▇▁  ▂▇ ░░░░ ▂      customer, downwards; ░ a hold

import { svg } from './dom.js';
import { STRIP, minutes } from './strings.js';

export const SEVERITIES = ['info', 'notice', 'alert', 'critical'];

const HALF = 14; // of the picture's height, in its own units
const LEAST = 1.6; // of a step in which somebody hardly spoke, so that it is seen
const NEAR = 1.6; // percent: marks nearer than this are one
const TOLD = 6; // findings that are told one by one

/** Make the picture of a strip, its text alternative included; `kinds`: the session's. */
export function makeStrip(strip, { durationMs, kinds }) {
  const percent = (ms) => Math.max(0, Math.min(100, (100 * ms) / Math.max(1, durationMs)));
  const across = (startMs, endMs) => ({ x: `${percent(startMs)}%`, width: `${Math.max(0.3, percent(endMs) - percent(startMs))}%` });
  const steps = Math.max(strip.agent.length, strip.customer.length, 1);
  const picture = svg('svg', { class: 'strip-picture', role: 'img', 'aria-label': told(strip, durationMs, kinds) });
  for (const [start, end] of strip.holds) picture.append(svg('rect', { class: 'strip-hold', y: 11, height: 2 * HALF, ...across(start, end) }));
  for (const [start, end, , severity] of strip.findings) {
    picture.append(svg('rect', { class: 'strip-span', 'data-severity': severity, y: 11, height: 2 * HALF, ...across(start, end) }));
  }
  // Steps are stretched to the width there is; marks, beside this, are not.
  const speech = svg('svg', { class: 'strip-speech', y: 11, width: '100%', height: 2 * HALF, viewBox: `0 0 ${steps} ${2 * HALF}`, preserveAspectRatio: 'none' });
  speech.append(
    svg('path', { class: 'strip-agent', d: barsOf(strip.agent, -1) }),
    svg('path', { class: 'strip-customer', d: barsOf(strip.customer, 1) }),
  );
  picture.append(speech, svg('rect', { class: 'strip-middle', x: 0, y: 11 + HALF - 0.5, width: '100%', height: 1 }));
  for (const { at, severity } of marksOf(strip.findings, percent)) {
    const mark = svg('g', { class: 'strip-mark', 'data-severity': severity });
    mark.append(
      svg('rect', { class: 'strip-stem', x: `${at}%`, y: 9, width: 1.4, height: 2 * HALF + 2, transform: 'translate(-0.7 0)' }),
      svg('use', { href: `#mark-${severity}`, x: `${at}%`, y: 0, width: 10, height: 10, transform: 'translate(-5 0)' }),
    );
    picture.append(mark);
  }
  return picture;
}

/** The bars of a speaker as a path: `tenths` a digit a step, `way` −1 up, 1 down. */
export function barsOf(tenths, way) {
  let path = '';
  for (let at = 0; at < tenths.length; ) {
    let end = at + 1;
    while (end < tenths.length && tenths[end] === tenths[at]) end += 1;
    const share = Number(tenths[at]) / 9;
    if (share > 0) {
      const height = way * (LEAST + share * (HALF - LEAST - 1));
      path += `M${at} ${HALF}v${height.toFixed(1)}h${end - at}v${(-height).toFixed(1)}z`;
    }
    at = end;
  }
  return path;
}

/** Where marks are, in percent: findings close together are one, of the gravest of them. */
export function marksOf(findings, percent) {
  const marks = [];
  for (const [startMs, , , severity] of [...findings].sort(([one], [other]) => one - other)) {
    const at = percent(startMs);
    const last = marks.at(-1);
    if (!last || at - last.at > NEAR) marks.push({ at, severity });
    else if (SEVERITIES.indexOf(severity) > SEVERITIES.indexOf(last.severity)) last.severity = severity;
  }
  return marks;
}

function told(strip, durationMs, kinds) {
  const share = (tenths) => Math.round((100 * [...tenths].reduce((sum, digit) => sum + Number(digit), 0)) / (9 * Math.max(1, tenths.length)));
  const heldMs = strip.holds.reduce((sum, [start, end]) => sum + end - start, 0);
  const findings = [...strip.findings].sort(([one], [other]) => one - other);
  return STRIP.told({
    length: minutes(durationMs),
    agent: share(strip.agent),
    customer: share(strip.customer),
    holds: strip.holds.length,
    held: minutes(heldMs),
    findings: findings.slice(0, TOLD).map(([startMs, , kind, severity]) => [kinds[kind]?.title ?? kind, severity, minutes(startMs)]),
    more: Math.max(0, findings.length - TOLD),
  });
}
