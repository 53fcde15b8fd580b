// A chart as it was known at a moment, see model/past/trace.js: its lists end
// there, its scale and its lanes are those of the whole run.

import { from } from "../model/column.js";
import { countKnown, cut, pastTrace } from "../model/past/trace.js";
import { pastSockets } from "../model/past/sockets.js";
import { waitKey } from "../model/waiting.js";

/** @typedef {import("./chart.js").Chart} Chart */
/** @typedef {import("./strands.js").Strands} Strands */
/** @typedef {import("./peercalls.js").PeerCalls} PeerCalls */
/** @typedef {import("./decoders.js").PeerDecodes} PeerDecodes */
/** @typedef {import("./wires.js").Wires} Wires */
/** @typedef {import("./wires.js").PeerWire} PeerWire */
/** @typedef {import("../model/trace.js").Trace} Trace */

/** In rows of strands that overlap, so many calls a strand are looked at for those that go on. */
const looks = 4;

/** PastCalls is the calls of a row that had ended. */
class PastCalls {
  /**
   * @param {PeerCalls} whole
   * @param {number} length
   */
  constructor(whole, length) {
    this.whole = whole;
    this.events = cut(whole.events, length);
  }

  /** @type {PeerCalls["sums"]} */
  sums(first, last) {
    return this.whole.sums(first, last);
  }
}

/** PastStrands reads like Strands. */
class PastStrands {
  /**
   * @param {Strands} whole
   * @param {Trace} trace the whole one
   * @param {number} atNs
   */
  constructor(whole, trace, atNs) {
    this.whole = whole;
    const known = (/** @type {PeerCalls} */ calls) =>
      /** @type {PeerCalls} */ (
        /** @type {unknown} */ (new PastCalls(calls, countKnown(trace, calls.events, atNs)))
      );
    this.all = known(whole.all);
    this.rows = whole.rows.map((row) => ({
      ...row,
      calls: row.calls === whole.all ? this.all : known(row.calls),
    }));
  }

  /** @param {number} strand */
  rowOf(strand) {
    return this.whole.rowOf(strand);
  }
}

/** PastPeerDecodes reads like PeerDecodes. */
class PastPeerDecodes {
  /**
   * @param {PeerDecodes} whole
   * @param {Trace} trace the whole one
   * @param {number} atNs
   */
  constructor(whole, trace, atNs) {
    this.whole = whole;
    this.any = whole.any;
    this.list = cut(whole.list, knownDecodes(trace, whole.list, atNs));
  }

  /** @type {PeerDecodes["sums"]} */
  sums(first = 0, end = this.list.length) {
    return this.whole.sums(first, end);
  }
}

/**
 * @param {Trace} trace
 * @param {{ at: Int32Array, length: number }} list
 * @param {number} atNs
 */
function knownDecodes(trace, list, atNs) {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const mid = (low + high) >>> 1;
    if (trace.knownNs(trace.decodes.event.at[list.at[mid]]) <= atNs) low = mid + 1;
    else high = mid;
  }
  return low;
}

/** PastPeerWire reads like PeerWire. */
class PastPeerWire {
  /**
   * @param {PeerWire} whole
   * @param {number} length how many segments of the run were seen
   */
  constructor(whole, length) {
    this.whole = whole;
    this.table = whole.table;
    this.isDatagrams = whole.isDatagrams;
    this.segments = cut(whole.segments, from(whole.segments, length));
  }

  /** @type {PeerWire["sums"]} */
  sums(first, last) {
    return this.whole.sums(first, last);
  }
}

/** PastWires reads like Wires. */
class PastWires {
  /**
   * @param {Wires} whole
   * @param {number} length how many segments of the run were seen
   */
  constructor(whole, length) {
    this.whole = whole;
    this.points = whole.points;
    this.byPeer = new Map([...whole.byPeer].map(([peer, wire]) => [peer, new PastPeerWire(wire, length)]));
  }

