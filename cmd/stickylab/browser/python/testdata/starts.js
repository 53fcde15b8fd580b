// startInterpreters puts window.interpreters(way) on the page of /python: it starts one more
// interpreter in a frame of its own, by the page's own modules, and gives the milliseconds
// until it is ready. "plain" ones do not know of the snapshot.
(async () => {
  const { kit, worker } = document.querySelector("#python").dataset;
  const text = async (path) => (await fetch(path)).text();
  const bytes = async (path) => (await fetch(path)).arrayBuffer();
  const { boot, ...shim } = JSON.parse(await text(`${kit}shim.json`));
  const source = await text(worker);
  const known = /kit\.snapshot\s*\?\s*\{\s*_loadSnapshot:\s*kit\.snapshot\s*\}\s*:\s*\{\}|[a-zA-Z_$]+\.snapshot\?\{_loadSnapshot:[a-zA-Z_$]+\.snapshot\}:\{\}/;
  const shimmed = /([a-zA-Z_$]+)\.makes\s*\|\|\s*!\1\.snapshot/;
  if (!known.test(source) || !shimmed.test(source)) throw new Error("the worker does not read as it did");
  const sources = { snapshot: source, plain: source.replace(known, "{}").replace(shimmed, "true") };
  const frames = {};
  for (const [way, program] of Object.entries(sources)) {
    const files = {};
    for (const name of ["pyodide.asm.mjs", "pyodide.mjs", "pyodide-lock.json"]) files[name] = await text(kit + name);
    for (const name of ["pyodide.asm.wasm", "python_stdlib.zip"]) files[name] = await bytes(kit + name);
    const frame = document.createElement("iframe");
    frame.sandbox = "allow-scripts";
    frame.hidden = true;
    const heard = (wanted) =>
      new Promise((resolve) => {
        const hear = ({ source: from, data }) => {
          if (from !== frame.contentWindow || !wanted(data)) return;
          removeEventListener("message", hear);
          resolve(data);
        };
        addEventListener("message", hear);
      });
    const here = heard((data) => data.here);
    frame.src = new URL("python/frame", document.querySelector("#python").ownerDocument.baseURI.replace(/python.*/, "")).href;
    document.body.append(frame);
    await here;
    const made = heard((data) => data.snapshot || data.failed || data.broken);
    frame.contentWindow.postMessage({ kit: true, worker: program, boot, shim, files, calls: {}, mode: "jspi" }, "*");
    const said = await made;
    if (!said.snapshot) throw new Error(said.failed ?? said.broken);
    frames[way] = { frame, heard };
  }
  let number = 0;
  window.interpreters = async (way) => {
    const { frame, heard } = frames[way];
    const mine = ++number;
    const ready = heard((data) => data.from === mine && (data.ready || data.failed));
    const began = performance.now();
    frame.contentWindow.postMessage({ make: mine }, "*");
    const said = await ready;
    const took = performance.now() - began;
    frame.contentWindow.postMessage({ end: mine }, "*");
    if (!said.ready) throw new Error(said.failed);
    return took;
  };
  return true;
})()
