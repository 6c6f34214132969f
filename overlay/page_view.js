// The page as a whole: which parts are there, drawn when something has changed.

import { ConversationView } from './conversation.js';
import { byId, setAttribute, setText, show } from './dom.js';
import { renderHold } from './hold.js';
import { renderMood, renderMoodLine, renderTalk } from './mood.js';
import { LIVE, connectionOf, renderLull, sceneOf } from './scene.js';
import { SignalsView } from './signals.js';
import { app, every, nextFrame, onStage } from './stage.js';
import { CONNECTION, minutes } from './strings.js';
import { SummaryView } from './summary_view.js';

const TICK_MS = 250; // count-downs need no more

/**
 * Draws `page` (`{connection, call, listening, isSummaryOpen}`), at most once a frame.
 * `parts`: the views that take the analyst's decisions as well: `quiet`, `nudge`,
 * `notice`, `checklist`, `controls`.
 */
export class PageView {
  #conversation = new ConversationView();
  #signals = new SignalsView();
  #summary = new SummaryView();
  #hasChanged = true;
  #isDue = false;

  /** Begin to draw. */
  start(page, parts) {
    Object.assign(this, { page, parts });
    onStage(() => {
      this.#isDue = false; // a frame of the window that was left may never come
      this.changed();
    });
    every(TICK_MS, () => this.soon());
  }

  /** Something was said or done: draw all that is seen. */
  changed() {
    this.#hasChanged = true;
    this.soon();
  }

  /** Draw what time alone changes. */
  soon() {
    if (this.#isDue || !this.page) return;
    this.#isDue = true;
    nextFrame(() => this.#draw());
  }

  #draw() {
    this.#isDue = false;
    const { call, listening } = this.page;
    const now = Date.now();
    const at = call.clock.at(now);
    const scene = sceneOf(this.page);
    const isLive = LIVE.has(scene);
    if (this.#hasChanged || app.dataset.scene !== scene) this.#drawChanged(scene, isLive, at);
    this.#hasChanged = false;
    setAttribute(app, 'data-scene', scene);
    const { quiet, nudge, notice, controls } = this.parts;
    quiet.render();
    nudge.render(isLive && !quiet.isOn ? call.nudgesAt(now) : [], now);
    renderHold(isLive ? (call.state?.hold ?? null) : null, at);
    notice.render(call, at, isLive);
    this.#signals.render(now, this.page);
    renderLull(scene, listening, call.phase === 'ended');
    show(byId('summary'), scene === 'ended');
    controls.render(!isLive && scene !== 'ended');
    show(byId('foot'), (isLive && call.state !== null) || !byId('controls-small').hidden);
    this.#drawBar(at);
  }

  /** What changes with messages only; what is hidden is left alone. */
  #drawChanged(scene, isLive, at) {
    const { call } = this.page;
    const isFull = app.dataset.view === 'full';
    if (isFull || !isLive) this.#conversation.render(isLive ? call.lines : new Map());
    renderMood(isLive ? call.state?.sentiment : null);
    if (isFull) renderTalk(isLive ? call.state?.talk : null);
    if (isFull) renderMoodLine(isLive ? call.moods : null);
    this.parts.checklist.render(isLive ? call.state?.checklist : null, at);
    if (scene === 'ended') this.#summary.render(call);
  }

  #drawBar(at) {
    const connection = connectionOf(this.page);
    setAttribute(app, 'data-connection', connection);
    setAttribute(byId('connection'), 'data-state', connection);
    setText(byId('connection-text'), CONNECTION[connection]);
    show(byId('call-time'), this.page.call.phase === 'live');
    setText(byId('call-time'), minutes(at));
  }
}
