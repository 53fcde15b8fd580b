// One animation frame for everything that asked to be drawn.

/** How long what came may stay undrawn beside a frame that takes long. */
const longestRestMs = 250;

/**
 * createLoop calls draw once in the next animation frame after a request. What
 * may rest is drawn no sooner after the last frame than that took, so that half of
 * the time is left to take in what comes: a run that is faster than the machine can
 * draw it would else wait for its drawings.
 * @param {() => void} draw
 * @param {typeof browserFrames} [frames]
 * @returns {{ request: () => void, rest: () => void, stop: () => void }}
 */
export function createLoop(draw, frames = browserFrames) {
  let asked = 0;
  let stopped = false;
  /** @type {any} */
  let timer = null;
  let restedMs = 0;
  const run = () => {
    asked = 0;
    if (stopped) return;
    frames.clearTimer(timer);
    timer = null;
    const began = frames.now();
    draw();
    const ended = frames.now();
    restedMs = ended + Math.min(ended - began, longestRestMs);
  };
  const request = () => {
    if (!asked && !stopped) asked = frames.request(run);
  };
  return {
    request,
    rest() {
      const leftMs = restedMs - frames.now();
      if (leftMs <= 0) request();
      else if (!asked && !stopped) timer ??= frames.setTimer(request, leftMs);
    },
    stop() {
      stopped = true;
      frames.clearTimer(timer);
      if (asked) frames.cancel(asked);
      asked = 0;
    },
  };
}

const browserFrames = {
  request: (/** @type {() => void} */ run) => requestAnimationFrame(run),
  cancel: (/** @type {number} */ id) => cancelAnimationFrame(id),
  setTimer: (/** @type {() => void} */ run, /** @type {number} */ ms) =>
    /** @type {any} */ (setTimeout(run, ms)),
  clearTimer: (/** @type {any} */ timer) => clearTimeout(timer),
  now: () => performance.now(),
};
