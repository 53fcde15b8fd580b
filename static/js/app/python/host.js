// The interpreters: the page fetches what they are made of once and hands it to the frame,
// which makes a worker for every program that is run. A warm one waits for each.

import { at } from "../../net/base.js";
import { element } from "../element.js";

/** @typedef {{ key: string, files: [string, string][] }} Order what a worker runs */
/** @typedef {{ ended: () => void, failed: (why: string) => void, canned: (command: string) => void, refused: (limit: string) => void, typing: () => void }} Handlers */

const texts = ["pyodide.asm.mjs", "pyodide.mjs", "pyodide-lock.json"];
const bytes = ["pyodide.asm.wasm", "python_stdlib.zip"];

/** @param {string} path */
async function got(path) {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response;
}

/**
 * fetchKit fetches what an interpreter is made of.
 * @param {string} kit
 * @param {string} worker
 */
async function fetchKit(kit, worker) {
  const [source, shim, ...files] = await Promise.all([
    got(worker).then((r) => r.text()),
    got(`${kit}shim.json`).then((r) => r.json()),
    ...texts.map((name) => got(kit + name).then(async (r) => [name, await r.text()])),
    ...bytes.map((name) => got(kit + name).then(async (r) => [name, await r.arrayBuffer()])),
  ]);
  const { boot, ...modules } = shim;
  return { worker: source, boot, shim: modules, files: Object.fromEntries(files) };
}

/** callsAt are the addresses that calls are sent to. @param {string} href */
function callsAt(href) {
  const post = new URL(at("/api/guests/"), href);
  const socket = new URL(post);
  socket.protocol = post.protocol === "https:" ? "wss:" : "ws:";
  return { post: post.href, socket: socket.href };
}

export class Host {
  /** Warm workers: made, and not given a program. @type {number[]} */
  #warm = [];
  /** Those that are not ready yet. @type {Set<number>} */
  #loading = new Set();
  #next = 1;
  /** @type {Map<number, Handlers>} */
  #busy = new Map();
  /** @type {HTMLIFrameElement | null} */
  #frame = null;
  #wanted = 0;
  #isMade = false;

  /**
   * @param {{ kit: string, worker: string, mode: string }} from
   * @param {{ ready: (runtime: string, waits: boolean) => void, broken: (why: string) => void }} on
   */
  constructor(from, on) {
    this.from = from;
    this.on = on;
    addEventListener("message", ({ source, data }) => {
      if (this.#frame && source === this.#frame.contentWindow) this.#hear(data);
    });
  }

  /** start fetches the kit and makes the frame. @param {number} warm how many are to wait */
  async start(warm) {
    this.#wanted = warm;
    try {
      const kit = await fetchKit(this.from.kit, this.from.worker);
      this.#kit = { ...kit, calls: callsAt(location.href), mode: this.from.mode };
      const frame = element("iframe", {
        sandbox: "allow-scripts",
        src: at("/python/frame"),
        title: "Python",
        hidden: "",
      });
      this.#frame = /** @type {HTMLIFrameElement} */ (frame);
      document.body.append(frame);
    } catch (error) {
      this.on.broken(error instanceof Error ? error.message : String(error));
    }
  }

  /** @type {object | null} */
  #kit = null;

  /** @param {object} message @param {Transferable[]} [moved] */
  #tell(message, moved = []) {
    this.#frame?.contentWindow?.postMessage(message, "*", moved); // its origin is opaque
  }

  /** @param {any} said */
  #hear(said) {
    if (said.from !== undefined) this.#ofWorker(said);
    else if (said.here) this.#hand();
    else if (said.broken) this.on.broken(said.broken);
    else if (said.snapshot) {
      this.#isMade = true;
      this.#fill();
    }
  }

  #hand() {
    const kit = /** @type {any} */ (this.#kit);
    if (!kit) return;
    this.#kit = null;
    const files = kit.files;
    this.#tell({ ...kit, kit: true }, [files["pyodide.asm.wasm"], files["python_stdlib.zip"]]);
  }

  /** @param {any} said */
  #ofWorker(said) {
    const handlers = this.#busy.get(said.from);
    if (said.ready) this.#isReady(said);
    else if (said.canned !== undefined) handlers?.canned(said.canned);
    else if (said.refused !== undefined) handlers?.refused(said.refused);
    else if (said.typing) handlers?.typing();
    else if (said.ended) {
      this.end(said.from);
      handlers?.ended();
    } else if (said.failed) {
      const unused = said.from === 0 || this.#warm.includes(said.from);
      this.end(said.from);
      handlers?.failed(said.failed);
      if (unused) this.on.broken(said.failed);
    }
  }

  /** A worker says it once; what its program says then is the program's. @param {any} said */
  #isReady(said) {
    if (!this.#loading.delete(said.from)) return;
    this.on.ready(said.runtime, said.waits);
  }

  /** @param {number} number */
  #make(number) {
    this.#loading.add(number);
    this.#tell({ make: number });
  }

  #fill() {
    if (!this.#isMade) return;
    while (this.#warm.length < this.#wanted) {
      const number = this.#next++;
      this.#warm.push(number);
      this.#make(number);
    }
  }

  /** warm says how many interpreters are to wait for programs. @param {number} n */
  warm(n) {
    this.#wanted = n;
    this.#fill();
  }

  /**
   * run gives a program to an interpreter. It may still be loading; another one becomes
   * warm in its place.
   * @param {Order} order
   * @param {Handlers} handlers
   */
  run(order, handlers) {
    let number = this.#warm.shift();
    if (number === undefined) {
      number = this.#next++;
      this.#make(number);
    }
    this.#busy.set(number, handlers);
    this.#tell({ run: number, ...order });
    return number;
  }

  /** end ends an interpreter, one that computes too. @param {number} number */
  end(number) {
    this.#tell({ end: number });
    this.#busy.delete(number);
    this.#loading.delete(number);
    this.#warm = this.#warm.filter((one) => one !== number);
    if (this.#busy.size === 0) this.#fill();
  }
}
