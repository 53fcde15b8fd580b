// A lane of receive queues: the curve that the kernel's probes give, and whose
// bytes they are, as far as the order of the stream tells.

import { colour, letter, pattern } from "../../model/message.js";
import { bytesIn, queueContent } from "../../model/queue.js";
import { laneName, peerName } from "../../model/text.js";
import { curvePoints } from "../curve.js";
import { lateDatagrams } from "../late.js";
import { Cut, fit, LaneHeight, textPx } from "../metrics.js";
import { runsOfSend } from "../runs.js";
import { endX, isInView, sampleX, samplesInView } from "../samples.js";
import { isSheaf, sheafPoints } from "../sheaf.js";
import { noteStays } from "../stays.js";
import { leastStripPx, mergedInk } from "../strips.js";

/** @typedef {import("../shapes.js").Shape} Shape */
/** @typedef {import("../frame.js").Frame} Frame */
/** @typedef {import("../../model/sockets.js").Socket} Socket */
/** @typedef {import("../../model/streams.js").Piece} Piece */
/** @typedef {import("../runs.js").Run} Run */
/** @typedef {import("./lanes.js").Maker} Maker */
/** @typedef {Extract<Shape, { t: "rect" }>} Rect */

/** The least area of a strip of its own, in square pixels. */
const leastStrip = 16;

/** Room above the highest curve, for the words that say what lies together. */
const abovePx = 22;
const belowPx = 8;
/** More samples than this many per pixel are drawn as a curve alone. */
const densest = 1 / 4;
/** More sends than this are lower than they can be told apart in a lane: they are drawn as one. */
const mostStacked = 64;

/** @type {Maker} */
export const nearReceiveLane = (side) => receiveLane(side, side.near.filter((socket) => socket.heldIn)); // prettier-ignore

/** @type {Maker} */
export const farReceiveLane = (side) => receiveLane(side, side.far.filter((socket) => socket.measuredIn)); // prettier-ignore

/** A hub that datagrams come to has one queue for all. @type {Maker} */
export const hubReceiveLane = (side) =>
  receiveLane(side, side.near.filter((socket) => socket.measuredIn && isDatagram(side, socket))); // prettier-ignore

/**
 * @param {import("./lanes.js").Side | Frame} side
 * @param {Socket} socket
 */
const isDatagram = ({ chart }, socket) => chart.trace.conns.datagrams(socket.conn);

/**
 * @param {import("./lanes.js").Side} side
 * @param {Socket[]} sockets
 * @returns {import("./lanes.js").Lane | null}
 */
function receiveLane(side, sockets) {
  if (!sockets.length) return null;
  const { text } = side;
  const { trace } = side.chart;
  const { peer } = sockets[0];
  return {
    kind: "receive",
    peer,
    sockets,
    name: laneName(text, "lane.receive", trace.peers[peer] ?? ""),
    about: aboutQueue(side, sockets),
    heightPx: () => LaneHeight.receive,
    cutPx: () => Cut.receive,
    note(_, y, out) {
      for (const socket of sockets) out.queueTops.set(socket.conn, { y, socket });
    },
    draw(frame, y, out) {
      const [top, base] = [y + abovePx, y + LaneHeight.receive - belowPx];
      const lined = sockets.map((socket) => isDatagram(frame, socket) ? lateDatagrams.draw()?.linedIn(frame, socket) : undefined); // prettier-ignore
      const most = sockets.reduce((max, socket, n) => Math.max(max, lined[n]?.most ?? socket.most.inq.max()), 0); // prettier-ignore
      const yOf = (/** @type {number} */ value) => base - (most ? (value / most) * (base - top) : 0);
      const seen = sockets.filter((socket) => isInView(frame, socket));
      if (isSheaf(frame, seen)) {
        const points = sheafPoints(frame, seen.map((socket) => socket.most.inq), seen, yOf); // prettier-ignore
        out.queues.push({ t: "path", points, color: "ink", line: 1.75 });
        return;
      }
      for (const socket of seen) {
        new Contents(frame, socket, yOf, out, lined[sockets.indexOf(socket)]).draw();
        const points = curvePoints(frame, socket, socket.most.inq, yOf);
        if (points.length) out.queues.push({ t: "path", points, color: "ink", line: 1.75 });
      }
    },
  };
}

/**
 * aboutQueue says what the height of a queue's curve is: all bytes, or those of the
 * first datagram; and of which of several clients the bytes are.
 * @param {import("./lanes.js").Side} side
 * @param {Socket[]} sockets
 */
function aboutQueue(side, sockets) {
  const { conns, peers } = side.chart.trace;
  const first = sockets.filter(({ conn }) => conns.datagrams(conn) && !conns.countsAll(conn)).length;
  const all = first < sockets.length ? ["FIONREAD"] : [];
  const far =
    peers.length > 2 && sockets[0].peer !== side.peer ? [peerName(side.text, peers[side.peer])] : [];
  return [...all, ...(first > 0 ? [side.text("lane.receive.datagram")] : []), ...far].join(" · ");
}

