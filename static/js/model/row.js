// A row of the wire before anything is known of it.

/** @returns {import("./trace.js").Row} */
export function newRow() {
  return {
    seq: 0,
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
