// The texts that people read, for tests of how much room they take.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import test from "node:test";

import { makeText } from "./text.js";

const folder = new URL("../../../web/view/", import.meta.url);

/**
 * textsOf is the look-up into the server's catalogue of a language.
 * @param {"zh" | "en"} lang
 * @returns {import("./text.js").Text}
 */
export function textsOf(lang) {
  const files = readdirSync(folder).filter((name) => name.startsWith(`${lang}_`) && name.endsWith(".go"));
  const source = files.map((name) => readFileSync(new URL(name, folder), "utf8")).join("\n");
  const lines = source.matchAll(/^\t"js\.([^"]+)":\s*("(?:[^"\\]|\\.)*"),$/gm);
  return makeText(Object.fromEntries([...lines].map(([, key, text]) => [key, JSON.parse(text)])));
}

test("the catalogues of both languages can be read", () => {
  assert.equal(textsOf("en")("lane.send", "client"), "Send queue of client");
  assert.equal(textsOf("zh")("lane.send", "客户端"), "客户端的发送队列");
});
