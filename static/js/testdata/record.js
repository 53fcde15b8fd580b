// Records one run of each lesson, for the tests of the layout: the batches of
// its feed as a page gets them.
//
//   go run ./cmd/stickylab serve -listen 127.0.0.1:18635 &
//   node --experimental-websocket static/js/testdata/record.js http://127.0.0.1:18635 [lesson ...]

import { readdirSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const folder = new URL("./lessons/", import.meta.url);
const lessons = new URL("../../../lab/course/lessons/", import.meta.url);
const [base, ...chosen] = process.argv.slice(2);

/**
 * recorded follows a run to its end.
 * @param {string} feed
 * @returns {Promise<{ hello: any, batches: string[] }>}
 */
function recorded(feed) {
  const url = new URL(feed, base);
  url.protocol = "ws:";
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url);
    socket.binaryType = "arraybuffer";
    const run = { hello: null, batches: /** @type {string[]} */ ([]) };
    socket.onerror = () => reject(new Error(`no feed at ${url}`));
    socket.onmessage = ({ data }) => {
      if (typeof data !== "string") run.batches.push(Buffer.from(data).toString("base64"));
      else if (JSON.parse(data).type === "hello") run.hello = JSON.parse(data);
      else if (JSON.parse(data).type === "end") resolve(run);
    };
  });
}

/** Runs too long for tests of each of their moments are recorded with values of their own. */
const shorter = { flood: ["5", "1024", "2000", "b't=21.50'"] };

const all = readdirSync(lessons).filter((name) => !name.includes("."));
for (const name of chosen.length ? chosen : all) {
  const order = {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ experiment: name, literals: /** @type {any} */ (shorter)[name] }),
  };
  const { feed } = await (await fetch(new URL("/api/runs", base), order)).json();
  writeFileSync(new URL(`${name}.gz`, folder), gzipSync(JSON.stringify(await recorded(feed)), { level: 9 }));
}
