// Where bytes of sends lay in receive queues: noted by the lanes, for the words
// in them and for the ribbons that go through them.

/** @typedef {import("../model/streams.js").Piece} Piece */

/**
 * Stay is the time that bytes of a send lay in a receive queue: where they
 * came in and left on the canvas, at which height.
 * @typedef {object} Stay
 * @property {number} conn of the socket whose queue it is
 * @property {number} send index of the event
 * @property {number} len how many bytes of it came in
 * @property {number} x0
 * @property {number} x1
 * @property {number} w0 for how wide a stretch nothing changed after they came
 * @property {number} top upper edge when they came in
 * @property {number} base of the queue
 * @property {Share} share of what came in at once
 * @property {Rest[]} rests what was left of them, from one measurement to the next
 */

/**
 * Rest is a stretch in which the same bytes of a send lay at the same height.
 * @typedef {object} Rest
 * @property {number} x0
 * @property {number} x1
 * @property {number} len
 * @property {number} below bytes of other sends that lay under them
 */

/** @typedef {{ from: number, to: number }} Share Parts of 1. */
/** @typedef {Map<number, Stay>} Stays by stayKey */

/** Lying is what lay in a socket's queue from one sample to the next. @typedef {{ conn: number, pieces: Piece[], x0: number, x1: number }} Lying */

/**
 * stayKey is one number for a send in a queue.
 * @param {number} conn of the socket whose queue it is, see mostConns
 * @param {number} send index
 */
export function stayKey(conn, send) {
  return conn * 2 ** 32 + send;
}

/**
 * noteStays begins the stays of what came in, and prolongs those of the rest.
 * @param {Stays} stays
 * @param {Lying} lying
 * @param {(value: number) => number} yOf
 */
export function noteStays(stays, { conn, pieces, x0, x1 }, yOf) {
  const sum = (/** @type {Piece[]} */ some) => some.reduce((total, { len }) => total + len, 0);
  const fresh = pieces.filter(({ index }) => !stays.has(stayKey(conn, index)));
  for (const { index } of pieces) Object.assign(stays.get(stayKey(conn, index)) ?? {}, { x1 });
  const total = sum(fresh);
  const under = sum(pieces) - total;
  let at = 0;
  for (const { index, len } of fresh) {
    const share = { from: at / total, to: (at + len) / total };
    at += len;
    const [top, base] = [yOf(under + at), yOf(0)];
    const stay = { conn, send: index, len, x0, x1, w0: x1 - x0, top, base, share, rests: [] };
    stays.set(stayKey(conn, index), stay);
  }
}

/**
 * noteRest notes at which height each send's bytes lay.
 * @param {Stays} stays
 * @param {Lying} lying
 */
export function noteRest(stays, { conn, pieces, x0, x1 }) {
  let below = 0;
  for (const { index, len } of pieces) {
    const rests = stays.get(stayKey(conn, index))?.rests ?? [];
    const last = rests[rests.length - 1];
    if (last && last.x1 === x0 && last.len === len && last.below === below) last.x1 = x1;
    else rests.push({ x0, x1, len, below });
    below += len;
  }
}
