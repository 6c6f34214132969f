// What the answers of a scorecard are worth: as the server reckons, shown while it is filled in.

export const ANSWERS = ['yes', 'no', 'not-applicable'];

/** The answer that counts: the reviewer's own, or else what the findings give; null while open. */
export function answerOf(question, answers, prefilled) {
  return answers[question]?.answer ?? prefilled[question]?.answer ?? null;
}

/** The weighted share of yes in what applies and is answered, 0..100, or null. */
export function scoreOf(scorecard, answers, prefilled) {
  let [won, whole] = [0, 0];
  for (const { questions } of scorecard.sections) {
    for (const { id, weight } of questions) {
      const answer = answerOf(id, answers, prefilled);
      if (answer !== 'yes' && answer !== 'no') continue;
      whole += weight;
      if (answer === 'yes') won += weight;
    }
  }
  return whole ? Math.round((1000 * won) / whole) / 10 : null;
}

/** How many questions wait for an answer. */
export function openIn(scorecard, answers, prefilled) {
  return scorecard.sections
    .flatMap(({ questions }) => questions)
    .filter(({ id }) => answerOf(id, answers, prefilled) === null).length;
}
