import assert from "node:assert/strict";
import test from "node:test";

import { isKept, isName } from "./files.js";
import { filesOf, fragmentOf, hasFiles } from "./share.js";

const two = [
  { name: "server.py", text: "print('你好')\n", runs: true },
  { name: "data.txt", text: "", runs: false },
];

test("files come back from a link as they were", async () => {
  const fragment = await fragmentOf(two);
  assert.ok(hasFiles(fragment) && /^#files=[\w-]+$/.test(fragment), fragment);
  assert.deepEqual(await filesOf(fragment), two);
});

test("a link that makes no sense has no files", async () => {
  const large = await fragmentOf([{ name: "a.py", text: "x".repeat(70_000), runs: true }]);
  const bomb = await fragmentOf(/** @type {any} */ ("x".repeat(10_000_000)));
  for (const fragment of [
    "#files=",
    "#files=!!!",
    "#files=AAAA",
    await fragmentOf(/** @type {any} */ ({})),
    await fragmentOf([]),
    large,
    bomb,
  ])
    assert.equal(await filesOf(fragment), null, fragment.slice(0, 40));
});

test("what was stored by somebody else is checked", () => {
  assert.ok(isKept(two));
  for (const wrong of [null, {}, [], [{}], [{ name: 1, text: "", runs: true }], Array(9).fill(two[0])])
    assert.ok(!isKept(wrong));
});

test("names of files are no paths", () => {
  for (const name of ["server.py", "服务端.py", "a b.txt"]) assert.ok(isName(name), name);
  for (const name of ["", ".x", "a/b", "a\\b", "c:x", "x\u0000", "é".repeat(33)])
    assert.ok(!isName(name), name);
});
