// What draws things that few runs have, or that only a reader's hand brings, is loaded
// with the first of them, see ../app/timeline/late.js; until then they are not drawn.

/** @typedef {import("./shapes.js").Shape} Shape */
/** @typedef {import("./frame.js").Frame} Frame */
/** @typedef {import("./out.js").Out} Out */

/**
 * Late is a drawing that may not have been loaded yet.
 * @template {unknown[]} A what it draws from
 * @template R what it returns
 */
class Late {
  /** @type {((...from: A) => R) | null} */
  #draw = null;
  /** Whether there was something to draw. */
  isWanted = false;

  get isThere() {
    return this.#draw !== null;
  }

  /** has draw it from now on. @param {(...from: A) => R} draw */
  has(draw) {
    this.#draw = draw;
  }

  /**
   * draw draws it, where it has been loaded.
   * @param {A} from
   * @returns {R | undefined}
   */
  draw(...from) {
    this.isWanted = true;
    return this.#draw?.(...from);
  }
}

/** Datagrams that were lost, see losses.js. @type {Late<[Frame, Out], void>} */
export const lateLosses = new Late();

/** Ribbons of sends that are too many to be told apart, see farbands.js. @type {Late<[Frame, Out, number], void>} */
export const lateFar = new Late();

/** Calls from afar, see density.js. @type {Late<[Frame, { calls: import("./peercalls.js").PeerCalls, first: number, last: number, y: number }, Shape[]], void>} */
export const lateCalls = new Late();

/** Captured segments from afar, see segmentdensity.js. @type {Late<[Frame, { wire: import("./wires.js").PeerWire, first: number, last: number, top: number }, Shape[]], void>} */
export const lateDensity = new Late();

/** Chip is calls of a row that are drawn as one. @typedef {{ count: number, draw: (band: { mid: number, rows: import("./rows.js").Rows }, out: Out) => void }} Chip */

/** The calls that make a socket ready, see setup.js. @type {Late<[Frame, import("./peercalls.js").PeerCalls, number], Chip | null>} */
export const lateSetup = new Late();

/** The numbers of sockets, see numbers.js. @type {Late<[Frame, import("./numbers.js").Row, Out], void>} */
export const lateNumbers = new Late();

/** What only datagrams have, see datagrams.js. @type {Late<[], import("./datagrams.js").OfDatagrams>} */
export const lateDatagrams = new Late();

/** Segments that were counted and not captured, see wire.js. @type {Late<[Frame, { peer: number, sockets: import("../model/sockets.js").Socket[] }, number, Out], void>} */
export const lateCounts = new Late();

/** The marks on the rail of a peer outside, see rail.js. @type {Late<[Frame, number, number, Out], void>} */
export const lateRail = new Late();

/** What a send queue held, see held.js. @type {Late<[Frame, import("../model/sockets.js").Socket, (value: number) => number, Shape[]], void>} */
export const lateHeld = new Late();

/** What a tap did to bytes on their way, see through.js. @type {Late<[Frame, Out], void>} */
export const lateThrough = new Late();

/** What lies over the data, see overlay.js. @type {Late<[Frame, import("./scene.js").Scene, import("./overlay.js").Marked], Shape[]>} */
export const lateOverlay = new Late();
