import assert from "node:assert/strict";
import test from "node:test";

import { Call } from "../model/call.js";
import { build, send, sticky, take } from "../model/fixture.test.js";
import { Verdict } from "../model/verdict.js";
import { spokenEvent } from "./spoken.js";

/** The texts of the page, as far as they are asked for here. */
const catalogue = /** @type {Record<string, string>} */ ({
  "spoken.event": "event {0}, {1} {2}",
  "spoken.took": "{0} got {1} bytes {2}",
  "spoken.sent": "{0} gave {1} bytes {2}",
  "spoken.so": "{0}, {1}",
  "spoken.from": "{0} from event {1}",
  "spoken.comma": ", ",
  "spoken.last": "; ",
  "spoken.colon": ": ",
  "spoken.and": " and ",
  "spoken.eof": "{0}: end",
  "spoken.failed": "{0} failed: {1}",
  "spoken.joined": "joined",
  "verdict.split": "split",
  "spoken.setup": "{0}, one of {1}: {2}",
  "peer.server": "server",
  "peer.client": "client",
});

const text = (/** @type {string} */ key, /** @type {any[]} */ ...args) =>
  (catalogue[key] ?? key).replace(/\{(\d)\}/g, (_, n) => String(args[n]));

test("a receive says what it got, what became of messages, and whose bytes they are", () => {
  const trace = sticky();
  const i = [...trace.columns.call.at].findIndex((call) => call === Call.recv);
  assert.equal(
    spokenEvent(trace, i, text),
    "event 6, server recv(10) got 9 bytes hellofeng, joined: 5 from event 4; 4 from event 5",
  );
});

test("bytes that are no plain text are read as Python writes them", () => {
  const trace = build([send("hé\n"), take(0, 2, { verdict: Verdict.split })]);
  assert.equal(spokenEvent(trace, 0, text), "event 1, client send gave 4 bytes b'h\\xc3\\xa9\\n'");
  assert.match(spokenEvent(trace, 1, text), /split: 2 from event 1$/);
});

test("errors and the end of a stream are said", () => {
  const trace = build([
    send("x", { err: "EPIPE", got: 0, payload: null }),
    take(0, 0, { eof: true, verdict: 0, stream: 0 }),
  ]);
  assert.equal(spokenEvent(trace, 0, text), "event 1, client send failed: EPIPE");
  assert.equal(spokenEvent(trace, 1, text), "event 2, server recv(10): end");
});

test("a call that makes a socket ready says with which others, and one that stands alone does not", () => {
  const make = (/** @type {number} */ call, more = {}) => ({ call, conn: 1, peer: 0, ...more });
  const trace = build([
    make(Call.socket),
    make(Call.socket, { conn: 2, peer: 1 }),
    make(Call.bind),
    make(Call.listen),
    make(Call.accept, { conn: 3 }),
    make(Call.connect, { conn: 2, peer: 1 }),
  ]);
  const said = [0, 1, 2, 3, 4].map((i) => spokenEvent(trace, i, text));
  for (const i of [0, 2, 3])
    assert.match(said[i], /^event \d, server \w+\(.*\), one of 3: socket, bind, listen$/);
  assert.equal(said[1], "event 2, client socket()");
  assert.equal(said[4], "event 5, server accept()");
});
