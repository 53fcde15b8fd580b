// One thing at a time: what is asked for while another goes on has its turn after it.

/** @typedef {() => Promise<void>} Act */

/**
 * Turns does one thing at a time. Of what is asked for meanwhile the last is done next.
 */
export class Turns {
  #going = false;
  /** @type {Act | null} */
  #next = null;

  /**
   * running is called when it begins and ends to do something, waits when what was
   * asked for has to wait, failed when it did not succeed.
   * @param {{ running: (on: boolean) => void, waits?: () => void, failed: (error: unknown) => void }} on
   */
  constructor({ running, waits = () => {}, failed }) {
    this.running = running;
    this.waits = waits;
    this.failed = failed;
  }

  get isGoing() {
    return this.#going;
  }

  /**
   * take does something, or has it wait. It never rejects, and returns when that is
   * done, not what waits.
   * @param {Act} act
   */
  async take(act) {
    if (this.#going) {
      this.#next = act;
      this.waits();
      return;
    }
    this.#going = true;
    this.running(true);
    try {
      await act();
    } catch (error) {
      this.failed(error);
    } finally {
      this.#going = false;
      this.running(false);
    }
    const next = this.#next;
    this.#next = null;
    if (next) void this.take(next);
  }

  /** drop forgets what waits, and reports whether there was anything. */
  drop() {
    const waited = this.#next !== null;
    this.#next = null;
    return waited;
  }
}
