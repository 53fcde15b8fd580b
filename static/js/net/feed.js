// The feed of a run: a WebSocket that is opened again, from where it was left,
// until the run's end has come.

import { afterPaint } from "../state/painted.js";

const firstPauseMs = 250;
const longestPauseMs = 8000;
/** The close code by which the server says that it has no such run any more. */
const refused = 1008;
/** The close code by which it says that a limit is in full use. */
const full = 1013;
const leastFullPauseMs = 2000;
/** A WebSocket says hello within this, or somebody between keeps what it says. */
const silentMs = 5000;
/** After so many tries in a row without a word other ways are tried, too. */
const triesOfOne = 2;
/** Where the tab remembers how its last feed came: a Way. */
export const rememberedAs = "feed";

/** Way is how a feed comes: over a WebSocket, or by HTTP. @typedef {"" | "stream" | "poll"} Way */

/** @typedef {"connecting" | "open" | "closed" | "lost"} FeedState */
/** Message is text, or a batch. @typedef {string | ArrayBuffer | Uint8Array} Message */
/** Source is where the feed of a run is, and its first messages, where they are there. @typedef {{ feed: string, first?: readonly Message[] }} Source */

/**
 * FeedHandlers are told what comes. onBatch gives the seq of the last event
 * held, from which a lost feed goes on. lost means: the connection broke and
 * is tried again; closed: nothing more will come.
 * @typedef {object} FeedHandlers
 * @property {(hello: any) => void} onHello
 * @property {(batch: ArrayBuffer | Uint8Array) => number | void} onBatch
 * @property {(end: any) => void} onEnd
 * @property {(state: FeedState, error?: Error, way?: Way) => void} onState
 */

/**
 * FeedWorld is what a feed needs of the browser; tests pass their own.
 * @typedef {object} FeedWorld
 * @property {new (url: string) => WebSocket} WebSocket
 * @property {(run: () => void, ms: number) => any} setTimer
 * @property {(timer: any) => void} clearTimer
 * @property {(run: () => void) => void} whenPainted runs it behind the next frame
 * @property {() => number} random
 * @property {string} base
 * @property {Pick<Storage, "getItem" | "setItem">} memory
 * @property {(feed: Feed) => Promise<void>} turn has the feed come another way from its next try on
 */

/** Gone tells that the server does not have the run any more. */
export class Gone extends Error {}

/** Full tells that a limit of the server is in full use, and when the feed is tried again. */
export class Full extends Error {
  /**
   * @param {string} limit its name and value
   * @param {number} seconds until the next try
   */
  constructor(limit, seconds) {
    super(`the limit ${limit} is in full use`);
    this.limit = limit;
    this.seconds = seconds;
  }
}

/** @returns {FeedWorld} */
function browser() {
  return {
    WebSocket: globalThis.WebSocket,
    setTimer: (run, ms) => setTimeout(run, ms),
    clearTimer: (timer) => clearTimeout(timer),
    whenPainted: afterPaint,
    random: Math.random,
    base: globalThis.location.href,
    memory: globalThis.sessionStorage,
    turn: (feed) =>
      import("./overhttp.js").then(
        ({ turn }) => turn(feed),
        () => {}, // the server may only be away
      ),
  };
}

/**
 * pauseMs is how long to wait before a try: doubling, and up to a half less
 * by chance so that a class does not come back in step.
 * @param {number} tries failed in a row, from 1
 * @param {number} random in [0, 1)
 */
export function pauseMs(tries, random) {
  const full = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(tries - 1, 10));
  return full * (1 - random / 2);
}

/**
 * feedUrl makes the WebSocket address of a feed after event `after`.
 * @param {string} path
 * @param {string} base
 * @param {number} after
 */
export function feedUrl(path, base, after) {
  const url = new URL(path, base);
  url.protocol = url.protocol === "https:" || url.protocol === "wss:" ? "wss:" : "ws:";
  if (after > 0) url.searchParams.set("after", String(after));
  return url.href;
}

/**
 * messagesOf takes frames of a server apart, as a WebSocket has them (RFC 6455 5.2).
 * @param {ArrayBuffer} frames whole ones
 * @returns {Message[]} the batches are views
 */
export function messagesOf(frames) {
  const text = 1; // the opcode; 2 is binary
  const view = new DataView(frames);
  const utf8 = new TextDecoder();
  /** @type {Message[]} */
  const messages = [];
  for (let at = 0; at < view.byteLength;) {
    const opcode = view.getUint8(at) & 0x0f;
    let length = view.getUint8(at + 1);
    at += 2;
    if (length === 126) [length, at] = [view.getUint16(at), at + 2];
    else if (length === 127) [length, at] = [Number(view.getBigUint64(at)), at + 8];
    const payload = new Uint8Array(frames, at, length);
    messages.push(opcode === text ? utf8.decode(payload) : payload);
    at += length;
  }
  return messages;
}

