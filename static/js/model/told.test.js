import assert from "node:assert/strict";
import test from "node:test";

import { sticky } from "./fixture.test.js";
import { countTold, flat, groupsOf, knownAt, knownTold, unheaded } from "./told.js";

/** @param {string} kind @param {string} title @param {number[]} events @param {object} [more] */
const told = (kind, title, events, more = {}) => ({ kind, title, text: "", events, ...more });

test("findings of a kind and title are one group, the folded ones too", () => {
  const rest = [told("split", "Cut", [3]), told("split", "Cut", [4], { others: 8 })];
  const groups = groupsOf([
    told("coalesced", "Joined", [1]),
    told("split", "Cut", [2], { rest }),
    told("eof", "End", [5]),
  ]);
  assert.deepEqual(
    groups.map(({ title, told, count }) => [title, told.length, count]),
    [["Joined", 1, 1], ["Cut", 3, 11], ["End", 1, 1]], // prettier-ignore
  );
});

test("the same kind in another queue is another group", () => {
  const groups = groupsOf([
    told("coalesced", "in the send queue", [1]),
    told("coalesced", "in the receive queue", [2]),
  ]);
  assert.equal(groups.length, 2);
});

test("a finding is known with the last of its evidence, one that counts others at the end", () => {
  const trace = sticky();
  const all = [
    told("coalesced", "Joined", [4], { grounds: [[{ text: "event 5", event: 5 }]] }),
    told("split", "Cut", [4], { others: 3 }),
    told("lost", "Lost", [4]),
    told("truncated", "Cut off", [4], { folded: "one more", rest: [told("truncated", "Cut off", [6])] }),
  ];
  const titles = (/** @type {number | null} */ ns) => knownTold(all, trace, ns).map(({ title }) => title);
  const { end } = trace.columns;
  assert.deepEqual(titles(end.at[3] - 1), []);
  assert.deepEqual(titles(end.at[3]), ["Cut off"]);
  assert.deepEqual(titles(end.at[4]), ["Joined", "Cut off"]);
  assert.equal(knownTold(all, trace, end.at[4])[1].folded, undefined);
  assert.deepEqual(titles(trace.lastNs), titles(null));
});

test("before the call had ended a finding was not known", () => {
  const trace = sticky();
  const [group] = groupsOf([told("coalesced", "Joined", [4]), told("coalesced", "Joined", [6])]);
  assert.equal(knownAt(group, trace, null).count, 2);
  assert.equal(knownAt(group, trace, 120_000).count, 1);
  assert.equal(knownAt(group, trace, 50_000).count, 0);
  const [whole] = groupsOf([told("exact", "Kept", [])]);
  assert.equal(knownAt(whole, trace, 50_000).count, 0);
  assert.equal(knownAt(whole, trace, trace.lastNs).count, 1);
});

test("an answer stands above what was found, and is none of it", () => {
  const trace = sticky();
  const rest = [told("coalesced", "Joined", [4]), told("eof", "End", [6])];
  const all = [told("answer-kept", "The answer", [4], { folded: "2 more", rest })];
  assert.deepEqual(flat(all).map(({ title }) => title), ["Joined", "End"]); // prettier-ignore
  assert.deepEqual(groupsOf(all).map(({ title }) => title), ["Joined", "End"]); // prettier-ignore
  assert.equal(countTold(all), 2);
  assert.equal(countTold(rest), 2);
  assert.deepEqual(unheaded(all), rest);
  assert.deepEqual(unheaded(rest), rest);
  assert.equal(knownTold(all, trace, null)[0].title, "The answer");
  assert.deepEqual(
    knownTold(all, trace, trace.columns.end.at[3]).map(({ title }) => title),
    ["Joined"], // before the end there is no answer
  );
});
