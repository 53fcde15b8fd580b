// A feed without a WebSocket: its frames as the body of an answer that goes on or, where
// somebody between keeps such an answer until it is whole, by one answer after another.

import { messagesOf, rememberedAs } from "./feed.js";

const media = "application/vnd.stickylab.feed";
/** An answer that goes on has something to say within this: the server pings more often. */
const silentMs = 5000;

/**
 * wholeFrames is how many bytes of whole frames of a server some bytes begin with.
 * @param {Uint8Array} bytes
 */
export function wholeFrames(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; ;) {
    if (at + 2 > bytes.length) return at;
    const short = bytes[at + 1];
    let head = 2;
    if (short === 126) head = 4;
    else if (short === 127) head = 10;
    if (at + head > bytes.length) return at;
    let length = short;
    if (short === 126) length = view.getUint16(at + 2);
    else if (short === 127) length = Number(view.getBigUint64(at + 2));
    if (at + head + length > bytes.length) return at;
    at += head + length;
  }
}

/** Frames puts the pieces of a body together and hands over the messages in it. */
export class Frames {
  #rest = new Uint8Array(0);

  /** @param {(message: import("./feed.js").Message) => void} onMessage */
  constructor(onMessage) {
    this.onMessage = onMessage;
  }

  /** @param {Uint8Array} piece */
  add(piece) {
    const bytes = new Uint8Array(this.#rest.length + piece.length);
    bytes.set(this.#rest);
    bytes.set(piece, this.#rest.length);
    const whole = wholeFrames(bytes);
    this.#rest = bytes.slice(whole);
    for (const message of messagesOf(bytes.slice(0, whole).buffer))
      if (typeof message === "string" || message.byteLength > 0) this.onMessage(message); // a ping is empty
  }
}

/**
 * World is what a feed needs of the browser; tests pass their own.
 * @typedef {object} World
 * @property {typeof fetch} fetch
 * @property {(run: () => void, ms: number) => any} setTimer
 * @property {(timer: any) => void} clearTimer
 */

/** @type {World} */
const browser = {
  fetch: (url, options) => fetch(url, options),
  setTimer: (run, ms) => setTimeout(run, ms),
  clearTimer: (timer) => clearTimeout(timer),
};

/**
 * turn has a feed come another way from its next try on: over HTTP, or by a WebSocket
 * again. A new feed begins with the way by which the last one came.
 * @param {import("./feed.js").Feed} feed
 * @param {World} [world]
 */
export function turn(feed, world = browser) {
  if (feed.way) {
    feed.way = "";
    feed.Way = feed.world.WebSocket;
    return;
  }
  feed.way = feed.world.memory.getItem(rememberedAs) === "poll" ? "poll" : "stream";
  feed.Way = httpWay(
    feed.way,
    (way) => {
      if (feed.way === way) return;
      feed.way = way;
      feed.said();
    },
    world,
  );
}

/**
 * httpWay is a maker of feeds in the place of WebSocket's. Where answers that go on do not
 * come through, this one and all later ones poll.
 * @param {"stream" | "poll"} first how the first one begins
 * @param {(way: "stream" | "poll") => void} onWay told how a message came
 * @param {World} [world]
 */
export function httpWay(first, onWay, world = browser) {
  let way = first;
  return class OverHTTP {
    binaryType = "";
    readyState = 1;
    /** @type {((event: any) => void) | null} */ onopen = null;
    /** @type {((event: any) => void) | null} */ onmessage = null;
    /** @type {((event: any) => void) | null} */ onclose = null;
    #abort = new AbortController();

    /** @param {string} url of the WebSocket */
    constructor(url) {
      this.url = new URL(url);
      this.url.protocol = this.url.protocol === "wss:" ? "https:" : "http:";
      this.#follow();
    }

    close() {
      this.#abort.abort();
    }

    async #follow() {
      try {
        if (way === "stream") await this.#stream();
        else await this.#poll();
        this.#closed(1006);
      } catch {
        this.#closed(1006);
      }
    }

    /**
     * @param {number} code
     * @param {string} [reason]
     */
    #closed(code, reason = "") {
      if (this.#abort.signal.aborted) return;
      this.#abort.abort();
      this.onclose?.({ code, reason });
    }

    /** @param {import("./feed.js").Message} data */
    #message(data) {
      if (this.#abort.signal.aborted) return;
      onWay(way);
      this.onmessage?.({ data });
    }

    /**
     * ask asks for frames; null is a refusal, which has closed the feed.
     * @param {URL} url
     * @param {AbortSignal} signal
     */
    async #ask(url, signal) {
      const answer = await world.fetch(url, { headers: { Accept: media }, cache: "no-store", signal });
      if (answer.ok) return answer;
      const problem = await answer.json().catch(() => ({}));
      if (answer.status === 404) this.#closed(1008);
      else if (answer.status === 429) this.#closed(1013, `${problem.limit} ${problem.max}`);
      else this.#closed(1006);
      return null;
    }

    /** The silence of a server that pings is somebody between who keeps what it says. */
    async #stream() {
      const asking = new AbortController();
      this.#abort.signal.addEventListener("abort", () => asking.abort());
      let heard = false;
      let timer = world.setTimer(() => asking.abort(), silentMs);
      try {
        const answer = await this.#ask(this.url, asking.signal);
        if (!answer?.body) return;
        this.onopen?.({});
        const frames = new Frames((message) => this.#message(message));
        const reader = answer.body.getReader();
        for (;;) {
          const { done, value } = await reader.read();
          if (done) return;
          heard = true;
          world.clearTimer(timer);
          timer = world.setTimer(() => asking.abort(), silentMs);
          frames.add(value);
        }
      } catch (error) {
        if (!asking.signal.aborted || this.#abort.signal.aborted) throw error;
        way = "poll";
        if (heard) throw error; // the next one begins behind what came
        await this.#poll();
      } finally {
        world.clearTimer(timer);
      }
    }

    async #poll() {
      const url = new URL(this.url);
      for (let token = ""; ;) {
        url.searchParams.set("poll", token);
        const answer = await this.#ask(url, this.#abort.signal);
        if (!answer) return;
        this.onopen?.({});
        const body = new Uint8Array(await answer.arrayBuffer());
        new Frames((message) => this.#message(message)).add(body);
        token = answer.headers.get("Feed-Poll") ?? "";
        if (!token) return;
        url.searchParams.delete("after");
      }
    }
  };
}
