import assert from "node:assert/strict";
import test from "node:test";

import { sameOrder } from "./order.js";

test("orders are the same when they ask for the same run", () => {
  const order = { experiment: "tcp-echo", literals: ["5", "b'x'"], options: ["client.nodelay.1"] };
  assert.ok(
    sameOrder(order, { options: ["client.nodelay.1"], experiment: "tcp-echo", literals: ["5", "b'x'"] }),
  );
  assert.ok(sameOrder({ experiment: "tcp-echo" }, { experiment: "tcp-echo", options: [], transport: "" }));
  for (const other of [
    { ...order, literals: ["5", "b'y'"] },
    { experiment: "tcp-echo", literals: order.literals },
    { ...order, experiment: "tcp-loop" },
    { script: "tcp" },
  ]) {
    assert.ok(!sameOrder(order, other));
  }
});
