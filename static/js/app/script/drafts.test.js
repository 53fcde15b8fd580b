import assert from "node:assert/strict";
import test from "node:test";

import { drafts, keepDraft, ownDraft, titleOf, writeDraft } from "./drafts.js";

function memory() {
  /** @type {Map<string, string>} */
  const kept = new Map();
  return {
    getItem: (/** @type {string} */ name) => kept.get(name) ?? null,
    setItem: (/** @type {string} */ name, /** @type {string} */ value) => void kept.set(name, value),
  };
}

const draft = (/** @type {string} */ tab, /** @type {string} */ text, atMs = 1) => ({ tab, text, atMs });
const texts = (/** @type {ReturnType<typeof memory>} */ storage) => drafts(storage).map(({ text }) => text);

test("two tabs do not overwrite each other", () => {
  const [all, one, two] = [memory(), memory(), memory()];
  writeDraft(draft("a", "# mine"), one, all);
  writeDraft(draft("b", "tcp"), two, all);
  writeDraft(draft("a", "# mine, longer"), one, all);
  assert.equal(ownDraft(one)?.text, "# mine, longer");
  assert.equal(ownDraft(two)?.text, "tcp");
  assert.deepEqual(texts(all), ["# mine, longer", "tcp"]);
});

test("only the last few are kept, each text once, and none without text", () => {
  const all = memory();
  for (let i = 0; i < 20; i++) keepDraft(draft(`tab${i}`, `text ${i}`), all);
  assert.equal(drafts(all).length, 8);
  assert.equal(texts(all)[0], "text 19");
  keepDraft(draft("other", "text 18"), all);
  assert.deepEqual(texts(all).slice(0, 2), ["text 18", "text 19"]);
  keepDraft(draft("other", " \n"), all);
  assert.equal(texts(all).includes("text 18"), false);
});

test("what somebody else wrote there is no draft", () => {
  const all = memory();
  for (const wrong of ['{"tab":"x"}', '[1,{"tab":"x"},{"tab":"y","text":"z","atMs":"soon"}]', "nonsense"]) {
    all.setItem("stickylab.drafts", wrong);
    assert.deepEqual(drafts(all), []);
    all.setItem("stickylab.draft", wrong);
    assert.equal(ownDraft(all), null);
  }
});

test("a draft is called by its first words", () => {
  assert.equal(titleOf(draft("a", "\n  # \n# my draft\ntcp")), "my draft");
  assert.equal(titleOf(draft("a", "")), "");
});
