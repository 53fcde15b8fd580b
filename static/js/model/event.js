// One event of a trace as an object, for pages; drawing reads the columns.

/**
 * TraceEvent is one completed call, as pages read it.
 * @typedef {object} TraceEvent
 * @property {number} seq
 * @property {number} peer
 * @property {number} conn
 * @property {number} call
 * @property {number} step
 * @property {number} start
 * @property {number} end
 * @property {boolean} waited
 * @property {number} asked
 * @property {number} got
 * @property {string} err
 * @property {boolean} eof
 * @property {number} stream
 * @property {number} off
 * @property {Uint8Array | null} data null while the send has not been seen
 * @property {number} datagram
 * @property {number} head
 * @property {string} address
 * @property {number} strand
 * @property {boolean} peek
 * @property {Readonly<import("./details.js").Details>} details
 * @property {number} verdict
 * @property {number} joined
 * @property {import("./probe.js").Probe | null} probe
 * @property {import("./probe.js").Probe | null} far
 * @property {number} farConn
 */

/**
 * eventOf reads one event of a trace.
 * @param {import("./trace.js").Trace} trace
 * @param {number} i index from 0
 * @returns {TraceEvent}
 */
export function eventOf(trace, i) {
  if (!trace.knows(i)) throw new RangeError(`no event ${i} in a trace of ${trace.length}`);
  const c = trace.columns;
  return {
    seq: i + 1,
    peer: c.peer.at[i],
    conn: c.conn.at[i],
    call: c.call.at[i],
    step: c.step.at[i],
    start: c.start.at[i],
    end: c.end.at[i],
    waited: trace.waited(i),
    asked: c.asked.at[i],
    got: c.got.at[i],
    err: trace.err(i),
    eof: trace.eof(i),
    stream: c.stream.at[i],
    off: c.off.at[i],
    data: trace.data(i),
    datagram: c.datagram.get(i),
    head: c.head.get(i),
    address: trace.address(i),
    strand: c.strand.get(i),
    peek: trace.peek(i),
    details: trace.details(i),
    verdict: c.verdict.at[i],
    joined: c.joined.get(i),
    probe: trace.probes.read(c.probe.get(i)),
    far: trace.probes.read(c.far.get(i)),
    farConn: c.farConn.get(i),
  };
}
