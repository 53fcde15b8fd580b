import assert from "node:assert/strict";
import test from "node:test";

import { feedInto, lesson, lessons } from "../../net/lessons.test.js";
import { flagNames, TCPFlag } from "../../model/capture.js";
import { wired } from "../../model/capture.test.js";
import { build, row, send } from "../../model/fixture.test.js";
import { eventTarget, segmentTarget } from "../../model/target.js";
import { Trace } from "../../model/trace.js";
import { Found } from "../../model/find/found.js";
import { readQuery } from "../../model/find/query.js";
import { Search } from "../../model/find/search.js";

/** @param {import("../../model/trace.js").Trace} trace @param {string} typed */
function search(trace, typed) {
  const query = readQuery(typed);
  assert.ok(query);
  const made = new Search(trace, query);
  made.all();
  return made;
}

/** @param {import("../../model/trace.js").Trace} trace @param {string} typed */
function segments(trace, typed) {
  const { segments: marks } = search(trace, typed);
  const numbers = [];
  for (let n = marks.after(0); n > 0; n = marks.after(n)) numbers.push(n);
  return numbers;
}

/** @param {import("../../model/trace.js").Trace} trace @param {(n: number) => boolean} fits */
const those = (trace, fits) =>
  Array.from({ length: trace.segments.length }, (_, n) => n + 1).filter((n) => fits(n - 1));

const sticky = lesson("hello-feng");
const wire = sticky.segments;

test("segments are found by their flags", () => {
  assert.ok(wire.length > 4, "the recorded run has a wire");
  assert.deepEqual(
    segments(sticky, "SYN"),
    those(sticky, (n) => (wire.flags.at[n] & TCPFlag.SYN) !== 0),
  );
  const both = those(sticky, (n) => flagNames(wire.flags.at[n]).join() === "SYN,ACK");
  assert.deepEqual(segments(sticky, "syn ack"), both);
  assert.equal(both.length, 1);
  assert.deepEqual(segments(sticky, "fin psh urg"), []);
  assert.deepEqual(segments(sticky, "syn what"), []);
});

test("segments are found by number, length, sequence number and port", () => {
  const carrying = those(sticky, (n) => wire.len.at[n] === 5);
  assert.ok(carrying.length === 1 && segments(sticky, "5").includes(carrying[0]));
  assert.ok(segments(sticky, "#3").includes(3));
  const second = those(sticky, (n) => wire.len.at[n] === 4)[0];
  assert.equal(wire.seq.at[second - 1] + 1, 6);
  assert.ok(segments(sticky, "6").includes(second));
  assert.equal(segments(sticky, "8080").length, wire.length, "all of them are of the server's port");
  assert.deepEqual(segments(sticky, "8081"), []);
});

test("segments are found by the bytes that they carry, across their borders too", () => {
  const [first, second] = those(sticky, (n) => wire.len.at[n] > 0);
  assert.deepEqual(segments(sticky, "hello"), [first]);
  assert.deepEqual(segments(sticky, "feng"), [second]);
  assert.deepEqual(segments(sticky, "of"), [first, second]);
  assert.ok(segments(lesson("udp-hello-feng"), "hello").length > 0);
});

test("a search that goes on with the run finds what one over all of it does", () => {
  for (const name of ["hello-feng", "udp-hello-feng"]) {
    for (const typed of ["hello", "8080", "5"]) {
      const whole = search(lesson(name), typed);
      const trace = new Trace(whole.trace.hello);
      const grown = new Search(trace, whole.query);
      const sink = /** @type {any} */ ({});
      for (const add of ["addEvent", "addWaiting", "addLost", "addEnd", "addSegment", "addSegmentsLost", "addPeer", "addConn"]) {
        sink[add] = (/** @type {any} */ row) => {
          /** @type {any} */ (trace)[add](row);
          grown.all();
        };
      } // prettier-ignore
      feedInto(name, sink);
      assert.deepEqual([grown.marks.count, grown.segments.count], [whole.marks.count, whole.segments.count], `${name}, ${typed}`); // prettier-ignore
    }
  }
});

test("a segment that came before its call is found too", () => {
  const calls = [send("hello", { address: "127.1.1.1:8080" })];
  for (const typed of ["hello", "8080"]) {
    const query = readQuery(typed);
    assert.ok(query);
    const trace = wired(build([]), [{ len: 5 }]);
    const grown = new Search(trace, query);
    assert.equal(grown.all().count + grown.segments.count, 0);
    for (const call of calls) trace.addEvent(row({ ...call, seq: 1, start: 0, end: 10_000 }));
    grown.all();
    assert.deepEqual([grown.marks.count, grown.segments.count], [1, 1], typed);
  }
});

test("one goes through what was found in the order of time, there and back", () => {
  for (const name of lessons) {
    const trace = lesson(name);
    for (const typed of ["5", "hello", "ack", "8080"]) {
      const found = new Found(search(trace, typed));
      const count = found.count(null);
      assert.equal(count, found.marks.count + found.segments.count);
      const most = Math.min(count, 40);
      let target = null;
      const way = [];
      for (let n = 1; n <= most; n++) {
        target = found.next(target, 1, null);
        assert.ok(target && found.has(target));
        assert.equal(found.place(target), n, `${name}, ${typed}`);
        way.push(target);
      }
      for (let n = most - 1; n >= 1; n--) {
        target = found.next(target, -1, null);
        assert.deepEqual(target, way[n - 1], `${name}, ${typed}: back to ${n}`);
      }
      const last = found.next(null, -1, null);
      assert.equal(found.place(last), count);
      if (count > 0)
        assert.deepEqual(found.next(last, 1, null), found.next(null, 1, null), "it begins again");
    }
  }
});

test("what is not known at a moment is not gone to", () => {
  const found = new Found(search(sticky, "ack"));
  const [one, two] = [1, 2].map((n) => segmentTarget(n + 0));
  const until = wire.at.at[1];
  assert.equal(found.place(one) > 0 || found.place(two) > 0, true);
  for (let n = 0, target = null; n < 5; n++) {
    target = found.next(target, 1, until);
    assert.ok(target?.kind === "segment" && wire.at.at[target.number - 1] <= until);
  }
  assert.equal(found.place(eventTarget(1)), 0);
});