/** Contents draws what lay in the receive queue of a socket. */
class Contents {
  /** Up to where words above the curve reach. */
  #noted = -Infinity;
  /** The value that those words were about; 0 when the curve has left it. */
  #told = 0;
  /** Strips that end at the last sample, by what they show. @type {Map<string, Rect>} */
  #open = new Map();

  /**
   * @param {Frame} frame
   * @param {Socket} socket
   * @param {(value: number) => number} yOf
   * @param {import("../out.js").Out} out
   * @param {import("../datagrams.js").Datagrams} [lined] of a queue of datagrams
   */
  constructor(frame, socket, yOf, out, lined) {
    this.frame = frame;
    this.socket = socket;
    this.yOf = yOf;
    this.lined = lined;
    this.shapes = out.queues;
    this.stays = out.stays;
  }

  draw() {
    const { frame, socket } = this;
    const [first, last] = samplesInView(frame, socket);
    if (last - first > frame.window.widthPx * densest) return;
    const { lined } = this;
    if (!lined && isDatagram(frame, socket)) return;
    for (let k = first; k < last; k++) {
      const value = socket.inq.get(k);
      if (value !== this.#told) this.#told = 0;
      const { pieces, bytes } = lined?.at(k, mostStacked) ?? {
        pieces: value > 0 ? queueContent(frame.trace, frame.chart.sockets, socket, k, mostStacked) : [],
        bytes: value,
      };
      if (pieces.length) {
        if (bytesIn(pieces) < bytes) this.#deep(k, bytes);
        else this.#stack(k, pieces);
        if (!lined) this.#joined(k, last, pieces);
      } else if (value > 0) this.#unknown(k, k === first || socket.inq.get(k - 1) !== value);
    }
    lined?.notes(first, last, this.yOf, this.shapes);
    this.#stayLabels();
  }

  /**
   * span is where sample k holds.
   * @param {number} k
   */
  #span(k) {
    return { x0: sampleX(this.frame, this.socket, k), x1: endX(this.frame, this.socket, k) };
  }

