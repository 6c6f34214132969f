// A call as the page needs it, from the server's answer.  Nothing here touches the document.

import { dispensable } from './silences.js';

export const SEVERITIES = ['info', 'notice', 'alert', 'critical'];

/** Everything about a call that does not change while it is reviewed. */
export function readCall(data) {
  const { report, call } = data;
  const holds = report.holds.map(({ start_ms: start, end_ms: end }) => [start, end]);
  const findings = [...report.findings].sort((a, b) => a.start_ms - b.start_ms || a.end_ms - b.end_ms);
  return {
    call,
    report,
    findings,
    holds,
    durationMs: call.duration_ms,
    utterances: [...report.utterances].sort((a, b) => a.start_ms - b.start_ms),
    words: data.words ?? {},
    segments: data.segments,
    overtalk: data.overtalk ?? [],
    redactions: data.redactions ?? [],
    definitions: data.definitions ?? {},
    audio: data.audio,
    peaks: data.peaks,
    prefilled: data.prefilled ?? {},
    calibration: data.calibration,
    share: data.share,
    may: data.may,
    spans: dispensable(data.segments, holds, call.duration_ms),
  };
}

/** What a finding stands on: utterances of its evidence, or else those of its speaker in its time. */
export function evidenceOf(finding, utterances) {
  const named = new Set(namesIn(finding.evidence));
  const found = utterances.filter(({ id }) => named.has(id));
  if (found.length) return found;
  return utterances.filter(
    ({ speaker, start_ms: start, end_ms: end }) =>
      start < finding.end_ms && end > finding.start_ms && (!finding.speaker || speaker === finding.speaker),
  );
}

/** The customer's sentiment over the call: `[{ms, value}]` in order. */
export function sentimentOf(utterances) {
  return utterances
    .filter(({ speaker, sentiment }) => speaker === 'customer' && sentiment !== null && sentiment !== undefined)
    .map(({ start_ms: start, end_ms: end, sentiment }) => ({ ms: (start + end) / 2, value: sentiment }));
}

/** The utterances that are being said at a moment, and the last that began. */
export function saidAt(utterances, ms) {
  let [low, high] = [0, utterances.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (utterances[middle].start_ms <= ms) low = middle + 1;
    else high = middle;
  }
  const last = low - 1;
  const now = [];
  // Both may speak, and one of them longer than what the other says in it.
  for (let index = last; index >= 0 && index > last - 8; index -= 1) {
    if (utterances[index].end_ms > ms) now.push(index);
  }
  return { now, last };
}

/** The finding to go to from a moment: the next (1) or the one before (−1), or null. */
export function neighbour(findings, current, ms, by) {
  const index = findings.findIndex(({ id }) => id === current);
  if (index >= 0) return findings[index + by] ?? null;
  if (by > 0) return findings.find(({ start_ms: start }) => start > ms) ?? null;
  return findings.findLast(({ start_ms: start }) => start < ms) ?? null;
}

/** What is disputed and not answered since: findings, and null for the whole. */
export function openDisputes(messages) {
  const open = new Set();
  for (const { kind, finding } of messages) {
    if (kind === 'dispute') open.add(finding);
    else if (kind === 'answer') open.delete(finding);
  }
  return [...open];
}

function namesIn(value) {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(namesIn);
  return value && typeof value === 'object' ? Object.values(value).flatMap(namesIn) : [];
}
