// The scorecard: filled in from the findings, corrected by the reviewer, saved as they go.

import { freshId, make, makeField, makeIcon, setText, show } from './dom.js';
import { makeButton, makeNote } from './call_dom.js';
import { ANSWER_NAMES, SCORECARD } from './call_strings.js';
import { ANSWERS, answerOf, openIn, scoreOf } from './score.js';
import { minutes } from './times.js';

const WRITING_MS = 700; // after the last letter of a comment

/** One reviewer's scorecard; `acts`: `{save, submit, reopen, pick, seek, confirm}`. */
export class Scorecard {
  #state;
  #acts;
  #answers;
  #comment;
  #rows = new Map();
  #timer = 0;
  #isDirty = false;
  #saving = Promise.resolve();
  #score = make('output', 'score-value');
  #open = make('p', 'score-open');
  #saved = make('p', 'score-saved');
  #fields = make('fieldset', 'card-fields');
  #box;
  #submit;
  #reopen;

  constructor({ state, acts }) {
    this.#state = state;
    this.#acts = acts;
    const mine = state.myReview;
    this.#answers = structuredClone(mine?.answers ?? {});
    this.#comment = mine?.comment ?? '';
    this.#saved.setAttribute('role', 'status');
    this.element = make('div', 'scorecard', ...this.#others());
    if (!state.facts.may.review) {
      if (!this.element.children.length) this.element.append(make('p', 'panel-none', SCORECARD.notYet));
      return;
    }
    this.element.prepend(this.#mine());
    state.on('reviews', () => this.#show());
    this.#show();
  }

  /** Save what is not saved yet. */
  flush() {
    clearTimeout(this.#timer);
    if (this.#isDirty) this.#save();
    return this.#saving;
  }

  #mine() {
    const { sections } = this.#state.scorecard;
    const label = make('span', 'score-label', SCORECARD.score);
    this.#submit = makeButton('button button-main', {
      icon: 'acknowledge',
      text: SCORECARD.submit,
      press: () => this.#send(),
    });
    this.#reopen = makeButton('button', { icon: 'undo', text: SCORECARD.reopen, press: () => this.#acts.reopen() });
    const head = make(
      'div',
      'score-head',
      make('div', 'score', label, this.#score),
      make('div', 'score-state', this.#open, this.#saved),
      this.#submit,
      this.#reopen,
    );
    this.#fields.append(
      make('legend', 'sr-only', SCORECARD.title),
      ...sections.map((section) => this.#section(section)),
    );
    this.#box = makeNote({ rows: 3, value: this.#comment, maxLength: 4000 });
    this.#box.addEventListener('input', () => {
      this.#comment = this.#box.value;
      this.#touch(WRITING_MS);
    });
    this.#fields.append(makeField(SCORECARD.comment, this.#box));
    const none = sections.length ? [] : [make('p', 'panel-none', SCORECARD.none)];
    return make('div', 'score-mine', head, ...none, this.#fields);
  }

  #section({ title, questions }) {
    return make(
      'section',
      'score-section',
      make('h3', 'score-title', title),
      ...questions.map((question) => this.#question(question)),
    );
  }

  #question({ id, text, weight }) {
    const label = make('p', 'question-text', text);
    label.id = freshId('question');
    const name = freshId('answer');
    const radios = ANSWERS.map((answer) => this.#radio(name, id, answer));
    const group = make('div', 'answers', ...radios.map(({ element }) => element));
    group.setAttribute('role', 'radiogroup');
    group.setAttribute('aria-labelledby', label.id);
    const back = makeButton('link-button question-back', { text: SCORECARD.back, press: () => this.#answer(id, null) });
    const comment = makeNote({ rows: 2, value: this.#answers[id]?.comment ?? '', maxLength: 2000 });
    comment.setAttribute('aria-label', SCORECARD.commentOn(text));
    comment.addEventListener('input', () => this.#remark(id, comment.value));
    comment.hidden = !comment.value;
    const add = makeButton('link-button', {
      text: SCORECARD.addComment,
      press: () => {
        show(comment, true);
        show(add, false);
        comment.focus();
      },
    });
    add.hidden = !comment.hidden;
    const why = make('p', 'question-why');
    const prefill = this.#state.facts.prefilled[id];
    if (prefill)
      why.append(
        make('span', '', SCORECARD.suggested(ANSWER_NAMES[prefill.answer] ?? null, prefill.why)),
        ...this.#moments(prefill),
      );
    const head = make('div', 'question-head', label, make('span', 'question-weight', SCORECARD.weight(weight)));
    this.#rows.set(id, { radios, back });
    return make(
      'div',
      'question',
      head,
      make('div', 'question-row', group, make('p', 'question-acts', add, back)),
      why,
      comment,
    );
  }

  #radio(name, id, answer) {
    const input = make('input', 'sr-only');
    Object.assign(input, { type: 'radio', name, value: answer, id: freshId('radio') });
    input.addEventListener('change', () => input.checked && this.#answer(id, answer));
    const label = make('label', 'answer', input, makeIcon(`answer-${answer}`), make('span', '', ANSWER_NAMES[answer]));
    label.dataset.answer = answer;
    return { input, element: label, answer };
  }

  /** Where the answer comes from: findings and utterances, each with its moment. */
  #moments({ findings = [], utterances = [] }) {
    const { facts } = this.#state;
    const found = findings.map((id) => this.#state.findingOf(id)).filter(Boolean);
    const said = facts.utterances.filter(({ id }) => utterances.includes(id));
    const toFinding = found.map(({ id, start_ms: ms }) =>
      makeButton('moment', { text: minutes(ms), label: SCORECARD.toFinding(ms), press: () => this.#acts.pick(id) }),
    );
    const toWords = said.map(({ start_ms: ms }) =>
      makeButton('moment', { text: minutes(ms), label: SCORECARD.toMoment(ms), press: () => this.#acts.seek(ms) }),
    );
    return [...toFinding, ...toWords].slice(0, 6);
  }

  #answer(id, answer) {
    const { prefilled } = this.#state.facts;
    const own = answer === (prefilled[id]?.answer ?? null) ? null : answer;
    this.#keep(id, { answer: own, comment: this.#answers[id]?.comment ?? '' });
    this.#touch(0);
    this.#show();
  }

  #remark(id, comment) {
    this.#keep(id, { answer: this.#answers[id]?.answer ?? null, comment });
    this.#touch(WRITING_MS);
  }

  #keep(id, { answer, comment }) {
    if (answer || comment) this.#answers[id] = { answer, comment };
    else delete this.#answers[id];
  }

  #touch(ms) {
    this.#isDirty = true;
    setText(this.#saved, SCORECARD.saving);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#save(), ms);
  }

  #save() {
    this.#isDirty = false;
    const draft = structuredClone({ answers: this.#answers, comment: this.#comment });
    // One after the other: what was written last is what stays.
    this.#saving = this.#saving.then(async () => {
      const isSaved = await this.#acts.save(draft);
      if (!isSaved) this.#isDirty = true;
      setText(this.#saved, isSaved ? SCORECARD.saved : SCORECARD.notSaved);
    });
  }

  async #send() {
    await this.flush();
    if (this.#isDirty) return; // it said why
    await this.#acts.submit({ answers: this.#answers, comment: this.#comment });
  }

  #show() {
    const { scorecard, facts, myReview } = this.#state;
    const isSubmitted = Boolean(myReview?.submitted_at);
    const score = isSubmitted ? myReview.score : scoreOf(scorecard, this.#answers, facts.prefilled);
    setText(this.#score, score === null ? SCORECARD.noScore : String(Math.round(score)));
    const open = openIn(scorecard, this.#answers, facts.prefilled);
    setText(this.#open, isSubmitted ? SCORECARD.submitted(myReview.submitted_at) : SCORECARD.open(open));
    for (const [id, { radios, back }] of this.#rows) {
      const answer = answerOf(id, this.#answers, facts.prefilled);
      for (const radio of radios) radio.input.checked = radio.answer === answer;
      show(back, !isSubmitted && Boolean(this.#answers[id]?.answer));
    }
    this.#fields.disabled = isSubmitted;
    show(this.#submit, !isSubmitted);
    show(this.#reopen, isSubmitted);
  }

  /** What others have submitted, or what the analyst is shown. */
  #others() {
    const { reviews, me, facts } = this.#state;
    const shown = reviews.filter((review) => review.submitted_at && (review.reviewer !== me || !facts.may.review));
    return shown.map((review) => this.#submitted(review));
  }

  #submitted({ reviewer, answers, comment, score, scorecard, submitted_at: at }) {
    const card = scorecard?.sections ? scorecard : this.#state.scorecard;
    const rows = card.sections
      .flatMap(({ questions }) => questions)
      .map((question) => {
        const answer = question.answer ?? answerOf(question.id, answers, this.#state.facts.prefilled);
        const said = question.comment ?? answers[question.id]?.comment;
        const sign = make(
          'span',
          'answer-shown',
          ...(answer ? [makeIcon(`answer-${answer}`)] : []),
          make('span', '', ANSWER_NAMES[answer] ?? SCORECARD.unanswered),
        );
        sign.dataset.answer = answer ?? 'open';
        return make(
          'li',
          'score-row',
          make('span', 'score-question', question.text),
          sign,
          ...(said ? [make('q', 'verdict-note', said)] : []),
        );
      });
    const head = make(
      'summary',
      'score-summary',
      make('span', 'score-by', SCORECARD.by(reviewer, at)),
      make('strong', '', score === null ? SCORECARD.noScore : String(Math.round(score))),
    );
    const details = make(
      'details',
      'score-other',
      head,
      make('ul', 'score-rows', ...rows),
      ...(comment ? [make('p', 'score-comment', comment)] : []),
    );
    details.open = !this.#state.facts.may.review;
    return details;
  }
}
