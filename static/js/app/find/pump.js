// Does long work in short pieces, so that the page answers in between.

/** How long a piece may take. */
const pieceMs = 8;

/**
 * pump calls step until it says that there is no more to do, or until it is
 * stopped; between pieces told is called, with whether that was the last.
 * @param {() => boolean} step
 * @param {(done: boolean) => void} told
 * @returns {() => void} stops it
 */
export function pump(step, told) {
  let stopped = false;
  const piece = () => {
    if (stopped) return;
    const until = performance.now() + pieceMs;
    let more = true;
    while (more && performance.now() < until) more = step();
    told(!more);
    if (more) setTimeout(piece);
  };
  piece();
  return () => {
    stopped = true;
  };
}
