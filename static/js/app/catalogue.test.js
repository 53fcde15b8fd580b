// The texts that people read, for tests of how much room they take.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import test from "node:test";

import { makeText } from "./text.js";

const folders = ["web/view/", "lab/words/"].map((folder) => new URL(`../../../${folder}`, import.meta.url));

/**
 * textsOf is the look-up into the server's catalogue of a language.
 * @param {"zh" | "en"} lang
 * @returns {import("./text.js").Text}
 */
export function textsOf(lang) {
  const files = folders.flatMap((folder) =>
    readdirSync(folder).flatMap((name) =>
      name.startsWith(`${lang}_`) && name.endsWith(".go") ? [new URL(name, folder)] : [],
    ),
  );
  const source = files.map((file) => readFileSync(file, "utf8")).join("\n");
  const lines = source.matchAll(/^\t"js\.([^"]+)":\s*("(?:[^"\\]|\\.)*"),$/gm);
  return makeText(Object.fromEntries([...lines].map(([, key, text]) => [key, JSON.parse(text)])));
}

test("the catalogues of both languages can be read", () => {
  assert.equal(textsOf("en")("lane.send", "client"), "Send queue of client");
  assert.equal(textsOf("zh")("lane.send", textsOf("zh")("peer.client")), "客户端的发送队列");
});
