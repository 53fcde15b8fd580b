// Where the columns of a ladder stand: one for each peer, the hub in the middle of
// the others.

/**
 * Column is a peer's line. Words stand on its side, towards which the box of a call
 * lies: -1 left, 1 right. edge: no other column stands there.
 * @typedef {{ peer: number, x: number, side: -1 | 1, roomPx: number, edge: boolean }} Column
 */

/** Width of the strip with the times, and on a narrow screen. */
export const timesPx = 132;
export const narrowTimesPx = 76;
/** Height of the strip with the names. */
export const headPx = 34;
/** Half the width of a peer's bar. */
export const halfBarPx = 5;
/** So far beside each other are the bars of threads. */
export const strandPx = 7;
export const mostStrands = 3;

/** What an arrow is called has so much room beside its column. */
const wordsPx = 78;

/**
 * columnsOf places the columns from left to right.
 * @param {import("../chart.js").Chart} chart
 * @param {{ widthPx: number, narrow: boolean }} size
 * @returns {Column[]}
 */
export function columnsOf({ trace, sockets }, { widthPx, narrow }) {
  const hub = Math.max(0, sockets.hub);
  const others = trace.peers.flatMap((_, peer) => (peer === hub ? [] : [peer]));
  const before = Math.ceil(others.length / 2);
  const order = [
    ...others.slice(0, before),
    ...(trace.peers.length > 0 ? [hub] : []),
    ...others.slice(before),
  ];
  const leftPx = narrow ? narrowTimesPx : timesPx;
  const each = (widthPx - leftPx) / Math.max(1, order.length);
  return order.map((peer, k) => {
    const side = k < before ? -1 : 1;
    const edge = order.length <= 2 || k === 0 || k === order.length - 1;
    return { peer, x: leftPx + each * (k + 0.5), side, roomPx: edge ? each / 2 : each - wordsPx, edge };
  });
}

/**
 * columnOf finds the column of a peer.
 * @param {readonly Column[]} columns
 * @param {number} peer
 */
export function columnOf(columns, peer) {
  return columns.find((column) => column.peer === peer) ?? null;
}
