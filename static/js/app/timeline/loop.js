// One animation frame for everything that asked to be drawn.

/**
 * createLoop calls draw once in the next animation frame after a request.
 * @param {() => void} draw
 * @param {{ request: (run: () => void) => number, cancel: (id: number) => void }} [frames]
 * @returns {{ request: () => void, stop: () => void }}
 */
export function createLoop(draw, frames = browserFrames) {
  let asked = 0;
  let stopped = false;
  const run = () => {
    asked = 0;
    if (!stopped) draw();
  };
  return {
    request() {
      if (!asked && !stopped) asked = frames.request(run);
    },
    stop() {
      stopped = true;
      if (asked) frames.cancel(asked);
      asked = 0;
    },
  };
}

const browserFrames = {
  request: (/** @type {() => void} */ run) => requestAnimationFrame(run),
  cancel: (/** @type {number} */ id) => cancelAnimationFrame(id),
};
