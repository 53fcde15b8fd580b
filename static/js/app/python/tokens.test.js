import assert from "node:assert/strict";
import test from "node:test";

import { piecesOf } from "./tokens.js";

/** @param {string} line @param {import("./tokens.js").State} [state] */
const shown = (line, state = "") => {
  const { pieces, state: after } = piecesOf(line, state);
  assert.equal(pieces.map(({ text }) => text).join(""), line, "nothing is lost");
  return [pieces.map(({ kind, text }) => `${kind}:${text}`).join("|"), after];
};

test("a line of Python is cut into its kinds", () => {
  assert.deepEqual(shown("for i in range(10):  # ten"), [
    "keyword:for|: i |keyword:in|: range(|number:10|:):  |comment:# ten",
    "",
  ]);
  assert.deepEqual(shown("s.send(b'a\\'b' + \"#\")"), [
    "|:s.send(|string:b'a\\'b'|: + |string:\"#\"|:)".slice(1),
    "",
  ]);
  assert.deepEqual(shown("名字 = 'x"), [":名字 = |string:'x", ""]);
  assert.deepEqual(shown("import_me = imports"), [":import_me = imports", ""]);
});

test("a string in three quotes goes on over lines", () => {
  assert.deepEqual(shown('x = """one'), [':x = |string:"""one', '"""']);
  assert.deepEqual(shown("two # no comment", '"""'), ["string:two # no comment", '"""']);
  assert.deepEqual(shown('three\\""" four""" + 1', '"""'), ['string:three\\""" four"""|: + |number:1', ""]);
  assert.deepEqual(shown("'''a''' if b''''c'"), ["string:'''a'''|: |keyword:if|: |string:b''''c'", "'''"]);
  assert.deepEqual(shown("f'''x'''"), ["string:f'''x'''", ""]);
});

test("whatever is written is shown", () => {
  for (const line of ["", " ", "\t", "\\", "'", '"', "#", "'''", '""""', "0x", "é́", "😀 = 1", "a\u0000b"])
    shown(line);
});
