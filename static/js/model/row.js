// An event as it comes over the wire.

/**
 * Row is an event as the decoder hands it over; it is reused for the next one.
 * @typedef {object} Row
 * @property {number} seq
 * @property {boolean} plain what stands below `payloadAt` says nothing, but for the verdict; false where that is not known
 * @property {number} peer
 * @property {number} conn
 * @property {number} call
 * @property {number} step
 * @property {number} start ns since the run began
 * @property {number} end
 * @property {boolean} waited
 * @property {number} asked
 * @property {number} got
 * @property {string} err
 * @property {boolean} eof
 * @property {number} stream
 * @property {number} off
 * @property {Uint8Array | null} payload has the bytes of a send, or of a receive whose origin is unknown: got of them
 * @property {number} payloadAt where they begin in it
 * @property {number} datagram
 * @property {number} head
 * @property {string} address of the other end, or the one to bind
 * @property {number} strand the thread of the peer that made the call
 * @property {boolean} peek a receive that took nothing
 * @property {import("./details.js").Details | null} details
 * @property {number} verdict
 * @property {number} joined
 * @property {ArrayLike<number> | null} probe
 * @property {ArrayLike<number> | null} far
 * @property {number} farConn
 * @property {import("./decode.js").Decode | null} [decode]
 * @property {boolean} [continues] a send that goes on with the message of the one before it
 */

/**
 * newRow makes a row of which nothing is known yet.
 * @returns {Row}
 */
export function newRow() {
  return {
    seq: 0,
    plain: false,
    peer: 0,
    conn: 0,
    call: 0,
    step: 0,
    start: 0,
    end: 0,
    waited: false,
    asked: 0,
    got: 0,
    err: "",
    eof: false,
    stream: 0,
    off: 0,
    payload: null,
    payloadAt: 0,
    datagram: 0,
    head: 0,
    address: "",
    strand: 0,
    peek: false,
    details: null,
    verdict: 0,
    joined: 0,
    probe: null,
    far: null,
    farConn: 0,
    decode: null,
    continues: false,
  };
}
