// Probes: what the kernel said of a socket right after a call.

import { pack } from "./packed.js";

/** The fields of a probe in the order of the wire format. */
export const probeFields = Object.freeze([
  "outq",
  "unsent",
  "inq",
  "segs_out",
  "segs_in",
  "unacked",
  "cwnd",
  "rtt_us",
  "mss",
  "retrans",
  "drops",
  "snd_wnd",
  "rwnd_limited_us",
  "rmem",
]);

/** Where a field stands in a probe. */
export const Field = Object.freeze({
  outq: 0,
  unsent: 1,
  inq: 2,
  segsOut: 3,
  segsIn: 4,
  unacked: 5,
  drops: 10,
  memory: 13,
});

/** Stands in a probe for what could not be measured. */
export const missing = -1;

/**
 * @typedef {object} Probe
 * @property {number} outq
 * @property {number} unsent
 * @property {number} inq
 * @property {number} segs_out
 * @property {number} segs_in
 * @property {number} unacked
 * @property {number} cwnd
 * @property {number} rtt_us
 * @property {number} mss
 * @property {number} retrans segments sent again, also counted in segs_out
 * @property {number} drops datagrams thrown away for want of room
 * @property {number} snd_wnd bytes that the receiver lets be sent; missing with nothing unsent
 * @property {number} rwnd_limited_us for how long in all the receiver's window held sending back
 * @property {number} rmem what the datagrams that wait take up, headers and all
 */

const width = probeFields.length;
/** So many probes are packed together: 2 to the power of pageBits. */
const pageBits = 12;
const page = 1 << pageBits;

/** ProbeTable keeps probes in the order in which they come; their fields seldom change much. */
export class ProbeTable {
  /** The rows that are not packed yet. */
  #open = new Int32Array(64 * width);
  /** Fields of whole pages, by page and field. @type {number[]} */
  #base = [];
  /** @type {import("./packed.js").Packed["values"][]} */
  #values = [];
  length = 0;

  /**
   * add copies a probe's fields and gives its number. The kernel counts a FIN in outq and
   * unsent like a byte until it is acknowledged (RFC 9293 3.4): those two, the first, are without it.
   * @param {ArrayLike<number>} fields
   * @param {boolean} shut whether the socket was shut down for writing
   */
  add(fields, shut) {
    const at = (this.length & (page - 1)) * width;
    if (at === this.#open.length) {
      const wider = new Int32Array(at * 2);
      wider.set(this.#open);
      this.#open = wider;
    }
    for (let f = 0; f < width; f++) this.#open[at + f] = fields[f] - +(shut && f < 2 && fields[f] > 0);
    this.length++;
    if ((this.length & (page - 1)) === 0) this.#pack();
    return this.length - 1;
  }

  #pack() {
    for (let f = 0; f < width; f++) {
      const { base, values } = pack(this.#open, f, width);
      this.#base.push(base);
      this.#values.push(values);
    }
  }

  /**
   * field reads one field of a probe; `missing` where there is no probe.
   * @param {number} probe
   * @param {number} field
   */
  field(probe, field) {
    if (probe < 0) return missing;
    const at = (probe >> pageBits) * width + field;
    if (at >= this.#base.length) return this.#open[(probe & (page - 1)) * width + field];
    const values = this.#values[at];
    return values === null ? this.#base[at] : this.#base[at] + values[probe & (page - 1)];
  }

  /**
   * read returns a probe as an object, or null.
   * @param {number} probe
   * @returns {Probe | null}
   */
  read(probe) {
    if (probe < 0) return null;
    const entries = probeFields.map((name, f) => [name, this.field(probe, f)]);
    return Object.fromEntries(entries);
  }
}