  /** @param {number} n */
  pointOf(n) {
    return this.whole.pointOf(n);
  }

  /** @param {number} n */
  peerOf(n) {
    return this.whole.peerOf(n);
  }
}

/** PastChart reads like a Chart. */
export class PastChart {
  /**
   * @param {Chart} whole
   * @param {number} atNs
   */
  constructor(whole, atNs) {
    const { trace } = whole;
    this.whole = whole;
    this.version = whole.version;
    this.order = whole.order;
    this.folded = whole.folded;
    this.room = whole.room;
    this.late = whole.late;
    this.track = whole.track;
    this.strands = whole.strands.map((strands) => new PastStrands(strands, trace, atNs));
    this.decodes = whole.decodes.map((decodes) => new PastPeerDecodes(decodes, trace, atNs));
    this.sockets = pastSockets(whole.sockets, trace, atNs);
    this.trace = pastTrace(trace, atNs, this.#horizon(atNs));
    this.wires = new PastWires(whole.wires, this.trace.segments.length);
  }

  update() {}

  /** @param {number} i */
  rowOf(i) {
    const { peer, strand } = this.trace.columns;
    const strands = this.strands[peer.at[i]];
    return strands.rows[strands.rowOf(strand.get(i))];
  }

  /** @param {number} atNs */
  #horizon(atNs) {
    const { trace } = this.whole;
    const { event } = trace.decodes;
    const lasts = [
      ...this.strands.map(({ all: { events } }) => events.at[events.length - 1]),
      ...this.decodes.map(({ list }) => event.at[list.at[list.length - 1]]),
    ];
    const counts = [
      ...this.strands.map(({ all }) => all.events.length),
      ...this.decodes.map(({ list }) => list.length),
    ];
    const going = this.whole.strands.flatMap((strands, peer) =>
      this.#going(strands, this.strands[peer], atNs),
    );
    return {
      count: counts.reduce((sum, count) => sum + count, 0),
      length: lasts.reduce((most, i) => Math.max(most, (i ?? -1) + 1), 0),
      going,
      waiting: waitingAt(trace, going, atNs),
    };
  }

  /**
   * going lists the calls of a peer that go on. Calls of a row do not overlap,
   * but for those of the row that all further strands share.
   * @param {Strands} whole
   * @param {PastStrands} past
   * @param {number} atNs
   */
  #going(whole, past, atNs) {
    const { start } = this.whole.trace.columns;
    return whole.rows.flatMap(({ calls: { events }, rest, strands }, n) => {
      const first = past.rows[n].calls.events.length;
      const last = Math.min(events.length, first + (rest ? looks * strands.length : 1));
      return Array.from(events.at.subarray(first, last)).filter((i) => start.at[i] <= atNs);
    });
  }
}

/**
 * waitingAt lists the calls that go on as those of a run that does: one for each
 * strand, and where the run itself goes on, those that have not come back yet.
 * @param {Trace} trace
 * @param {number[]} going
 * @param {number} atNs
 * @returns {Map<number, import("../model/trace.js").Waiting>}
 */
function waitingAt({ columns, waiting }, going, atNs) {
  const { peer, strand, conn, call, step, asked, start } = columns;
  const map = new Map([...waiting].filter(([, { start }]) => start <= atNs));
  for (const i of going.reverse()) {
    map.set(waitKey(peer.at[i], strand.get(i)), {
      conn: conn.at[i],
      call: call.at[i],
      step: step.at[i],
      asked: asked.at[i],
      start: start.at[i],
    });
  }
  return map;
}

/**
 * chartAt returns a chart as it was known at a moment; it is read as a chart.
 * @param {Chart} whole
 * @param {number} atNs
 * @returns {Chart}
 */
export function chartAt(whole, atNs) {
  return /** @type {Chart} */ (/** @type {unknown} */ (new PastChart(whole, atNs)));
}
