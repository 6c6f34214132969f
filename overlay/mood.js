// How the caller seems, who talks and how fast: hints, kept small.  Never the analyst's mood.

import { byId, setAttribute, setIcon, setText, show } from './dom.js';
import { MOODS, MOOD_LINE, TALK } from './strings.js';

const TENSE = -0.1;
const HAPPY = 0.35;
const ENOUGH_MS = 20_000; // of talk, before a share of it or a line means anything
const WIDTH = 60; // of the line's picture, see index.html
const HEIGHT = 16;
const TOLD = 4; // turns of the mood that the text alternative tells

/** The word for a customer's sentiment, or null while nothing is known. */
export function moodOf(sentiment) {
  if (!sentiment || (sentiment.customer === null && !sentiment.upset)) return null;
  if (sentiment.upset) return 'upset';
  if (sentiment.customer <= TENSE) return 'tense';
  return sentiment.customer >= HAPPY ? 'happy' : 'calm';
}

/** Show how the caller seems. */
export function renderMood(sentiment) {
  const mood = moodOf(sentiment);
  const box = byId('mood');
  show(box, mood !== null);
  if (mood === null) return;
  box.dataset.mood = mood;
  setIcon(box.querySelector('.icon'), mood);
  setText(byId('mood-text'), MOODS[mood]);
}

/** Show how the caller seemed over the call; `moods` as in history.js, or null. */
export function renderMoodLine(moods) {
  const line = byId('mood-line');
  const points = moods?.points ?? [];
  const [first, last] = [points[0]?.at, points.at(-1)?.at];
  const isLine = last - first >= ENOUGH_MS;
  show(line, isLine);
  if (!isLine) return;
  const x = (at) => (WIDTH * (at - first)) / (last - first);
  const y = (value) => HEIGHT / 2 - (HEIGHT / 2 - 1.5) * Math.max(-1, Math.min(1, value));
  const drawn = points.map(({ at, value }) => `${x(at).toFixed(1)},${y(value).toFixed(1)}`);
  setAttribute(byId('mood-points'), 'points', drawn.join(' '));
  const [endX, endY] = drawn.at(-1).split(',');
  setAttribute(byId('mood-now'), 'cx', endX);
  setAttribute(byId('mood-now'), 'cy', endY);
  setAttribute(line, 'aria-label', MOOD_LINE(turnsOf(points)));
}

/** The last turns of the mood, as words. */
function turnsOf(points) {
  const words = points.map(({ value }) => MOODS[moodOf({ customer: value, upset: false })]);
  return words.filter((word, index) => word !== words[index - 1]).slice(-TOLD);
}

/** Show the agent's share of the talk, and their pace. */
export function renderTalk(talk) {
  const isKnown = Boolean(talk) && talk.agent_share !== null && talk.agent_ms + talk.customer_ms >= ENOUGH_MS;
  const pace = talk?.words_per_minute?.agent ?? null;
  show(byId('talk'), isKnown);
  show(byId('pace'), pace !== null);
  if (pace !== null) setText(byId('pace-value'), TALK.pace(Math.round(pace)));
  if (!isKnown) return;
  const percent = Math.round(100 * talk.agent_share);
  setText(byId('talk-text'), TALK.share(percent));
  byId('talk-share').style.setProperty('width', `${percent}%`);
}
