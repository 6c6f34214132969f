// Why a nudge is there: the words and times that it stands on.

import { byTime } from './state.js';
import { WHY, minutes } from './strings.js';

const MAX_QUOTES = 3;
const PREFIX = 'nudge-';

/** The finding that a nudge is about, or null: a nudge's id is made of the finding's. */
export function findingOf(nudge, findings) {
  if (!nudge.id.startsWith(PREFIX)) return null;
  const id = nudge.id.slice(PREFIX.length);
  // A finding's own id may end in a number, so the whole comes first.
  return findings.get(id) ?? findings.get(id.replace(/-\d+$/, '')) ?? null;
}

/** `{text, quotes: [{speaker, atMs, text}]}` for a nudge, or null where nothing is known. */
export function reasonsFor(nudge, call) {
  const finding = findingOf(nudge, call.findings);
  if (finding) return { text: textOf(finding), quotes: quotesOf(finding, call.lines) };
  const hold = call.state?.hold;
  if (hold && nudge.kind.startsWith('hold')) {
    const say = hold.promised_ms == null ? WHY.holdLimit : WHY.holdPromise;
    return { text: say(minutes(hold.start_ms), minutes(hold.limit_ms)), quotes: [] };
  }
  return null;
}

/** A plain word where the engine's explanation is for those who check its figures. */
function textOf(finding) {
  return Object.hasOwn(WHY.kinds, finding.kind) ? WHY.kinds[finding.kind] : (finding.explanation ?? '');
}

/** The utterances that a finding names, or lies in; else the words it holds itself. */
export function quotesOf(finding, lines) {
  const evidence = finding.evidence ?? {};
  const named = new Set(
    [evidence.utterance, evidence.utterances, Object.values(evidence.heard ?? {})].flat(2).filter(Boolean),
  );
  const until = finding.end_ms ?? finding.at_ms;
  const all = [...lines.values()];
  const meant = named.size
    ? all.filter((line) => named.has(line.utterance))
    : all.filter((line) => line.start_ms < until && line.end_ms > finding.start_ms);
  const quotes = meant
    .sort(byTime)
    .slice(-MAX_QUOTES)
    .map((line) => ({ speaker: line.speaker, atMs: line.start_ms, text: line.text }));
  const words = evidence.words ?? evidence.text;
  if (quotes.length || typeof words !== 'string' || !words) return quotes;
  return [{ speaker: finding.speaker, atMs: finding.start_ms, text: words }];
}
