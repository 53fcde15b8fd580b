// The lab's HTTP API.

import { messagesOf } from "./feed.js";
import { at } from "./base.js";

/** @typedef {import("../model/trace.js").Order} Order */

/** Started is where a run is found, and the first messages of its feed. @typedef {{ id: string, url: string, feed: string, first: import("./feed.js").Message[] }} Started */
/** @typedef {{ run: string, n: number, group: number, outcome: string, end: string, answers?: boolean[] }} Repeated */

/**
 * RepeatGroup is the runs of a repeat that came out the same: share, low and
 * high are in 0 to 1, percent and range the same in words.
 * @typedef {{ group: number, outcome: string, mark: string, symbol: string, label: string, runs: number,
 *   share: number, low: number, high: number, percent: string, range: string }} RepeatGroup
 */

/**
 * RepeatTable is how the runs came out so far; the first `gone` of them are
 * no longer kept.
 * @typedef {{ runs: number, outcomes: number, groups: RepeatGroup[], notes: string[] }} RepeatTable
 */

/**
 * RepeatHandlers are told what comes of a repeat. ended is undefined while it
 * goes on, then "done", "stopped" or "broken".
 * @typedef {object} RepeatHandlers
 * @property {(id: string) => void} onBegun by this id it can be stopped
 * @property {(run: Repeated) => void} onRun
 * @property {(table: RepeatTable, gone: number, ended?: string) => void} onTable
 */

/** @typedef {{ title?: string, detail?: string, status?: number, line?: number, col?: number, literal?: number, more?: string[] }} Problem */

/** ApiError is a refusal with words for the person: problem+json (RFC 9457). */
export class ApiError extends Error {
  /** @param {Problem} problem */
  constructor(problem) {
    super(problem.detail || problem.title || String(problem.status));
    this.name = "ApiError";
    this.problem = problem;
  }
}

/** refusal is the error of a response that is one. @param {Response} response */
export async function refusal(response) {
  const type = response.headers.get("Content-Type") ?? "";
  const problem = type.includes("json") ? await response.json() : {};
  return new ApiError({ status: response.status, title: response.statusText, ...problem });
}

/**
 * feedOf is the path of a run's feed.
 * @param {string} run id
 */
export const feedOf = (run) => at(`/api/runs/${encodeURIComponent(run)}/feed`);

/**
 * post sends JSON, or a form as it is; the error is an ApiError when it is refused.
 * @param {string} path
 * @param {object} body
 * @param {AbortSignal} [signal]
 * @param {string} [accept] a media type
 */
export async function post(path, body, signal, accept) {
  const isForm = body instanceof FormData;
  /** @type {Record<string, string>} */
  const headers = {};
  if (!isForm) headers["Content-Type"] = "application/json";
  if (accept) headers.Accept = accept;
  const order = { method: "POST", headers, body: isForm ? body : JSON.stringify(body) };
  const response = await fetch(path, { ...order, signal: signal ?? null });
  if (!response.ok) throw await refusal(response);
  return response;
}

/** The media type of an answer that is the beginning of a feed. */
const feedMedia = "application/vnd.stickylab.feed";

/**
 * startRun starts a run; its first events come with the answer, the others over the feed.
 * @param {Order | FormData} order a form is an order with files
 * @returns {Promise<Started>}
 */
export async function startRun(order) {
  const response = await post(at("/api/runs"), order, undefined, feedMedia);
  const [where, ...first] = messagesOf(await response.arrayBuffer());
  return { ...JSON.parse(String(where)), first };
}

/**
 * openTrace sends the file of a stored trace; it is a run then.
 * @param {File} file
 * @returns {Promise<{ id: string, url: string }>}
 */
export async function openTrace(file) {
  const headers = { "Content-Type": "application/json" };
  const path = at(`/api/traces?${new URLSearchParams({ name: file.name })}`);
  const response = await fetch(path, { method: "POST", headers, body: file });
  if (!response.ok) throw await refusal(response);
  return response.json();
}

/** Difference is how two runs differ, in words. chip: in a word or two; sides: the events of each that show it. @typedef {{ kind: string, title: string, text: string, chip?: string, sides?: number[][] }} Difference */

/**
 * compareRuns asks how two runs that have ended differ, in sentences.
 * @param {string} a
 * @param {string} b
 * @returns {Promise<{ differences: Difference[], held?: boolean }>} held tells whether b came out as its lesson says
 */
export async function compareRuns(a, b) {
  const response = await fetch(at(`/api/compare?${new URLSearchParams({ a, b })}`));
  if (!response.ok) throw await refusal(response);
  return response.json();
}

/**
 * Evidence is what a verdict rests on, in lines for a person.
 * @typedef {{ seq: number, joined: string, title: string, lines: string[], grounds?: import("../model/points.js").Piece[][] }} Evidence
 */

/**
 * whyOf asks what the verdict on an event of a run rests on.
 * @param {string} run
 * @param {number} seq
 * @param {AbortSignal} signal
 * @returns {Promise<Evidence>}
 */
export async function whyOf(run, seq, signal) {
  const response = await fetch(at(`/api/runs/${encodeURIComponent(run)}/why/${seq}`), { signal });
  if (!response.ok) throw await refusal(response);
  return response.json();
}

/**
 * stopRun ends a run early; one that is already gone is as good.
 * @param {string} id
 */
export async function stopRun(id) {
  const response = await fetch(at(`/api/runs/${encodeURIComponent(id)}`), { method: "DELETE" });
  if (!response.ok && response.status !== 404) throw await refusal(response);
}

/**
 * repeatRuns runs an order n times and hands over each result as it comes.
 * Aborting the signal stops the repeat and loses what is on its way.
 * @param {(Order & { n: number }) | FormData} order a form is such an order with files
 * @param {RepeatHandlers} handlers
 * @param {AbortSignal} signal
 */
export async function repeatRuns(order, handlers, signal) {
  const response = await post(at("/api/repeats"), order, signal);
  const lines = new LineReader((line) => {
    const said = JSON.parse(line);
    if (typeof said.status === "number") throw new ApiError(said);
    if (said.repeat) handlers.onBegun(said.repeat);
    else if (said.table) handlers.onTable(said.table, said.gone, said.ended);
    else handlers.onRun(said);
  });
  const reader = /** @type {ReadableStream<Uint8Array>} */ (response.body).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return lines.end();
    lines.add(value);
  }
}

/**
 * stopRepeat lets a repeat end with what it has; one that has ended is as good.
 * @param {string} id
 */
export async function stopRepeat(id) {
  const response = await fetch(at(`/api/repeats/${encodeURIComponent(id)}`), { method: "DELETE" });
  if (!response.ok && response.status !== 404) throw await refusal(response);
}

/** LineReader cuts a byte stream into lines; a piece may end anywhere, inside a character too. */
export class LineReader {
  #decoder = new TextDecoder();
  #rest = "";

  /** @param {(line: string) => void} onLine */
  constructor(onLine) {
    this.onLine = onLine;
  }

  /** @param {Uint8Array} piece */
  add(piece) {
    this.#cut(this.#decoder.decode(piece, { stream: true }));
  }

  end() {
    this.#cut(`${this.#decoder.decode()}\n`);
  }

  /** @param {string} text */
  #cut(text) {
    const lines = (this.#rest + text).split("\n");
    this.#rest = lines.pop() ?? "";
    for (const line of lines) if (line.trim()) this.onLine(line);
  }
}
