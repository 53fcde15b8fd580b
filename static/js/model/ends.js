// Whose a socket is, and which one is at the other end of its connection, as
// the events tell.

import { NearMap } from "./nearmap.js";

/** Ends follows a trace event by event. */
export class Ends {
  /** By socket. @type {NearMap<number>} */
  #peers = new NearMap();
  /** By socket. @type {NearMap<number>} */
  #others = new NearMap();

  /**
   * add takes in an event.
   * @param {{ peer: number, conn: number, farConn: number }} row
   * @param {boolean} datagrams without connections
   */
  add({ peer, conn, farConn }, datagrams) {
    if (conn === 0) return;
    this.#peers.set(conn, peer);
    if (farConn !== 0 && !datagrams) this.pair(conn, farConn);
  }

  /**
   * pair notes two sockets that face each other.
   * @param {number} a
   * @param {number} b
   */
  pair(a, b) {
    this.#others.set(a, b);
    this.#others.set(b, a);
  }

  /**
   * peerOf returns the peer whose socket a conn is, -1 while it is not known.
   * @param {number} conn
   */
  peerOf(conn) {
    return this.#peers.get(conn) ?? -1;
  }

  /**
   * otherOf returns the socket at the other end, 0 while it is not known.
   * @param {number} conn
   */
  otherOf(conn) {
    return this.#others.get(conn) ?? 0;
  }
}
