import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";

import { keys } from "../../input/keys.js";
import { capOf, listed } from "./keylist.js";

const text = (/** @type {string} */ key) => key;

test("a chord is written as it stands on the keys", () => {
  const shown = ["ArrowLeft", "Shift+ArrowLeft", "Ctrl+Enter", "w", "N", " ", "+", "?", "Escape", "<"].map((c) => capOf(c, text)); // prettier-ignore
  assert.deepEqual(shown, ["←", "Shift ←", "Ctrl Enter", "W", "Shift N", "keys.space", "+", "?", "Esc", "<"]);
});

test("the list has every key that does something, and no other", () => {
  const all = (/** @type {(name: string) => boolean} */ does) =>
    /** @type {const} */ (["page", "run", "timeline"]).flatMap((where) => listed(where, does));
  assert.deepEqual(
    all(() => true),
    [...keys],
  );
  assert.ok(!all((name) => name !== "projector").some(({ name }) => name === "projector"));
});

/** Where keys are read that are not in the table: what has the focus is a control, and these are the keys of its kind. */
const controls = new Set([
  "a11y/rows.js", // the rows of a table
  "app/dismiss.js", // what lies over a page
  "app/dock/dock.js", // tabs
  "app/dock/panes.js", // a bar between panes
  "app/find/find.js", // its field
  "app/find/open.js", // its field, before it is there
  "app/minimap/minimap.js", // a slider
  "app/practice/page.js", // fields: Ctrl+Enter sends their form
  "app/python/editor.js", // an editor
  "app/python/page.js", // the line that a program waits for
  "app/repeat/choice.js", // a field
  "app/struct/bytes.js", // lists of fields and bytes
  "app/struct/sources.js", // a field
  "app/study/study.js", // its fields
  "app/views/stream.js", // its bytes
]);

test("no module reads keys beside the table, but for controls", () => {
  const root = join(import.meta.dirname, "../..");
  const modules = readdirSync(root, { recursive: true, encoding: "utf8" }).filter(
    (name) => name.endsWith(".js") && !name.endsWith(".test.js") && !name.startsWith("node_modules"),
  );
  const readers = modules.filter((name) =>
    /["']key(down|up|press)["']/.test(readFileSync(join(root, name), "utf8")),
  );
  const unknown = readers.filter((name) => !controls.has(name));
  assert.deepEqual(unknown.sort(), ["app/keys/keys.js", "input/keys.js", "soon.js"]);
});

test("whoever gives a key something to do names one of the table", () => {
  const root = join(import.meta.dirname, "..");
  const names = new Set(keys.map(({ name }) => name));
  const modules = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".js"),
  );
  const given = modules.flatMap((name) =>
    [...readFileSync(join(root, name), "utf8").matchAll(/onKey\("([^"]+)"/g)].map(([, key]) => key),
  );
  assert.ok(given.length >= 5, given.join(" "));
  for (const key of given) assert.ok(names.has(key), key);
});
