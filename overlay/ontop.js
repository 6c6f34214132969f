// A window of its own: on top of all others where the browser can, else beside them.

import { keep, recall } from './prefs.js';
import { app, moveTo } from './stage.js';

const NAME = 'coach-window'; // of the pop-up, so that there is one
const FIRST_SIZE = { width: 320, height: 480 };
const STRIP_HEIGHT = 64;

/** How the page can leave its tab: "top", "window", or null where it cannot. */
export function wayOut() {
  if (window.name === NAME) return null; // it has
  if ('documentPictureInPicture' in window) return 'top';
  return typeof window.open === 'function' && matchMedia('(min-width: 200px)').matches ? 'window' : null;
}

/** The window on top while there is one. */
export function windowOnTop() {
  return window.documentPictureInPicture?.window ?? null;
}

/** Leave the tab, or come back to it.  Needs a press of a key or a button. */
export async function toggleOnTop({ isStrip, onChange }) {
  if (windowOnTop()) windowOnTop().close();
  else if (wayOut() === 'top') await open(isStrip, onChange);
  else if (wayOut() === 'window') openPopUp(isStrip);
}

async function open(isStrip, onChange) {
  const size = recall(sizeName(isStrip), isStrip ? { ...FIRST_SIZE, height: STRIP_HEIGHT } : FIRST_SIZE);
  // Where it was put last is the browser's to remember.
  const stage = await window.documentPictureInPicture.requestWindow(size);
  dress(stage.document);
  stage.addEventListener('resize', () => keepSize(stage));
  stage.addEventListener('pagehide', () => {
    moveTo(window);
    onChange();
  });
  moveTo(stage);
  onChange();
}

/** Give another document our styles: at once, so that nothing is seen undressed. */
function dress(target) {
  target.documentElement.lang = document.documentElement.lang;
  target.title = document.title;
  const sheet = new target.defaultView.CSSStyleSheet();
  const rules = [...document.styleSheets].flatMap(({ cssRules }) => [...cssRules]);
  sheet.replaceSync(rules.map(({ cssText }) => cssText).join('\n'));
  target.adoptedStyleSheets = [sheet];
}

function openPopUp(isStrip) {
  const { width, height, left, top } = { ...FIRST_SIZE, ...recall('pop-up', {}) };
  const place = [`width=${width}`, `height=${isStrip ? STRIP_HEIGHT : height}`];
  if (Number.isFinite(left) && Number.isFinite(top)) place.push(`left=${left}`, `top=${top}`);
  window.open(location.pathname, NAME, ['popup', ...place].join(','))?.focus();
}

/** In the pop-up: remember where it is put and how large it is made. */
export function rememberPopUp() {
  if (window.name !== NAME) return;
  const remember = () =>
    keep('pop-up', { width: innerWidth, height: innerHeight, left: screenX, top: screenY });
  addEventListener('resize', remember);
  addEventListener('pagehide', remember);
}

/** Make a window of its own as high as what it shows; a tab stays as it is. */
export function fit(isStrip) {
  const stage = windowOnTop() ?? (window.name === NAME ? window : null);
  if (!stage) return;
  const { width, height } = recall(sizeName(isStrip), FIRST_SIZE);
  const frame = { width: stage.outerWidth - stage.innerWidth, height: stage.outerHeight - stage.innerHeight };
  try {
    stage.resizeTo(width + frame.width, (isStrip ? STRIP_HEIGHT : height) + frame.height);
  } catch {
    // Only after a press, says the browser: the analyst can still drag its edge.
  }
}

function keepSize(stage) {
  const { innerWidth: width, innerHeight: height } = stage;
  if (width && height) keep(sizeName(app.dataset.view === 'strip'), { width, height });
}

function sizeName(isStrip) {
  return isStrip ? 'strip-size' : 'size';
}
