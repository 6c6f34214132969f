// How far reviewers agree, question by question, in figures and in words.

import { make, makeIcon } from './dom.js';
import { CALIBRATIONS } from './strings.js';

/**
 * What kappa says in a word; the bounds are Landis and Koch's (Biometrics 33, 1977), the
 * two on top as one.
 */
export function wordOf({ kappa, share }) {
  if (share === null) return 'none';
  if (kappa === null) return 'same';
  if (kappa < 0) return 'less';
  if (kappa <= 0.2) return 'slight';
  if (kappa <= 0.4) return 'fair';
  return kappa <= 0.6 ? 'moderate' : 'strong';
}

/** Make the result of a closed calibration; `scorecard`: the session's, for the questions' texts. */
export function makeAgreement({ reviews, agreement, overall }, scorecard) {
  const texts = textsOf(scorecard, reviews);
  const rows = Object.entries(agreement).map(([question, found]) => {
    const answers = reviews.map(({ reviewer, scorecard: card }) => makeAnswer(reviewer, answersIn(card).get(question) ?? null));
    return make('li', 'question', make('h3', '', texts.get(question) ?? question), make('ul', 'question-answers', ...answers), makeFigures(found));
  });
  const whole = overall && make('li', 'question question-all', make('h3', '', CALIBRATIONS.all), makeFigures(overall));
  const parts = [make('ol', 'questions', ...(whole ? [whole] : []), ...rows)];
  if (overall) parts.push(make('p', 'hint', `${CALIBRATIONS.pairs(overall.pairs)}. ${CALIBRATIONS.about}`));
  return parts;
}

function makeFigures(found) {
  const word = wordOf(found);
  const figures = make('div', 'question-figures');
  figures.dataset.word = word;
  if (found.kappa !== null) figures.append(make('strong', '', CALIBRATIONS.kappa(found.kappa)));
  if (found.share !== null) figures.append(make('span', '', CALIBRATIONS.same(found.share)));
  figures.append(make('span', 'question-words', CALIBRATIONS.words[word]));
  return figures;
}

function makeAnswer(reviewer, answer) {
  const icon = answer === null ? [] : [makeIcon(`answer-${answer}`)];
  return make('li', '', make('span', 'question-reviewer', reviewer), ...icon, make('span', '', CALIBRATIONS.answer[answer] ?? CALIBRATIONS.unanswered));
}

function answersIn(card) {
  return new Map((card?.sections ?? []).flatMap(({ questions }) => questions.map(({ id, answer }) => [id, answer])));
}

function textsOf(scorecard, reviews) {
  const cards = [...reviews.map(({ scorecard: card }) => card), scorecard];
  return new Map(cards.flatMap((card) => (card?.sections ?? []).flatMap(({ questions }) => questions.filter(({ text }) => text).map(({ id, text }) => [id, text]))));
}
