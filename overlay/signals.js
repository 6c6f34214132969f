// Is it hearing both sides, how far behind, and is anything recorded.

import { announce } from './announce.js';
import { byId, setIcon, setText, show } from './dom.js';
import { LOST, RECORDING, SIGNALS, behind } from './strings.js';

const HEARD_MS = 1_500; // growing words this young mean that somebody is speaking
const LATE_MS = 60_000; // further behind than this it is no latency but another pace
const CALM_MS = 10_000; // a loose plug is not announced at every wobble

/** How each side is heard: speaking, quiet, lost, opening, paused or unknown. */
export function channelsOf(now, { connection, call, listening }) {
  return { agent: channelOf('agent', now), customer: channelOf('customer', now) };

  function channelOf(speaker) {
    const device = listening?.channels?.[speaker];
    const heard = call.phase === 'live' ? call.state?.channels?.[speaker] : null;
    if (connection !== 'open') return 'unknown';
    if (listening?.state === 'paused') return 'paused';
    if (device === 'lost' || device === 'opening') return device;
    if (heard) return heard in SIGNALS ? heard : 'unknown';
    if (call.phase !== 'live') return listening ? 'quiet' : 'unknown';
    return now - (call.heardAt[speaker] ?? 0) < HEARD_MS ? 'speaking' : 'quiet';
  }
}

/** The line under the bar, and the card for a device that is lost. */
export class SignalsView {
  #lost = '';
  #toldAt = 0;

  render(now, { connection, call, listening }) {
    const channels = channelsOf(now, { connection, call, listening });
    for (const [speaker, channel] of Object.entries(channels)) renderChannel(speaker, channel);
    this.#renderLost(channels, now);
    const isLive = connection === 'open' && call.phase === 'live' && listening?.state !== 'paused';
    const delay = isLive && !call.clock.isFollowing ? call.delays.median : null;
    show(byId('latency'), delay !== null && delay < LATE_MS);
    if (delay !== null) setText(byId('latency-value'), behind(delay));
    renderRecording(listening?.is_recording === true);
  }

  #renderLost(channels, now) {
    const lost = Object.keys(channels).filter((speaker) => channels[speaker] === 'lost').join(' ');
    if (lost === this.#lost) return;
    const wasLost = this.#lost !== '';
    this.#lost = lost;
    show(byId('lost'), lost !== '');
    if (lost) {
      const [title, detail] = LOST[lost];
      setText(byId('lost-title'), title);
      setText(byId('lost-detail'), detail);
    }
    if (now - this.#toldAt < CALM_MS && !(wasLost && !lost)) return;
    if (lost) this.#toldAt = now;
    announce(lost ? LOST[lost][0] : LOST.back);
  }
}

function renderChannel(speaker, channel) {
  const signal = byId(`signal-${speaker}`);
  if (signal.dataset.channel === channel) return;
  signal.dataset.channel = channel;
  setIcon(signal.querySelector('.signal-state'), `ch-${channel}`);
  setText(signal.querySelector('.sr-only'), `: ${SIGNALS[channel]}`);
}

function renderRecording(isRecording) {
  const box = byId('recording');
  const state = isRecording ? 'on' : 'off';
  if (box.dataset.state === state) return;
  box.dataset.state = state;
  setIcon(box.querySelector('.icon'), `recording-${state}`);
  setText(byId('recording-text'), RECORDING[state]);
}
