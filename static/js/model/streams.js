// Which send a received byte came from. A stream is named by the socket that
// sent it; its sends are ordered by offset, or by number for datagrams.

import { after, float64, from, int32 } from "./column.js";
import { NearMap } from "./nearmap.js";

/** @typedef {{ index: number, off: number, len: number }} Piece Bytes of one send event, by its index. */

/** Streams finds the sends of every stream by offset. */
export class Streams {
  /** By stream: where its sends begin, which they are, and which was asked for last. @type {NearMap<{ offs: import("./column.js").Column<Float64Array>, sends: import("./column.js").Column<Int32Array>, near: number }>} */
  #streams = new NearMap();

  /**
   * add enters a send that gave bytes (or a datagram) to the kernel, or what
   * else is found by an offset.
   * @param {number} stream
   * @param {number} off
   * @param {number} index
   */
  add(stream, off, index) {
    let list = this.#streams.get(stream);
    if (!list) this.#streams.set(stream, (list = { offs: float64(), sends: int32(), near: -1 }));
    const { offs, sends } = list;
    if (offs.length === 0 || offs.at[offs.length - 1] <= off) {
      offs.push(off);
      sends.push(index);
      return;
    }
    const at = after(offs, off);
    offs.insert(at, off);
    sends.insert(at, index);
  }

  /**
   * holder returns the send that has all of a range of a byte stream, -1 for none.
   * @param {number} stream
   * @param {number} off
   * @param {number} length
   * @param {ArrayLike<number>} got how many bytes events sent
   */
  holder(stream, off, length, got) {
    const list = this.#streams.get(stream);
    if (!list) return -1;
    const { offs, sends } = list;
    let k = list.near + 1;
    if (!(k < offs.length && offs.at[k] === off)) k = after(offs, off) - 1;
    if (k < 0) return -1;
    list.near = k;
    return off + length <= offs.at[k] + got[sends.at[k]] ? sends.at[k] : -1;
  }

  /**
   * pieces lists the sends behind a range of a byte stream, in order. A send
   * that is not known yet leaves a hole.
   * @param {number} stream
   * @param {number} off
   * @param {number} length
   * @param {(index: number) => number} gotOf
   * @returns {Piece[]}
   */
  pieces(stream, off, length, gotOf) {
    const list = this.#streams.get(stream);
    /** @type {Piece[]} */
    const pieces = [];
    if (!list || length <= 0) return pieces;
    const end = off + length;
    for (let k = Math.max(0, after(list.offs, off) - 1); k < list.sends.length; k++) {
      const begin = list.offs.at[k];
      if (begin >= end) break;
      const index = list.sends.at[k];
      const first = Math.max(off, begin);
      const len = Math.min(end, begin + gotOf(index)) - first;
      if (len > 0) pieces.push({ index, off: first - begin, len });
    }
    return pieces;
  }

  /**
   * depth counts the sends that begin in a range of a byte stream, and the one
   * that its first byte is of.
   * @param {number} stream
   * @param {number} off
   * @param {number} length
   */
  depth(stream, off, length) {
    const list = this.#streams.get(stream);
    if (!list || length <= 0) return 0;
    return from(list.offs, off + length) - Math.max(0, after(list.offs, off) - 1);
  }

  /**
   * datagram finds the send of datagram `number` of a socket, or -1.
   * @param {number} stream
   * @param {number} number
   */
  datagram(stream, number) {
    const list = this.#streams.get(stream);
    if (!list) return -1;
    const at = after(list.offs, number) - 1;
    return at >= 0 && list.offs.at[at] === number ? list.sends.at[at] : -1;
  }

  /**
   * last returns the last send, from the one at an offset on, for which a test
   * holds that fails for all after it; -1 for none.
   * @param {number} stream
   * @param {number} off
   * @param {(index: number) => boolean} test
   */
  last(stream, off, test) {
    const list = this.#streams.get(stream);
    if (!list) return -1;
    const first = Math.max(0, after(list.offs, off) - 1);
    let low = first;
    let high = list.sends.length;
    while (low < high) {
      const mid = (low + high) >>> 1;
      if (test(list.sends.at[mid])) low = mid + 1;
      else high = mid;
    }
    return low > first ? list.sends.at[low - 1] : -1;
  }
}
