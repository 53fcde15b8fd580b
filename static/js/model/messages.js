// The messages of a run: most are one send, a frame that its sender cuts into
// pieces is several. They are numbered in the order in which they began.

import { float64, int32 } from "./column.js";

/** Messages numbers the sends of a trace, by index of the event. */
export class Messages {
  /** The first send of the message that an event sent bytes of, -1: of none. */
  #root = int32();
  /** Of a first send: its number, and how long the message is so far. */
  #number = int32();
  #whole = float64();
  /** How many bytes of its message were sent before. */
  #before = float64();
  /** The first sends, by their start. */
  #firsts = int32();
  /** The last one of each stream. @type {Map<number, number>} */
  #last = new Map();

  /** How many messages there are. */
  get count() {
    return this.#firsts.length;
  }

  /** skip takes in an event that sent nothing. */
  skip() {
    this.#root.push(-1);
    this.#number.push(-1);
    this.#whole.push(0);
    this.#before.push(0);
  }

  /**
   * add takes in a send.
   * @param {number} stream
   * @param {number} got bytes
   * @param {boolean} continues whether it goes on with the message before it
   * @param {ArrayLike<number>} starts of all events
   */
  add(stream, got, continues, starts) {
    const index = this.#root.length;
    this.skip();
    const root = continues ? (this.#last.get(stream) ?? index) : index;
    this.#root.at[index] = root;
    this.#before.at[index] = this.#whole.at[root];
    this.#whole.at[root] += got;
    this.#last.set(stream, root);
    if (root === index) this.#enter(index, starts);
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
    while (n > 0 && starts[firsts.at[n - 1]] > starts[index]) n--;
    firsts.insert(n, index);
    for (; n < firsts.length; n++) this.#number.at[firsts.at[n]] = n;
  }

  /**
   * of returns the number of the message that an event sent bytes of, or -1.
   * @param {number} i
   */
  of(i) {
    const root = this.#root.at[i];
    return root < 0 || root === undefined ? -1 : this.#number.at[root];
  }

  /**
   * before counts the bytes of its message that were sent before a send.
   * @param {number} i
   */
  before(i) {
    return this.#before.at[i];
  }

  /**
   * whole counts the bytes of the whole message that a send belongs to.
   * @param {number} i
   */
  whole(i) {
    return this.#whole.at[this.#root.at[i]] ?? 0;
  }

  /**
   * same reports whether two sends are of one message.
   * @param {number} a
   * @param {number} b
   */
  same(a, b) {
    return this.#root.at[a] === this.#root.at[b];
  }
}