/**
 * closeQuietly closes a socket, one that is still connecting as soon as it is
 * open: before that the browser would complain of it.
 * @param {WebSocket} socket
 */
function closeQuietly(socket) {
  const connecting = 0; // WebSocket.CONNECTING
  if (socket.readyState === connecting) socket.onopen = () => socket.close();
  else socket.close();
}

export class Feed {
  /** @type {Way} */
  way = "";
  #after = 0;
  #tries = 0;
  #greeted = false;
  #over = false;
  /** @type {WebSocket | null} */
  #socket = null;
  /** @type {any} */
  #timer = null;
  /** @type {any} */
  #silent = null;

  /**
   * @param {Source} source
   * @param {FeedHandlers} handlers
   * @param {FeedWorld} world
   */
  constructor({ feed, first = [] }, handlers, world) {
    this.path = feed;
    this.handlers = handlers;
    this.world = world;
    /** What makes connections, as WebSocket does. @type {any} */
    this.Way = world.WebSocket;
    for (const message of first) this.#guard(() => this.#take(message));
    if (world.memory.getItem(rememberedAs)) world.turn(this).then(() => this.connect());
    else if (first.length === 0) this.connect();
    else world.whenPainted(() => this.connect());
  }

  connect() {
    if (this.#over) return;
    this.handlers.onState("connecting");
    const socket = new this.Way(feedUrl(this.path, this.world.base, this.#after));
    socket.binaryType = "arraybuffer";
    socket.onopen = () => this.said();
    socket.onmessage = (/** @type {any} */ message) => {
      this.world.clearTimer(this.#silent);
      this.world.memory.setItem(rememberedAs, this.way);
      this.#guard(() => this.#take(message.data));
    };
    socket.onclose = (/** @type {any} */ close) => this.#closed(close.code, close.reason);
    this.#socket = socket;
    if (!this.way) this.#silent = this.world.setTimer(() => this.#keptBack(socket), silentMs);
  }

  /** said tells that the feed is open, and how it comes. */
  said() {
    this.handlers.onState("open", undefined, this.way);
  }

  /** @param {any} socket one that is silent */
  #keptBack(socket) {
    socket.onclose = null;
    closeQuietly(socket);
    this.#closed(1006, "");
  }

  /** @param {Message} data */
  #take(data) {
    this.#tries = 0;
    if (typeof data !== "string") {
      this.#after = this.handlers.onBatch(data) ?? this.#after;
      return;
    }
    const message = JSON.parse(data);
    if (message.type === "hello" && !this.#greeted) {
      this.#greeted = true;
      this.handlers.onHello(message);
    } else if (message.type === "end") {
      this.handlers.onEnd(message);
      this.#finish();
    }
  }

  /**
   * guard ends the feed when a message makes no sense: asking again would
   * only bring the same one.
   * @param {() => void} run
   */
  #guard(run) {
    if (this.#over) return;
    try {
      run();
    } catch (error) {
      this.#finish(error instanceof Error ? error : new Error(String(error)));
    }
  }

  /**
   * @param {number} code
   * @param {string} reason
   */
  #closed(code, reason) {
    if (this.#over) return;
    this.world.clearTimer(this.#silent);
    if (code === refused) return this.#finish(new Gone("the server has no such run"));
    this.#tries++;
    let pause = pauseMs(this.#tries, this.world.random());
    if (code === full) pause = Math.max(pause, leastFullPauseMs);
    this.handlers.onState("lost", code === full ? new Full(reason, Math.ceil(pause / 1000)) : undefined);
    const again = () => this.connect();
    const turned = this.#tries >= triesOfOne && code !== full && this.world.turn(this);
    this.#timer = this.world.setTimer(turned ? () => turned.then(again) : again, pause);
  }

  /** @param {Error} [error] */
  #finish(error) {
    if (this.#over) return;
    this.#over = true;
    this.world.clearTimer(this.#timer);
    this.world.clearTimer(this.#silent);
    if (this.#socket) closeQuietly(this.#socket);
    this.handlers.onState("closed", error);
  }

  close() {
    this.#finish();
  }
}

/**
 * openFeed follows a run from its first event to its end. What is there of it is handed
 * over before openFeed returns.
 * @param {Source} source path of the feed, without `after`
 * @param {FeedHandlers} handlers
 * @param {FeedWorld} [world]
 * @returns {{ close: () => void }}
 */
export function openFeed(source, handlers, world = browser()) {
  const feed = new Feed(source, handlers, world);
  return { close: () => feed.close() };
}
