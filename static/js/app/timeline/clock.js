// What time it is in a run that goes on.

/** RunClock runs on from the last instant that the trace is known to have reached. */
export class RunClock {
  #grownMs = 0;

  /** grown is to be called when the trace has grown. */
  grown() {
    this.#grownMs = performance.now();
  }

  /**
   * nowNs is the run's time: it goes on while something waits.
   * @param {import("../../model/trace.js").Trace} trace
   */
  nowNs(trace) {
    if (trace.ended || trace.waiting.size === 0) return trace.lastNs;
    return trace.lastNs + (performance.now() - this.#grownMs) * 1e6;
  }
}
