// How the caller seems and who talks: hints, kept small.

import { byId, setIcon, setText, show } from './dom.js';
import { MOODS, TALK } from './strings.js';

const TENSE = -0.1;
const HAPPY = 0.35;
const ENOUGH_MS = 20_000; // of talk, before a share of it means anything

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

/** Show the agent's share of the talk. */
export function renderTalk(talk) {
  const isKnown = Boolean(talk) && talk.agent_share !== null && talk.agent_ms + talk.customer_ms >= ENOUGH_MS;
  show(byId('talk'), isKnown);
  if (!isKnown) return;
  const percent = Math.round(100 * talk.agent_share);
  setText(byId('talk-text'), TALK.share(percent));
  byId('talk-share').style.setProperty('width', `${percent}%`);
}
