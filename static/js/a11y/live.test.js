import assert from "node:assert/strict";
import test from "node:test";

import { lastOf } from "./live.js";

test("of what a held key says the last is spoken, and what is said at once goes before it", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  /** @type {string[]} */
  const heard = [];
  const say = lastOf((sentence) => heard.push(sentence));
  for (let n = 1; n <= 30; n++) {
    say(`event ${n}`, true);
    t.mock.timers.tick(33);
  }
  assert.deepEqual(heard, []);
  t.mock.timers.tick(1000);
  assert.deepEqual(heard, ["event 30"]);
  say("event 31", true);
  say("the replay is left");
  t.mock.timers.tick(1000);
  assert.deepEqual(heard, ["event 30", "the replay is left"]);
});
