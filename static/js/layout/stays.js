// Where bytes of sends lay in receive queues: noted by the lanes, for the words
// in them and for the ribbons that go through them.

/** @typedef {import("../model/streams.js").Piece} Piece */

/**
 * Held is what a receive queue held of a send, sample by sample.
 * @typedef {object} Held
 * @property {number} conn of the socket whose queue it is
 * @property {number} send index of the event
 * @property {Stay[]} stays in the order of the bytes
 * @property {Rest[]} rests in the order of time
 */

/**
 * Stay is a run of bytes of a send that arrived between two samples: none of them
 * was there at the sample before x0, all of them were at x0.
 * @typedef {object} Stay
 * @property {number} begin the first byte of the send
 * @property {number} end the byte after the last
 * @property {number} x0
 * @property {number} w0 for how wide a stretch nothing changed after they came
 * @property {number} base of the queue
 * @property {Share} share of what came in at once
 */

/**
 * Rest is a stretch in which the same bytes of a send lay at the same height.
 * @typedef {object} Rest
 * @property {number} x0
 * @property {number} x1
 * @property {number} off the first byte of the send that was still there
 * @property {number} len
 * @property {number} below bytes of other sends that lay under them
 * @property {number} top their upper edge
 */

/** @typedef {{ from: number, to: number }} Share Parts of 1. */
/** @typedef {Map<number, Held>} Stays by stayKey */

/** Lying is what lay in a socket's queue from one sample to the next, gap bytes apart. @typedef {{ conn: number, pieces: Piece[], x0: number, x1: number, gap: number }} Lying */

/**
 * stayKey is one number for a send in a queue.
 * @param {number} conn of the socket whose queue it is, see mostConns
 * @param {number} send index
 */
export function stayKey(conn, send) {
  return conn * 2 ** 32 + send;
}

/**
 * noteStays notes where the bytes lay, and begins a stay for each run of bytes that
 * was not there at the sample before.
 * @param {Stays} stays
 * @param {Lying} lying
 * @param {(value: number) => number} yOf
 */
export function noteStays(stays, { conn, pieces, x0, x1, gap }, yOf) {
  const came = pieces.map((piece) => freshOf(stays.get(stayKey(conn, piece.index)), piece));
  const total = came.reduce((sum, fresh) => sum + fresh, 0);
  let [at, below] = [0, 0];
  pieces.forEach(({ index, off, len }, n) => {
    const held = heldOf(stays, conn, index);
    const top = yOf(below + len);
    noteRest(held.rests, { x0, x1, off, len, below, top });
    below += len + gap;
    if (came[n] === 0) return;
    const share = { from: at / total, to: (at + came[n]) / total };
    at += came[n];
    const end = off + len;
    held.stays.push({ begin: end - came[n], end, x0, w0: x1 - x0, base: yOf(0), share });
  });
}

/**
 * freshOf counts the last bytes of a piece that were never in the queue before.
 * @param {Held | undefined} held
 * @param {Piece} piece
 */
function freshOf(held, { off, len }) {
  const reached = held?.stays.at(-1)?.end ?? 0;
  return Math.max(0, off + len - Math.max(reached, off));
}

/**
 * @param {Stays} stays
 * @param {number} conn
 * @param {number} send
 */
function heldOf(stays, conn, send) {
  const key = stayKey(conn, send);
  let held = stays.get(key);
  if (!held) stays.set(key, (held = { conn, send, stays: [], rests: [] }));
  return held;
}

/**
 * @param {Rest[]} rests
 * @param {Rest} rest
 */
function noteRest(rests, rest) {
  const last = rests[rests.length - 1];
  const goesOn = last && last.x1 === rest.x0 && last.len === rest.len && last.below === rest.below;
  if (goesOn && last.off === rest.off) last.x1 = rest.x1;
  else rests.push(rest);
}

/**
 * staysIn lists the stays of bytes [begin, end) of a send.
 * @param {Held | undefined} held
 * @param {number} begin
 * @param {number} end
 */
export function staysIn(held, begin, end) {
  return held?.stays.filter((stay) => stay.end > begin && stay.begin < end) ?? [];
}

/**
 * lastRest is the last stretch in which bytes up to `end` of a send were not taken.
 * @param {Held} held
 * @param {number} end
 */
export function lastRest({ rests }, end) {
  for (let k = rests.length - 1; k >= 0; k--) {
    const { off, len } = rests[k];
    if (off < end && end <= off + len) return rests[k];
  }
  return null;
}
