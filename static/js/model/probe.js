// Probes: what the kernel said of a socket right after a call.

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
 */

/** ProbeTable keeps probes as rows of one typed array. */
export class ProbeTable {
  #rows = new Int32Array(64 * probeFields.length);
  length = 0;

  /**
   * add copies a probe's fields and gives its number.
   * @param {ArrayLike<number>} fields
   */
  add(fields) {
    const width = probeFields.length;
    const at = this.length * width;
    if (at + width > this.#rows.length) {
      const wider = new Int32Array(this.#rows.length * 2);
      wider.set(this.#rows);
      this.#rows = wider;
    }
    for (let f = 0; f < width; f++) this.#rows[at + f] = fields[f];
    return this.length++;
  }

  /**
   * field reads one field of a probe; `missing` where there is no probe.
   * @param {number} probe
   * @param {number} field
   */
  field(probe, field) {
    return probe < 0 ? missing : this.#rows[probe * probeFields.length + field];
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
