// Runs in the sandboxed frame of /python, whose origin is opaque: it has no cookies, no
// storage and no way to the lab's pages. It compiles the interpreter once, keeps a snapshot
// of one that is ready, and makes a worker for every program that is run.
//
// The page sends { kit }, then { make: number } for a warm worker, { run, ... } to start a
// program in it, { end: number } to stop it. The frame answers with { from, ... }.

{
  /** What the page may ask of a worker by its number. @type {Map<number, Worker>} */
  const workers = new Map();
  /** @type {any} */
  let kit = null;
  let source = "";

  const tell = (/** @type {object} */ message, /** @type {Transferable[]} */ moved = []) =>
    parent.postMessage(message, "*", moved);

  const making = { makes: true };

  /** @param {number} number @param {object} first */
  const make = (number, first) => {
    const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
    const worker = new Worker(url);
    URL.revokeObjectURL(url);
    // A program can post what it likes: it speaks for its own worker, and no more.
    worker.onmessage = ({ data }) => {
      if (first === making && data.snapshot) kept(number, data.snapshot);
      else tell({ ...data, from: number });
    };
    worker.onerror = (event) => tell({ from: number, failed: event.message || "worker" });
    workers.set(number, worker);
    const { given, moved } = copied();
    worker.postMessage({ ...given, ...first }, moved);
  };

  /** A worker's own kit: what is large is copied once and moved, a message would copy it twice. */
  const copied = () => {
    const stdlib = kit.files["python_stdlib.zip"].slice(0);
    const given = { ...kit, files: { ...kit.files, "python_stdlib.zip": stdlib } };
    if (!kit.snapshot) return { given, moved: [stdlib] };
    given.snapshot = kit.snapshot.slice();
    return { given, moved: [stdlib, given.snapshot.buffer] };
  };

  /** @param {number} number */
  const end = (number) => {
    workers.get(number)?.terminate();
    workers.delete(number);
  };

  /** @param {number} number @param {Uint8Array} snapshot */
  const kept = (number, snapshot) => {
    end(number);
    kit.snapshot = snapshot;
    tell({ snapshot: snapshot.byteLength });
  };

  /** @param {any} given */
  const take = async (given) => {
    source = given.worker;
    kit = { files: given.files, shim: given.shim, boot: given.boot, calls: given.calls, mode: given.mode };
    kit.module = await WebAssembly.compile(given.files["pyodide.asm.wasm"]);
    delete kit.files["pyodide.asm.wasm"];
    tell({ kitted: true });
    make(0, making);
  };

  addEventListener("message", ({ data, source: from }) => {
    if (from !== parent) return;
    if (data.kit) take(data).catch((error) => tell({ broken: String(error) }));
    else if (data.make !== undefined) make(data.make, {});
    else if (data.run !== undefined) workers.get(data.run)?.postMessage(data);
    else if (data.end !== undefined) end(data.end);
  });
  tell({ here: true });
}
