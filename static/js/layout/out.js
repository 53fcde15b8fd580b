// What lanes draw into. Shapes are kept by what they lie under, for ribbons
// run below the queues and the calls of all lanes.

import { Passages } from "./passages.js";

/** @typedef {import("./shapes.js").Shape} Shape */

export class Out {
  /** Under everything: tints and rules. @type {Shape[]} */
  ground = [];
  /** @type {import("./shapes.js").Band[]} */
  bands = [];
  /** @type {Shape[]} */
  queues = [];
  /** @type {Shape[]} */
  wires = [];
  /** @type {Shape[]} */
  calls = [];
  /** Places that belong to something that can be selected. @type {import("./shapes.js").Zone[]} */
  zones = [];

  // What lanes note for the bands that tie them together.

  /** Where the boxes of calls begin, by their row. @type {Map<import("./peercalls.js").PeerCalls, number>} */
  callTops = new Map();
  /** Where receive queues begin, by connection of the socket. @type {Map<number, { y: number, socket: import("../model/sockets.js").Socket }>} */
  queueTops = new Map();
  /** Where bytes went through the wire lanes. */
  passages = new Passages();
  /** Where bytes lay in receive queues. @type {import("./stays.js").Stays} */
  stays = new Map();
}
