// Instants in the order of time, each with a number that says what it is of.

/** An instant that belongs no further ahead than so many is moved there step by step. */
const nearly = 8;

/** Instants is a sorted list that grows by batches which come nearly in order. */
export class Instants {
  times = new Float64Array(64);
  ids = new Int32Array(88);
  count = 0;
  /** The batch that is being put together, sorted too. */
  #times = new Float64Array(64);
  #ids = new Int32Array(64);
  #fresh = 0;

  /** reserve makes room for so many instants in all. @param {number} count */
  reserve(count) {
    this.times = roomy(this.times, count);
    this.ids = roomy(this.ids, count);
  }

  /**
   * push puts an instant into the batch, behind those of the same time.
   * @param {number} ns
   * @param {number} id
   */
  push(ns, id) {
    const n = this.#fresh++;
    if (n === this.#times.length) {
      this.#times = roomy(this.#times, n + 1);
      this.#ids = roomy(this.#ids, n + 1);
    }
    const [times, ids] = [this.#times, this.#ids];
    let at = n;
    for (const least = Math.max(0, n - nearly); at > least && times[at - 1] > ns; at--) {
      times[at] = times[at - 1];
      ids[at] = ids[at - 1];
    }
    if (at > 0 && times[at - 1] > ns) {
      const to = at;
      at = firstAfter(times, to, ns);
      times.copyWithin(at + 1, at, to);
      ids.copyWithin(at + 1, at, to);
    }
    times[at] = ns;
    ids[at] = id;
  }

  /**
   * pushCalls puts the starts and ends of calls [from, to) into the batch, numbered
   * call * 2 and call * 2 + 1. Nearly all instants of a run come in order: those are
   * put behind the last one without looking further.
   * @param {ArrayLike<number>} starts ns
   * @param {ArrayLike<number>} ends
   * @param {number} from
   * @param {number} to
   */
  pushCalls(starts, ends, from, to) {
    const need = this.#fresh + 2 * (to - from);
    const times = (this.#times = roomy(this.#times, need));
    const ids = (this.#ids = roomy(this.#ids, need));
    let n = this.#fresh;
    let last = n > 0 ? times[n - 1] : -Infinity;
    for (let id = from * 2; id < to * 2; id++) {
      const ns = (id & 1 ? ends : starts)[id >> 1];
      if (ns >= last) {
        times[n] = last = ns;
        ids[n++] = id;
      } else {
        this.#fresh = n;
        this.push(ns, id);
        n = this.#fresh;
      }
    }
    this.#fresh = n;
  }

  /**
   * merge puts the batch among what is there, behind what has the same time. It
   * gives the index of the first instant that is new or was moved.
   */
  merge() {
    const need = this.count + this.#fresh;
    const times = (this.times = roomy(this.times, need));
    const ids = (this.ids = roomy(this.ids, need));
    let from = this.count;
    let to = need;
    for (let n = this.#fresh - 1; n >= 0; n--) {
      const ns = this.#times[n];
      for (; from > 0 && times[from - 1] > ns; from--) {
        to--;
        times[to] = times[from - 1];
        ids[to] = ids[from - 1];
      }
      to--;
      times[to] = ns;
      ids[to] = this.#ids[n];
    }
    this.count = need;
    this.#fresh = 0;
    return to;
  }
}

/**
 * firstAfter returns the first index of a sorted array whose value is above the
 * given one.
 * @param {Float64Array} sorted
 * @param {number} count
 * @param {number} value
 */
function firstAfter(sorted, count, value) {
  let low = 0;
  let high = count;
  while (low < high) {
    const mid = (low + high) >>> 1;
    if (sorted[mid] <= value) low = mid + 1;
    else high = mid;
  }
  return low;
}

/**
 * roomy returns the array, or a wider one with the same values.
 * @template {Float64Array | Int32Array | Uint32Array} A
 * @param {A} old
 * @param {number} need
 * @returns {A}
 */
export function roomy(old, need) {
  if (need <= old.length) return old;
  const Type = /** @type {new (n: number) => A} */ (old.constructor);
  const wider = new Type(Math.max(need, old.length * 2));
  wider.set(old);
  return wider;
}
