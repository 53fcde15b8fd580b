import assert from "node:assert/strict";
import test from "node:test";

import { sticky } from "../model/fixture.test.js";
import { Frame } from "./frame.js";
import { sceneOf } from "./scene.js";
import { frameOf, texts } from "./view.test.js";

test("where a lesson asks for sockets, the calls of a peer have their numbers, and others none", () => {
  const plain = frameOf(sticky(), { widthPx: 1400 });
  const all = (/** @type {string[]} */ named) => texts(sceneOf(new Frame({ ...plain, named })).shapes);
  const numbers = (/** @type {string[]} */ named) => {
    const before = all([]);
    return all(named).filter((words) => !before.includes(words) || before.splice(before.indexOf(words), 1).length === 0); // prettier-ignore
  };
  assert.deepEqual(numbers([]), []);
  assert.deepEqual(numbers(["client sockets"]).sort(), ["#2", "#2", "2"]);
  assert.deepEqual(numbers(["server sockets"]).sort(), ["#3", "#3", "1", "3"]);
});
