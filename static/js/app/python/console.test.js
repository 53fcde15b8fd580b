import assert from "node:assert/strict";
import test from "node:test";

import { movesCursor, written } from "./console.js";

/** @param {readonly string[]} texts one an event */
function line(...texts) {
  /** @type {import("./console.js").Piece[]} */
  let pieces = [];
  let column = 0;
  for (const [i, text] of texts.entries())
    ({ pieces, column } = written(pieces, column, { text, seq: i + 1, kind: "stdout" }));
  return pieces.map(({ text, seq }) => `${seq}:${text}`).join("|");
}

test("a line is what a terminal would show of it", () => {
  for (const [texts, want] of /** @type {[string[], string][]} */ ([
    [["10%", "\r20%", "\r100%"], "3:100%"],
    [["100%", "\r 5%"], "2: 5%|1:%"],
    [["abc\r", "x"], "2:x|1:bc"],
    [["abc", "\b\bX"], "1:a|2:X|1:c"],
    [["a", "\b\b\bx"], "2:x"],
    [["\u001b[31mred\u001b[0m text"], "1:red text"],
    [["\u001b[1;38;5;208mbold\u001b[m"], "1:bold"],
    [["loading...", "\r\u001b[Kdone"], "2:done"],
    [["loading", "\r\u001b[2Kok"], "2:ok"],
    [["abc", "\b\u001b[1KZ"], "1:  |2:Z"],
    [["\u001b]0;a title\u0007here"], "1:here"],
    [["\u001b]8;;http://x\u001b\\link"], "1:link"],
    [["下载 10%", "\r下载 99%"], "2:下载 99%"],
    [["🙂🙂", "\r!"], "2:!|1:🙂"],
    [["half \u001b[3"], "1:half \u001b[3"],
    [["plain", " and more"], "1:plain|2: and more"],
  ]))
    assert.equal(line(...texts), want, JSON.stringify(texts));
});

test("texts that only go on need no look at their line", () => {
  assert.equal(movesCursor("a\tb 字"), false);
  for (const text of ["\r", "a\b", "\u001b[0m"]) assert.equal(movesCursor(text), true);
});
