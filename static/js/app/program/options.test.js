import assert from "node:assert/strict";
import test from "node:test";

import { chosenOf, withOptions } from "./options.js";

test("only what is set is chosen", () => {
  const fields = [
    { name: "set", value: "client.nodelay.1", type: "checkbox", checked: true },
    { name: "set", value: "client.cork.1", type: "checkbox", checked: false },
    { name: "set", value: "" },
    { name: "set", value: "server.rcvbuf.2304", type: "select-one" },
    { name: "b.set", value: "server.rcvbuf.4608", type: "select-one" },
    { name: "literal.0", value: "5", type: "text" },
  ];
  assert.deepEqual(chosenOf(fields, "set"), ["client.nodelay.1", "server.rcvbuf.2304"]);
  assert.deepEqual(chosenOf(fields, "b.set"), ["server.rcvbuf.4608"]);
});

test("an address takes options in place of its own and keeps the rest", () => {
  const address = "http://lab.test/lessons/x?lang=en&set=client.cork.1&literal.0=7";
  assert.equal(
    withOptions(address, "set", ["client.nodelay.1", "server.rcvbuf.2304"]),
    "http://lab.test/lessons/x?lang=en&literal.0=7&set=client.nodelay.1&set=server.rcvbuf.2304",
  );
  assert.equal(withOptions(address, "set", []), "http://lab.test/lessons/x?lang=en&literal.0=7");
});
