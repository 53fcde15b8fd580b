import assert from "node:assert/strict";
import test from "node:test";

import { changeAgain, changedEarly } from "./early.js";

/**
 * @param {Partial<import("./early.js").Field>} init
 * @returns {import("./early.js").Field & EventTarget}
 */
const field = (init) => Object.assign(new EventTarget(), { type: "text", value: "", ...init });

/** @param {number} chosen @param {number} written -1 for none */
const list = (chosen, written) =>
  field({
    type: "select-one",
    options: [0, 1, 2].map((i) => ({ selected: i === chosen, defaultSelected: i === written })),
  });

test("a field that is not as the server wrote it was changed", () => {
  const cases = [
    { name: "a text left alone", of: field({ value: "10", defaultValue: "10" }), want: false },
    { name: "a text written to", of: field({ value: "4", defaultValue: "10" }), want: true },
    {
      name: "a text that is hidden",
      of: field({ type: "hidden", value: "4", defaultValue: "10" }),
      want: false,
    },
    {
      name: "a box ticked",
      of: field({ type: "checkbox", checked: true, defaultChecked: false }),
      want: true,
    },
    {
      name: "a box no longer ticked",
      of: field({ type: "checkbox", checked: false, defaultChecked: true }),
      want: true,
    },
    {
      name: "a box left ticked",
      of: field({ type: "checkbox", checked: true, defaultChecked: true }),
      want: false,
    },
    { name: "a choice made", of: field({ type: "radio", checked: true, defaultChecked: false }), want: true },
    {
      name: "a choice left for another",
      of: field({ type: "radio", checked: false, defaultChecked: true }),
      want: false,
    },
    { name: "a list left at its first", of: list(0, -1), want: false },
    { name: "a list left where it was written", of: list(1, 1), want: false },
    { name: "another one of a list", of: list(2, 1), want: true },
    { name: "the first one of a list instead of the second", of: list(0, 1), want: true },
  ];
  for (const { name, of, want } of cases) {
    assert.equal(changedEarly([of], "navigate").length === 1, want, name);
  }
});

test("what a browser brings back is not the reader's", () => {
  const written = field({ value: "4", defaultValue: "10" });
  for (const type of ["reload", "back_forward", ""]) assert.deepEqual(changedEarly([written], type), []);
});

test("the page hears of a change that it has overwritten, with the reader's value", () => {
  const text = field({ value: "4", defaultValue: "10" });
  const choice = field({ type: "radio", value: "1", checked: true, defaultChecked: false });
  const changes = changedEarly([text, choice], "navigate");
  text.value = "10";
  choice.checked = false;
  /** @type {string[]} */
  const heard = [];
  text.addEventListener("input", () => heard.push(`input ${text.value}`));
  text.addEventListener("change", () => heard.push(`change ${text.value}`));
  choice.addEventListener("change", () => heard.push(`choice ${choice.checked}`));
  changeAgain(changes);
  assert.deepEqual(heard, ["input 4", "change 4", "choice true"]);
});
