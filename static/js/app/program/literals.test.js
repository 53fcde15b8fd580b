import assert from "node:assert/strict";
import test from "node:test";

import { columns, editedQuery, withHalves, withQuery } from "./literals.js";

test("a link names only the literals that differ", () => {
  const fields = [
    { literal: 0, value: "20", was: "10" },
    { literal: 1, value: "b'a&b'", was: "b'hello'" },
    { literal: 2, value: "0.05", was: "0.05" },
  ];
  assert.equal(editedQuery(fields), "literal.0=20&literal.1=b%27a%26b%27");
  assert.equal(editedQuery([]), "");
});

test("an address takes the changed values in place of its own", () => {
  const address = "http://lab.test/lessons/x?lang=en&literal.1=7";
  assert.equal(withQuery(address, "literal.0=20"), "http://lab.test/lessons/x?lang=en&literal.0=20");
  assert.equal(withQuery(address, ""), "http://lab.test/lessons/x?lang=en");
});

test("a comparison takes the changed values in both halves", () => {
  const address = "http://lab.test/compare?a=x&b=x&b.as=udp&a.literal.1=7";
  assert.equal(
    withHalves(address, "literal.0=20"),
    "http://lab.test/compare?a=x&b=x&b.as=udp&a.literal.0=20&b.literal.0=20",
  );
  assert.equal(withHalves(address, ""), "http://lab.test/compare?a=x&b=x&b.as=udp");
});

test("an input is as wide as its value", () => {
  assert.equal(columns(""), 1);
  assert.equal(columns("b'hello'"), 8);
  assert.equal(columns("'你好'"), 6);
});
