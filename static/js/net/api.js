// The lab's HTTP API.

/**
 * Order says what to run.
 * @typedef {{ script: string } | { experiment: string, literals?: string[] }} Order
 */

/** @typedef {{ id: string, url: string, feed: string }} Started */
/** @typedef {{ run: string, n: number, outcome: string, end: string, answers?: boolean[] }} Repeated */
/** @typedef {{ title?: string, detail?: string, status?: number, line?: number, col?: number, literal?: number }} Problem */

/** ApiError is a refusal with words for the person: problem+json (RFC 9457). */
export class ApiError extends Error {
  /** @param {Problem} problem */
  constructor(problem) {
    super(problem.detail || problem.title || String(problem.status));
    this.name = "ApiError";
    this.problem = problem;
  }
}

/** @param {Response} response */
async function refusal(response) {
  const type = response.headers.get("Content-Type") ?? "";
  const problem = type.includes("json") ? await response.json() : {};
  return new ApiError({ status: response.status, title: response.statusText, ...problem });
}

/**
 * @param {string} path
 * @param {object} body
 * @param {AbortSignal} [signal]
 */
async function post(path, body, signal) {
  const headers = { "Content-Type": "application/json" };
  const response = await fetch(path, { method: "POST", headers, body: JSON.stringify(body), signal });
  if (!response.ok) throw await refusal(response);
  return response;
}

/**
 * startRun starts a run; its events come over the feed.
 * @param {Order} order
 * @returns {Promise<Started>}
 */
export async function startRun(order) {
  return (await post("/api/runs", order)).json();
}

/**
 * stopRun ends a run early; one that is already gone is as good.
 * @param {string} id
 */
export async function stopRun(id) {
  const response = await fetch(`/api/runs/${encodeURIComponent(id)}`, { method: "DELETE" });
  if (!response.ok && response.status !== 404) throw await refusal(response);
}

/**
 * repeatRuns runs an order n times and hands over each result as it comes.
 * Aborting the signal stops the repeat.
 * @param {Order} order
 * @param {number} n
 * @param {(result: Repeated) => void} onResult
 * @param {AbortSignal} signal
 */
export async function repeatRuns(order, n, onResult, signal) {
  const response = await post("/api/repeats", { ...order, n }, signal);
  const lines = new LineReader((line) => {
    const result = JSON.parse(line);
    if (typeof result.status === "number") throw new ApiError(result);
    onResult(result);
  });
  const reader = /** @type {ReadableStream<Uint8Array>} */ (response.body).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return lines.end();
    lines.add(value);
  }
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
