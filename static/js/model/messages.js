// The messages of a run: most are one send, a frame that its sender cuts into
// pieces is several. They are numbered in the order in which they began.

import { int32 } from "./column.js";
import { NearMap } from "./nearmap.js";

/** Messages numbers the sends of a trace, by index of the event. */
export class Messages {
  /** By event: of a first send the number of its message, plus 1; else 0. */
  #number = int32();
  /** Of a send that goes on with a message: the first send of that. @type {Map<number, number>} */
  #root = new Map();
  /** Of such a send: how many bytes of its message were sent before. @type {Map<number, number>} */
  #before = new Map();
  /** Of a first send that others go on with: how long the message is so far. @type {Map<number, number>} */
  #whole = new Map();
  /** The first sends, by their start. */
  #firsts = int32();
  /** The first send of the last message of each stream. @type {NearMap<{ root: number }>} */
  #last = new NearMap();

  /** How many messages there are. */
  get count() {
    return this.#firsts.length;
  }

  /** reserve makes room for so many events in all. @param {number} events */
  reserve(events) {
    this.#number.reserve(events);
  }

  /** skip takes in an event that sent nothing. */
  skip() {
    this.#number.push(0);
  }

  /**
   * add takes in a send.
   * @param {number} stream
   * @param {boolean} continues whether it goes on with the message before it
   * @param {ArrayLike<number>} starts of all events
   * @param {ArrayLike<number>} gots how many bytes all events moved
   */
  add(stream, continues, starts, gots) {
    const index = this.#number.length;
    this.skip();
    const last = this.#last.get(stream);
    if (!last || !continues) {
      if (last) last.root = index;
      else this.#last.set(stream, { root: index });
      this.#enter(index, starts);
      return;
    }
    const { root } = last;
    const before = this.whole(root, gots);
    this.#root.set(index, root);
    this.#before.set(index, before);
    this.#whole.set(root, before + gots[index]);
  }

  /**
   * enter assigns a message its place among the others: they are counted in the
   * order in which they began, and events come in that of their ends.
   * @param {number} index
   * @param {ArrayLike<number>} starts
   */
  #enter(index, starts) {
    const firsts = this.#firsts;
    let n = firsts.length;
    if (n === 0 || starts[firsts.at[n - 1]] <= starts[index]) {
      firsts.push(index);
      this.#number.set(index, n + 1);
      return;
    }
    while (n > 0 && starts[firsts.at[n - 1]] > starts[index]) n--;
    firsts.insert(n, index);
    for (; n < firsts.length; n++) this.#number.set(firsts.at[n], n + 1);
  }

  /**
   * rootOf is the first send of the message that a send is of.
   * @param {number} i
   */
  #rootOf(i) {
    return this.#root.size === 0 ? i : (this.#root.get(i) ?? i);
  }

  /**
   * of returns the number of the message that an event sent bytes of, or -1.
   * @param {number} i
   */
  of(i) {
    return (this.#number.at[this.#rootOf(i)] || 0) - 1;
  }

  /**
   * before counts the bytes of its message that were sent before a send.
   * @param {number} i
   */
  before(i) {
    return this.#before.get(i) ?? 0;
  }

  /**
   * whole counts the bytes of the whole message that a send belongs to.
   * @param {number} i
   * @param {ArrayLike<number>} gots how many bytes all events moved
   */
  whole(i, gots) {
    const root = this.#rootOf(i);
    return this.#number.at[root] > 0 ? (this.#whole.get(root) ?? gots[root]) : 0;
  }

  /**
   * same reports whether two sends are of one message.
   * @param {number} a
   * @param {number} b
   */
  same(a, b) {
    return this.#rootOf(a) === this.#rootOf(b);
  }
}
