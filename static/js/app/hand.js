// The reader's hand on the page: what is under a pointer that is down must not
// move away, or the click goes to whatever is there when the pointer is lifted.

/**
 * createHand watches the pointer of a page.
 * @param {EventTarget} page
 */
export function createHand(page) {
  let isDown = false;
  /** @type {(() => void) | null} */
  let waiting = null;
  const lifted = () => {
    isDown = false;
    const act = waiting;
    waiting = null;
    if (act) setTimeout(act); // the click comes first, with all in its place
  };
  page.addEventListener("pointerdown", () => (isDown = true), true);
  page.addEventListener("pointerup", lifted, true);
  page.addEventListener("pointercancel", lifted, true);
  return {
    /**
     * whenFree acts at once, or when a pointer that is down has been lifted; of
     * several acts that wait, the last is done.
     * @param {() => void} act
     */
    whenFree(act) {
      if (isDown) waiting = act;
      else act();
    },
  };
}
