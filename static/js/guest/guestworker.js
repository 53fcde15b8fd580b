// One interpreter, for one program: a classic worker from a blob, because a module worker
// cannot be made where the origin is opaque. It gets everything handed in, loads Python
// from the snapshot, and runs the program that it is sent. Each call of the program goes to
// the lab as one message.

{
  /** @type {any} */
  const world = self;
  const mustWait = "http://python.invalid/"; // nothing is fetched from there

  /** @param {string} text @param {string} type */
  const blobUrl = (text, type) => URL.createObjectURL(new Blob([text], { type }));

  /** The next message that the frame sends. @returns {Promise<any>} */
  const next = () => new Promise((resolve) => (world.onmessage = (/** @type {any} */ e) => resolve(e.data)));

  /**
   * handIn has the loader take the files that are here instead of fetching them.
   * @param {any} kit
   */
  const handIn = (kit) => {
    world.fetch = async (/** @type {any} */ address) => {
      const name =
        String(address.url ?? address)
          .split("/")
          .pop() ?? "";
      if (name.endsWith(".wasm")) return new Response(""); // its module is here, compiled
      if (!(name in kit.files)) throw new TypeError(`no ${name} here`);
      return new Response(kit.files[name]);
    };
    const made = async (/** @type {any} */ imports) => ({
      module: kit.module,
      instance: await WebAssembly.instantiate(kit.module, imports),
    });
    WebAssembly.instantiateStreaming = /** @type {any} */ (
      async (/** @type {any} */ _, /** @type {any} */ imports) => made(imports)
    );
  };

  /** @param {any} kit */
  const loadPython = async (kit) => {
    const native = world.fetch;
    handIn(kit);
    world.importScripts = undefined; // what the loader takes a worker without import() by
    const type = "text/javascript";
    const { loadPyodide } = await import(blobUrl(kit.files["pyodide.mjs"], type));
    const inner = await import(blobUrl(kit.files["pyodide.asm.mjs"], type));
    const python = await loadPyodide({
      indexURL: mustWait,
      createPyodideModule: inner.default,
      lockFileContents: kit.files["pyodide-lock.json"],
      ...(kit.makes ? { _makeSnapshot: true } : kit.snapshot ? { _loadSnapshot: kit.snapshot } : {}),
    });
    world.fetch = native;
    return python;
  };

  /** Can a call wait in the middle of Python here? @param {any} kit */
  const canWait = (kit) => kit.mode !== "xhr" && "Suspending" in WebAssembly;

  /** runtimeOf says what runs the programs. @param {any} python @returns {string} */
  const runtimeOf = (python) =>
    `CPython ${python.runPython("import sys; sys.version.split()[0]")} (Pyodide ${python.version})`;

  /** putShim puts the lab's modules in. @param {any} python @param {any} kit */
  const putShim = (python, kit) => {
    python.globals.set("modules", python.toPy(kit.shim));
    python.runPython(kit.boot, { filename: "<lab boot>" });
    python.runPython(`from _lab import start\nstart.install(${canWait(kit) ? "True" : "False"})`, {
      filename: "<lab start>",
    });
  };

  const idOf = (/** @type {Uint8Array} */ message) =>
    new DataView(message.buffer, message.byteOffset).getUint32(0, true);

  /** Calls over a WebSocket: several may wait at once, each on a stack of its own. */
  class Socket {
    /** @type {Map<number, (answer: Uint8Array | null) => void>} */
    #asked = new Map();
    #isOpen = true;

    /** @param {string} url */
    constructor(url) {
      this.socket = new WebSocket(url);
      this.socket.binaryType = "arraybuffer";
      this.socket.onmessage = ({ data }) => {
        const answer = new Uint8Array(data);
        const id = idOf(answer);
        this.#asked.get(id)?.(answer);
        this.#asked.delete(id);
      };
      this.opened = new Promise((resolve) => {
        this.socket.onopen = () => resolve(true);
        this.socket.onclose = () => {
          this.#isOpen = false;
          resolve(false);
          for (const answer of this.#asked.values()) answer(null);
          this.#asked.clear();
        };
      });
    }

    /** @param {Uint8Array} message @returns {Promise<Uint8Array | null>} null: nothing more is answered */
    ask(message) {
      if (!this.#isOpen) return Promise.resolve(null);
      return new Promise((resolve) => {
        this.#asked.set(idOf(message), resolve);
        this.socket.send(/** @type {any} */ (message));
      });
    }

    /** @param {Uint8Array} message */
    tell(message) {
      if (this.#isOpen) this.socket.send(/** @type {any} */ (message));
    }
  }

  const headBytes = 36;
  const statusAt = 14;
  const notYet = 4;

  /**
   * Calls by requests that the worker waits for: one at a time.
   * @param {string} url
   */
  const requests = (url) => (/** @type {Uint8Array} */ message) => {
    let body = message;
    for (;;) {
      const request = new XMLHttpRequest();
      request.open("POST", url, false);
      request.responseType = "arraybuffer";
      try {
        request.send(/** @type {any} */ (body));
      } catch {
        return null;
      }
      if (request.status !== 200) return null;
      const answer = new Uint8Array(request.response);
      if (answer[statusAt] !== notYet) return answer;
      body = message.slice(0, headBytes); // the lab has the rest already
    }
  };

  /** A place to wait at; ms below 0 waits for ever. @param {number} ms */
  const park = (ms) => {
    /** @type {(woken: boolean) => void} */
    let wake = () => {};
    const woken = new Promise((resolve) => (wake = resolve));
    if (ms >= 0) setTimeout(() => wake(false), ms);
    return { woken, wake: () => wake(true) };
  };

  const glueWaiting = `
import asyncio
from _lab import calls, threads
from pyodide.ffi import run_sync, to_js, create_proxy
def _send(request, wants):
    if not wants:
        _js.tell(to_js(request))
        return None
    answer = threads.waited(lambda: run_sync(_js.ask(to_js(request))))
    return None if answer is None else answer.to_bytes()
class _Place:
    def __init__(self, ms): self._js = _js.park(ms)
    def wait(self): return run_sync(self._js.woken)
    def wake(self): self._js.wake()
def _begin(function): _js.begin(create_proxy(function))
threads.web[0] = asyncio._get_running_loop()
calls.send, threads.park, threads.begin = _send, _Place, _begin
`;
  const glueRequests = `
from _lab import calls
from pyodide.ffi import to_js
def _send(request, wants):
    answer = _js.ask(to_js(request))
    return None if answer is None else answer.to_bytes()
calls.send = _send
`;
  const runs = `
def _run(runtime, files):
    import json
    from _lab import calls, commands, program, start
    commands.said, calls.refused, calls.typing = _js.canned, _js.refused, _js.typing
    join = lambda: None
    if _waits:
        from _lab import threads
        join = threads.join_all
    try:
        calls.ask(calls.START, data=json.dumps({'runtime': runtime}).encode())
        failed, last = program.run([tuple(file) for file in json.loads(files)], start.FOLDER, join)
        calls.ask(calls.EXIT, a=failed, data=last.encode()[:1000])
    except calls.Stopped:
        pass
`;

  /** @param {any} python @param {any} kit @param {any} order */
  const play = async (python, kit, order) => {
    const waits = canWait(kit);
    const socket = waits ? new Socket(`${kit.calls.socket}${order.key}/calls`) : null;
    const bridge = {
      ask: socket
        ? (/** @type {Uint8Array} */ m) => socket.ask(m)
        : requests(`${kit.calls.post}${order.key}/call`),
      tell: (/** @type {Uint8Array} */ m) => socket?.tell(m),
      park,
      begin: (/** @type {any} */ f) => setTimeout(() => f.callPromising().finally(() => f.destroy()), 0),
      refused: (/** @type {string} */ limit) => postMessage({ refused: limit }),
      typing: () => postMessage({ typing: true }),
      canned: (/** @type {string} */ command) => postMessage({ canned: command }),
    };
    if (socket && !(await socket.opened)) throw new Error("the lab did not answer");
    python.globals.set("_js", bridge);
    python.globals.set("_waits", waits);
    python.runPython(waits ? glueWaiting : glueRequests, { filename: "<lab glue>" });
    python.runPython(runs, { filename: "<lab run>" });
    const run = python.globals.get("_run");
    const args = [runtimeOf(python), JSON.stringify(order.files)];
    if (waits) await run.callPromising(...args);
    else run(...args);
    socket?.socket.close();
    postMessage({ ended: true });
  };

  (async () => {
    const kit = await next();
    const order = kit.makes ? null : next(); // it may come while Python loads
    const python = await loadPython(kit);
    if (kit.makes || !kit.snapshot) putShim(python, kit);
    if (kit.makes) {
      const snapshot = python.makeMemorySnapshot();
      world.postMessage({ snapshot }, [snapshot.buffer]);
      return;
    }
    postMessage({ ready: true, waits: canWait(kit), runtime: runtimeOf(python) });
    await play(python, kit, await order);
  })().catch((error) => postMessage({ failed: String(error) }));
}
