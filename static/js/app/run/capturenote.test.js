import assert from "node:assert/strict";
import test from "node:test";

import { reasonOf, reasonText } from "./capturenote.js";

const text = (/** @type {string} */ key, /** @type {any[]} */ ...args) => [key, ...args].join(" ");

test("only a run with a wire that could have been captured has a reason to give", () => {
  /** @type {[string, string | undefined, string, string][]} */
  const cases = [
    ["tcp", "on", "", ""],
    ["tcp", undefined, "", ""],
    ["tcp", "EPERM", "", "EPERM"],
    ["tcp", "off", 'tcp\nserver:\n    send "wire off"\n', "off"],
    ["tcp", "off", "tcp\nwire off\n", "script"],
    ["tcp", "off", "tcp\nprobes off\n", "probes"],
    ["unix stream", "", "unix stream\nprobes off\n", ""],
    ["udp", "limit", "", "limit"],
    ["unix stream", "", "", ""],
  ];
  for (const [transport, capture, script, want] of cases) {
    const hello = { transport, peers: [], ...(capture === undefined ? {} : { env: { capture } }), script };
    assert.equal(reasonOf(hello), want, `${transport} ${capture} ${script}`);
  }
  assert.equal(reasonOf({ transport: "tcp", peers: [] }), "", "a trace from before");
});

test("every reason has words", () => {
  assert.equal(reasonText("limit", text), "capture.limit");
  assert.equal(reasonText("ENOBUFS", text), "capture.error ENOBUFS");
});
