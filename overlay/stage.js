// Where the page's one root is on stage: in its own tab, or in a window on top of others.

/** Everything that is seen and said; it moves from document to document as one piece. */
export const app = document.getElementById('app');

const listeners = new Set();

/** The window that shows the page now: its frames and timers go on when others sleep. */
export function view() {
  return app.ownerDocument.defaultView ?? window;
}

/** Call back with the window, now and after every move. */
export function onStage(act) {
  listeners.add(act);
  act(view());
}

/** Move the root into a window, at the start of its body. */
export function moveTo(target) {
  for (const dialog of app.querySelectorAll('dialog[open]')) dialog.close();
  target.document.body.prepend(app);
  for (const act of listeners) act(view());
}

/** Call back before the next frame. */
export function nextFrame(act) {
  // A hidden page gets no animation frames, but screen readers still listen to it.
  if (view().document.hidden) queueMicrotask(act);
  else view().requestAnimationFrame(act);
}

/** Call back every `ms`, by the timers of the window that is seen. */
export function every(ms, act) {
  let stop = () => {};
  onStage((stage) => {
    stop();
    const timer = stage.setInterval(act, ms);
    stop = () => stage.clearInterval(timer);
  });
}
