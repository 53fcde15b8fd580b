// Which lanes are folded so that all of them have room.

import { carries } from "../../model/call.js";
import { foldedPx } from "../metrics.js";

/** @typedef {import("./lanes.js").Lane} Lane */

/** In which order lanes are folded; what is not here stays open. */
const Rank = Object.freeze({
  empty: 0,
  idle: 1,
  send: 2,
  wire: 3,
  receive: 4,
  accept: 5,
  another: 6,
  open: 9,
});

/**
 * Room is what lanes may take: how tall each is when open, how tall they may be
 * together, and whether those that are folded share one strip.
 * @typedef {{ tall: number[], roomPx: number, merged: boolean }} Room
 */

/**
 * Folded says of each lane whether it is folded, and how many are that have something
 * to show and that nobody has folded by hand.
 * @typedef {{ folded: boolean[], hidden: number }} Folded
 */

/**
 * folding returns a function that says of each lane whether it is folded: first
 * those of queues that were empty at every probe, then those of peers without
 * bytes, then what only the kernel saw, last who waited for an accept, which is there
 * only when somebody did; from the bottom up. Never the calls that
 * moved bytes, nor a lane that the lesson names; of several queues with that name
 * the first, and the others after all else. The whole run counts, whatever
 * moment of it is shown.
 * @param {import("../chart.js").Chart} chart
 * @param {Lane[]} lanes
 * @param {{ keys: string[], open: Readonly<Record<string, boolean>>, named: readonly string[] }} some as in lanesOf
 * @returns {(room: Room) => Folded}
 */
export function folding(chart, lanes, { keys, open, named }) {
  const active = activePeers(chart);
  const isNamed = (/** @type {Lane} */ { kind, peer }) =>
    named.includes(`${chart.trace.peers[peer]} ${kind}`);
  const isFirst = (/** @type {Lane} */ { kind, peer }, /** @type {number} */ n) =>
    kind === "calls" || lanes.findIndex((lane) => lane.kind === kind && lane.peer === peer) === n;
  const ranks = lanes.map((lane, n) => {
    if (!isNamed(lane)) return rankOf(lane, active);
    return isFirst(lane, n) ? Rank.open : Rank.another;
  });
  const shut = keys.map((key) => open[key] === false);
  const order = lanes.map((_, n) => n).filter((n) => ranks[n] < Rank.open && !shut[n] && !open[keys[n]]);
  order.sort((a, b) => ranks[a] - ranks[b] || b - a);
  return ({ tall, roomPx, merged }) => {
    const folded = [...shut];
    let strips = folded.filter(Boolean).length;
    let leftPx = roomPx - tall.reduce((sum, px, n) => sum + (folded[n] ? 0 : px), 0);
    let hidden = 0;
    const lacks = () => leftPx < (merged ? Math.min(1, strips) : strips) * foldedPx;
    for (const n of order) {
      if (!lacks()) break;
      folded[n] = true;
      strips++;
      leftPx += tall[n];
      if (ranks[n] > Rank.idle) hidden++;
    }
    return { folded, hidden };
  };
}

/**
 * @param {Lane} lane
 * @param {Set<number>} active
 */
function rankOf({ kind, peer, sockets }, active) {
  const most = (/** @type {"inq" | "outq"} */ queue) =>
    Math.max(0, ...sockets.map(({ whole }) => whole.most[queue].max()));
  if ((kind === "send" && most("outq") === 0) || (kind === "receive" && most("inq") === 0)) return Rank.empty;
  if (kind === "send" || kind === "wire" || kind === "receive" || kind === "accept") return Rank[kind];
  return active.has(peer) ? Rank.open : Rank.idle;
}

/**
 * activePeers lists the peers that moved bytes; of one with very many calls the
 * first are looked at.
 * @param {import("../chart.js").Chart} chart
 * @returns {Set<number>}
 */
function activePeers({ whole: { trace, strands } }) {
  const { call, got } = trace.columns;
  const active = strands.flatMap(({ all: { events } }, peer) => {
    for (let k = 0; k < Math.min(events.length, mostLooked); k++) {
      if (carries(call.at[events.at[k]]) && got.at[events.at[k]] > 0) return [peer];
    }
    return events.length > mostLooked ? [peer] : [];
  });
  return new Set(active);
}

const mostLooked = 200;

/**
 * toggledLanes opens all lanes that are folded; where none is, those that were
 * opened may fold again.
 * @param {readonly import("./lanes.js").Placed[]} lanes
 * @returns {Record<string, boolean>}
 */
export function toggledLanes(lanes) {
  if (!lanes.some(({ folded }) => folded)) return {};
  return Object.fromEntries(lanes.flatMap(({ key, keys = [] }) => [key, ...keys]).map((key) => [key, true]));
}