  /**
   * unknown draws bytes of which it is not known whose they are.
   * @param {number} k
   * @param {boolean} named whether it has words
   */
  #unknown(k, named) {
    const value = this.socket.inq.get(k);
    const { x0, x1 } = this.#span(k);
    const [y, base] = [this.yOf(value), this.yOf(0)];
    this.shapes.push({ t: "rect", x: x0, y, w: x1 - x0, h: base - y, fill: "header", alpha: 0.16 });
    const text = named ? fit([this.frame.text("queue.unknown", value), String(value)], x1 - x0 - 12) : null;
    if (text) this.shapes.push({ t: "text", x: x0 + 6, y: base - 8, ...text, color: "dim" });
  }

  /**
   * deep draws more sends than can be told apart.
   * @param {number} k
   * @param {number} bytes
   */
  #deep(k, bytes) {
    this.#strips([{ from: 0, to: bytes, message: -1, header: false, sends: 2 }], k);
  }

  /**
   * strips draws what lay in the queue for a time, lowest first; a strip that goes
   * on from the sample before is made longer.
   * @param {Run[]} runs
   * @param {number} k
   */
  #strips(runs, k) {
    const { yOf } = this;
    const { x0, x1 } = this.#span(k);
    const least = Math.max(leastStripPx, leastStrip / Math.max(1, x1 - x0));
    /** @type {Map<string, Rect>} */
    const open = new Map();
    for (const run of merged(runs, (bytes) => yOf(0) - yOf(bytes) >= least)) {
      const key = `${run.from} ${run.to} ${run.message} ${run.header} ${!run.look}`;
      const before = this.#open.get(key);
      const goesOn = before && Math.abs(before.x + before.w - x0) < 0.01;
      const rect = goesOn ? before : stripShape(run, x0, yOf);
      rect.w = x1 - rect.x;
      if (!goesOn) this.shapes.push(rect);
      open.set(key, rect);
    }
    this.#open = open;
  }

  /**
   * stack draws what lay in the queue between two samples, oldest lowest, and
   * notes where it lay for the ribbons.
   * @param {number} k
   * @param {import("../datagrams.js").Lying[]} pieces
   */
  #stack(k, pieces) {
    const { frame, yOf } = this;
    const gap = this.lined?.gap ?? 0;
    let below = 0;
    const runs = pieces.flatMap(({ index, off, len, look }) => {
      const run = runsOfSend(frame.trace, index, off, len, below);
      below += len + gap;
      return look ? run.map((one) => ({ ...one, look })) : run;
    });
    this.#strips(runs, k);
    noteStays(this.stays, { conn: this.socket.conn, pieces, ...this.#span(k), gap }, yOf);
  }

  /**
   * joined says above the curve that messages lie together, once for each
   * value that the queue comes to.
   * @param {number} k
   * @param {number} last
   * @param {Piece[]} pieces
   */
  #joined(k, last, pieces) {
    const { trace } = this.frame;
    const value = this.socket.inq.get(k);
    const { x0 } = this.#span(k);
    const several = trace.message(pieces[0].index) !== trace.message(pieces.at(-1)?.index ?? 0);
    if (!several || this.#told || x0 <= this.#noted) return;
    const room = { from: Math.max(x0, this.frame.leftPx), to: this.#stretchEnd(k, last) };
    const reach = this.#joinedNote(room, value, pieces);
    if (reach !== null) [this.#noted, this.#told] = [reach, value];
  }

  /**
   * stretchEnd is where the queue comes to hold more than at a sample: up to
   * there words above the curve do not meet it.
   * @param {number} k
   * @param {number} last
   */
  #stretchEnd(k, last) {
    const { frame, socket } = this;
    for (let next = k + 1; next < last; next++) {
      if (socket.inq.get(next) > socket.inq.get(k))
        return Math.min(sampleX(frame, socket, next), frame.rightPx);
    }
    return frame.rightPx;
  }

  /**
   * joinedNote writes that messages lie together, and whether headers still
   * tell them apart; it returns how far the words reach, null if there is no room
   * for them.
   * @param {{ from: number, to: number }} room
   * @param {number} bytes
   * @param {Piece[]} pieces
   */
  #joinedNote({ from, to }, bytes, pieces) {
    const { trace, text: words } = this.frame;
    const framed = pieces.every(
      ({ index }) => trace.columns.head.get(index) > 0 || trace.extent(index).before > 0,
    );
    const key = framed ? "queue.joined.framed" : "queue.joined";
    const color = framed ? "ink" : "coalesced";
    const text = fit([words(key, bytes)], to - from - 4);
    if (!text) return null;
    this.shapes.push({ t: "text", x: from + 4, y: this.yOf(bytes) - 7, ...text, color });
    return from + textPx(text.text, text.size) + 24;
  }

  /**
   * stayLabels names the messages that lie in the queue, once each, with what
   * it held of them there.
   */
  #stayLabels() {
    for (const { conn, send, rests } of this.stays.values()) {
      if (conn !== this.socket.conn) continue;
      const name = letter(this.frame.trace.message(send));
      const tallest = [...rests].sort((a, b) => b.len - a.len);
      this.#restLabel(tallest, (len) => `${name} ${len}`) || this.#restLabel(tallest, () => name);
    }
  }

  /**
   * restLabel writes the words into the first stretch that has room for them,
   * and reports whether there was one.
   * @param {import("../stays.js").Rest[]} rests
   * @param {(len: number) => string} words
   */
  #restLabel(rests, words) {
    const { frame, yOf } = this;
    for (const { x0, x1, len, below } of rests) {
      const from = Math.max(x0, frame.leftPx);
      const text = fit([words(len)], Math.min(x1, frame.rightPx) - from - 10);
      if (!text || yOf(0) - yOf(len) < text.size) continue;
      const y = (yOf(below) + yOf(below + len)) / 2 + 5;
      this.shapes.push({ t: "text", x: from + 7, y, ...text, color: "ink", mono: true });
      return true;
    }
    return false;
  }
}

/**
 * merged joins neighbours that are too low to be told apart.
 * @param {Run[]} runs
 * @param {(bytes: number) => boolean} isTall
 * @returns {Run[]}
 */
function merged(runs, isTall) {
  /** @type {Run[]} */
  const list = [];
  for (const run of runs) {
    const last = list.at(-1);
    const low = !isTall(run.to - run.from);
    if (last?.sends && low) {
      last.to = run.to;
      last.sends++;
    } else list.push(low ? { ...run, sends: run.sends ?? 1 } : run);
  }
  return list;
}

/**
 * stripShape draws a strip from x on; how far is to be set.
 * @param {Run} run
 * @param {number} x
 * @param {(value: number) => number} yOf
 * @returns {Rect}
 */
function stripShape({ from, to, message, header, look, sends = 1 }, x, yOf) {
  const place = { t: /** @type {const} */ ("rect"), x, y: yOf(to), w: 0, h: yOf(from) - yOf(to) };
  if (sends > 1) return { ...place, fill: mergedInk, alpha: 0.3 };
  if (header) return { ...place, fill: "header", alpha: 0.24, pattern: 0, ...look };
  return { ...place, fill: colour(message), alpha: 0.3, pattern: pattern(message), ...look };
}
