// The feed of a run: a WebSocket that is opened again, from where it was left,
// until the run's end has come.

const firstPauseMs = 250;
const longestPauseMs = 8000;
/** The close code by which the server says that it has no such run any more. */
const refused = 1008;

/** @typedef {"connecting" | "open" | "closed" | "lost"} FeedState */

/**
 * FeedHandlers are told what comes. onBatch gives the seq of the last event
 * held, from which a lost feed goes on. lost means: the connection broke and
 * is tried again; closed: nothing more will come.
 * @typedef {object} FeedHandlers
 * @property {(hello: any) => void} onHello
 * @property {(batch: ArrayBuffer) => number | void} onBatch
 * @property {(end: any) => void} onEnd
 * @property {(state: FeedState, error?: Error) => void} onState
 */

/**
 * FeedWorld is what a feed needs of the browser; tests pass their own.
 * @typedef {object} FeedWorld
 * @property {new (url: string) => WebSocket} WebSocket
 * @property {(run: () => void, ms: number) => any} setTimer
 * @property {(timer: any) => void} clearTimer
 * @property {() => number} random
 * @property {string} base
 */

/** Gone tells that the server does not have the run any more. */
export class Gone extends Error {}

/** @returns {FeedWorld} */
function browser() {
  return {
    WebSocket: globalThis.WebSocket,
    setTimer: (run, ms) => setTimeout(run, ms),
    clearTimer: (timer) => clearTimeout(timer),
    random: Math.random,
    base: globalThis.location.href,
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
 * closeQuietly closes a socket, one that is still connecting as soon as it is
 * open: before that the browser would complain of it.
 * @param {WebSocket} socket
 */
function closeQuietly(socket) {
  const connecting = 0; // WebSocket.CONNECTING
  if (socket.readyState === connecting) socket.onopen = () => socket.close();
  else socket.close();
}

class Feed {
  #after = 0;
  #tries = 0;
  #greeted = false;
  #over = false;
  /** @type {WebSocket | null} */
  #socket = null;
  /** @type {any} */
  #timer = null;

  /**
   * @param {string} path
   * @param {FeedHandlers} handlers
   * @param {FeedWorld} world
   */
  constructor(path, handlers, world) {
    this.path = path;
    this.handlers = handlers;
    this.world = world;
    this.connect();
  }

  connect() {
    this.handlers.onState("connecting");
    const socket = new this.world.WebSocket(feedUrl(this.path, this.world.base, this.#after));
    socket.binaryType = "arraybuffer";
    socket.onopen = () => this.handlers.onState("open");
    socket.onmessage = (message) => this.#guard(() => this.#take(message.data));
    socket.onclose = (close) => this.#closed(close.code);
    this.#socket = socket;
  }

  /** @param {string | ArrayBuffer} data */
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

  /** @param {number} code */
  #closed(code) {
    if (this.#over) return;
    if (code === refused) return this.#finish(new Gone("the server has no such run"));
    this.#tries++;
    this.handlers.onState("lost");
    const pause = pauseMs(this.#tries, this.world.random());
    this.#timer = this.world.setTimer(() => this.connect(), pause);
  }

  /** @param {Error} [error] */
  #finish(error) {
    if (this.#over) return;
    this.#over = true;
    this.world.clearTimer(this.#timer);
    if (this.#socket) closeQuietly(this.#socket);
    this.handlers.onState("closed", error);
  }

  close() {
    this.#finish();
  }
}

/**
 * openFeed follows a run from its first event to its end.
 * @param {string} url path of the feed, without `after`
 * @param {FeedHandlers} handlers
 * @param {FeedWorld} [world]
 * @returns {{ close: () => void }}
 */
export function openFeed(url, handlers, world = browser()) {
  const feed = new Feed(url, handlers, world);
  return { close: () => feed.close() };
}
