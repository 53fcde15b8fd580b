// What is known of the peers and sockets of a run beside its events.

import { NearMap } from "./nearmap.js";

/** The transports, by their number on the wire. */
const transports = ["", "tcp", "udp", "unix stream", "unix datagram", "unix seqpacket", "tcp6", "udp6"];

/** The kinds of peers, by their number on the wire. */
const kinds = ["scripted", "guest", "watched", "outside"];

/** The most peers and sockets of a run, as the server has them. */
export const mostPeers = 64;
export const mostConns = 4096;

/**
 * PeerRow is what a row says of a peer.
 * @typedef {object} PeerRow
 * @property {number} index
 * @property {string} name
 * @property {number} kind
 * @property {number} transport 0: the run's
 * @property {number} pid 0 where there is no process
 * @property {string} runtime
 * @property {string[]} argv
 * @property {{ name: string, text: string }[]} files
 */

/**
 * ConnRow is what a row says of a socket.
 * @typedef {object} ConnRow
 * @property {number} conn
 * @property {number} peer
 * @property {number} transport 0: the run's
 * @property {boolean} outside whether its calls are not seen
 * @property {number} base bytes that it had sent before it was watched
 * @property {string} local
 * @property {string} remote
 * @property {number} far the socket at the other end, 0 where its events say
 */

/** transportCount is the first number that is no transport. */
export const transportCount = transports.length;

/** kindCount is the first number that is no kind of peer. */
export const kindCount = kinds.length;

/**
 * transportName returns the word of a transport.
 * @param {number} transport
 */
export const transportName = (transport) => transports[transport] ?? "";

/**
 * kindName returns the word of a kind of peer.
 * @param {number} kind
 */
export const kindName = (kind) => kinds[kind] ?? "";

/** @param {string} transport */
const isDatagram = (transport) => ["udp", "unix datagram", "unix seqpacket", "udp6"].includes(transport);

/** Conns has the sockets of which more is known than their events say. */
export class Conns {
  /** @type {Map<number, ConnRow>} */
  #rows = new Map();
  /** Whether these have datagrams, which is asked of each call. @type {NearMap<boolean>} */
  #kinds = new NearMap();
  #datagrams;

  /** @param {string} transport of all others */
  constructor(transport) {
    this.transport = transport;
    this.#datagrams = isDatagram(transport);
  }

  /** @param {ConnRow} row one that came before is replaced */
  add(row) {
    if (!this.#rows.has(row.conn) && this.#rows.size === mostConns) {
      throw new RangeError(`more than ${mostConns} sockets`);
    }
    this.#rows.set(row.conn, row);
    this.#kinds.set(row.conn, isDatagram(this.transportOf(row.conn)));
  }

  /**
   * transportOf returns the word of a socket's transport.
   * @param {number} conn
   */
  transportOf(conn) {
    return transportName(this.#rows.get(conn)?.transport ?? 0) || this.transport;
  }

  /**
   * datagrams reports whether a socket has datagrams, which keep their boundaries.
   * @param {number} conn
   */
  datagrams(conn) {
    return this.#rows.size === 0 ? this.#datagrams : (this.#kinds.get(conn) ?? this.#datagrams);
  }

  /**
   * countsAll reports whether the kernel counts all messages that wait in a socket of
   * datagrams, not the first alone (unix_inq_len).
   * @param {number} conn
   */
  countsAll(conn) {
    return this.transportOf(conn) === "unix seqpacket";
  }

  /**
   * outside reports whether the calls of a socket are not seen.
   * @param {number} conn
   */
  outside(conn) {
    return this.#rows.get(conn)?.outside ?? false;
  }

  /**
   * owner returns whose a socket outside is, -1 of any other.
   * @param {number} conn
   */
  owner(conn) {
    const row = this.#rows.get(conn);
    return row?.outside ? row.peer : -1;
  }

  /** all lists the rows in the order in which they came. */
  all() {
    return [...this.#rows.values()];
  }
}
