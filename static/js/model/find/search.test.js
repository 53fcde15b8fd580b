import assert from "node:assert/strict";
import test from "node:test";

import { Call } from "../call.js";
import { cutFrame } from "../decode.test.js";
import { build, bytes, datagrams, send, sticky, take } from "../fixture.test.js";
import { Marks } from "./marks.js";
import { readQuery } from "./query.js";
import { Search } from "./search.js";

/** @param {Marks} marks @param {number} most */
function listed(marks, most) {
  const seqs = [];
  for (let seq = marks.after(0); seq > 0; seq = marks.after(seq)) seqs.push(seq);
  assert.ok(seqs.length <= most);
  return seqs;
}

/** @param {import("../trace.js").Trace} trace @param {string} typed @param {import("./query.js").Names} [names] */
function find(trace, typed, names) {
  const query = readQuery(typed, names);
  assert.ok(query);
  return listed(new Search(trace, query).all(), trace.length);
}

/** @type {import("./query.js").Names} */
const names = {
  peers: [["server", "服务端"], ["client", "客户端"]],
  verdicts: { coalesced: ["粘包", "粘连", "粘"], lost: ["丢失", "丢"] },
  frames: ["frame", "帧"],
  told: [{ title: "粘在接收队列", kind: "coalesced", events: [6, 4, 5] }],
}; // prettier-ignore

test("bytes are found in the sends and in the receives that they are of", () => {
  assert.deepEqual(find(sticky(), "hello"), [4, 6]);
  assert.deepEqual(find(sticky(), "66 65"), [5, 6]);
  assert.deepEqual(find(sticky(), "b'feng'"), [5, 6]);
  assert.deepEqual(find(sticky(), "\\x6eg"), [5, 6]);
});

test("bytes across the border of two sends are found in both", () => {
  assert.deepEqual(find(sticky(), "of"), [4, 5, 6]);
});

test("bytes across the border of two receives are found in both", () => {
  const trace = build([
    send("hello", { start: 0 }),
    take(0, 2, { start: 20_000 }),
    take(2, 3, { start: 40_000 }),
  ]);
  assert.deepEqual(find(trace, "el"), [1, 2, 3]);
  assert.deepEqual(find(trace, "lo"), [1, 3]);
});

test("a receive that ended before its send is found too", () => {
  const trace = build([take(0, 5, { start: 0 }), send("hello", { start: 0 })]);
  assert.deepEqual(find(trace, "hello"), [1, 2]);
});

test("datagrams are looked through one by one, as much as was received of them", () => {
  assert.deepEqual(find(datagrams(), "hello"), [2]);
  assert.deepEqual(find(datagrams(), "he"), [2, 4]);
  assert.deepEqual(find(datagrams(), "of"), []);
});

test("calls, peers, numbers, errors, verdicts, findings", () => {
  const trace = sticky();
  assert.deepEqual(find(trace, "recv"), [6, 7]);
  assert.deepEqual(find(trace, "客户端", names), [2, 4, 5]);
  assert.deepEqual(find(trace, "#6"), [6]);
  assert.deepEqual(find(trace, "9"), [6]); // 9 bytes
  assert.deepEqual(find(trace, "粘", names), [6]);
  assert.deepEqual(find(trace, "接收队列", names), [6]);
  assert.deepEqual(find(datagrams(), "丢", names), [3]);
  const failed = build([
    { call: Call.recv, conn: 3, err: "ECONNRESET" },
    { call: Call.recv, conn: 3, err: "EAGAIN" },
  ]);
  assert.deepEqual(find(failed, "econnreset"), [1]);
});

test("what is not there is not found, and nothing is nothing", () => {
  assert.deepEqual(find(sticky(), "zzz"), []);
  assert.equal(readQuery("   "), null);
});

test("a run that grows is looked through from where it was left", () => {
  const whole = sticky();
  const part = build([]);
  const search = new Search(part, /** @type {any} */ (readQuery("of")));
  search.all();
  const { columns: c } = whole;
  for (let i = 0; i < whole.length; i++) {
    const event = whole.event(i);
    const payload = event.call === Call.send ? event.data : undefined;
    part.addEvent(/** @type {any} */ ({ ...event, details: undefined, payload: payload ?? undefined, probe: null, far: null, decode: undefined, err: "", address: "", stream: c.stream.at[i] })); // prettier-ignore
    search.all();
  }
  assert.deepEqual(listed(search.marks, 9), [4, 5, 6]);
});

/** A generator of numbers that gives the same ones each time. */
function numbers(/** @type {number} */ seed) {
  let state = seed;
  return (/** @type {number} */ below) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return (state >>> 8) % below;
  };
}

/**
 * anyRun makes a run of a byte stream that is cut at random by sends and by receives, in
 * random order of their ends, and says by each event which bytes it had.
 * @param {(below: number) => number} next
 */
function anyRun(next) {
  const text = Array.from({ length: 5 + next(60) }, () => "ab"[next(2)]).join("");
  /** @type {{ off: number, len: number, isSend: boolean }[]} */
  const calls = [];
  for (const isSend of [true, false]) {
    for (let off = 0; off < text.length;) {
      const len = Math.min(text.length - off, 1 + next(6));
      calls.push({ off, len, isSend });
      off += len;
    }
  }
  for (let i = calls.length - 1; i > 0; i--) {
    const j = next(i + 1);
    [calls[i], calls[j]] = [calls[j], calls[i]];
  }
  const rows = calls.map(({ off, len, isSend }) =>
    isSend ? send(text.slice(off, off + len), { off }) : take(off, len, { asked: 7 }),
  );
  return { text, calls, trace: build(rows) };
}

test("finds what a naive search finds, however the stream is cut", () => {
  for (let seed = 1; seed <= 400; seed++) {
    const next = numbers(seed);
    const { text, calls, trace } = anyRun(next);
    const wanted = Array.from({ length: 1 + next(5) }, () => "ab"[next(2)]).join("");
    /** @type {Set<number>} */
    const naive = new Set();
    for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
      calls.forEach(({ off, len }, i) => {
        if (off < at + wanted.length && off + len > at) naive.add(i + 1);
      });
    }
    const found = find(trace, `b'${wanted}'`);
    assert.deepEqual(found, [...naive].sort((a, b) => a - b), `seed ${seed}: ${wanted} in ${text}`); // prettier-ignore
  }
});

test("marks count, and go on and back, as a list does", () => {
  const next = numbers(7);
  const marks = new Marks();
  const list = [...new Set(Array.from({ length: 300 }, () => 1 + next(3000)))].sort((a, b) => a - b);
  for (const seq of list) marks.add(seq);
  assert.equal(marks.count, list.length);
  for (let seq = 0; seq <= 3100; seq++) {
    assert.equal(marks.upTo(seq), list.filter((n) => n <= seq).length, `up to ${seq}`);
    assert.equal(marks.after(seq), list.find((n) => n > seq) ?? 0, `after ${seq}`);
    assert.equal(marks.before(seq), list.filter((n) => n < seq).at(-1) ?? 0, `before ${seq}`);
  }
});

test("what is typed is read as bytes where it can only be that", () => {
  const read = (/** @type {string} */ typed) => [...(readQuery(typed)?.bytes ?? [])];
  assert.deepEqual(read("68 65"), [0x68, 0x65]);
  assert.deepEqual(read("0x6865"), [0x68, 0x65]);
  assert.deepEqual(read("\\x00\\n"), [0, 10]);
  assert.deepEqual(read("b'\\\\'"), [0x5c]);
  assert.deepEqual(read("你"), [...bytes("你")]);
  assert.deepEqual(read("\\q"), [...bytes("\\q")]);
  assert.equal(readQuery("68 65")?.number, null);
});

test("what a decoder waits for, has or read in a header is found by its name and its number", () => {
  const trace = cutFrame();
  const { decodes } = trace;
  const parts = [["header", "头部"], ["json"], ["body", "正文"], ["delimiter"], ["skip"], ["frame"]];
  const own = (/** @type {(n: number) => boolean} */ fits) =>
    Array.from({ length: decodes.count }, (_, n) => n).flatMap((n) =>
      fits(n) ? [decodes.event.at[n] + 1] : [],
    );
  const body = own((n) => decodes.part.at[n] === 2);
  assert.ok(body.length > 0);
  for (const word of ["body", "正文"]) {
    const found = find(trace, word, { ...names, parts });
    for (const seq of body) assert.ok(found.includes(seq), `${word}: ${found}`);
  }
  const lengths = own((n) => decodes.length.at[n] > 0);
  assert.ok(lengths.length > 0);
  const length = decodes.length.at[trace.columns.decode.get(lengths[0] - 1)];
  assert.ok(find(trace, String(length)).includes(lengths[0]));
});

test("a step looks at few events, so that a page answers between two steps", () => {
  const trace = build(Array.from({ length: 5000 }, (_, n) => send("a", { start: n * 1000, off: n })));
  const query = readQuery("#7");
  assert.ok(query);
  const search = new Search(trace, query);
  let steps = 0;
  for (let before = 0; search.step(); steps++) {
    assert.ok(Math.round((search.progress - before) * trace.length) <= 1024);
    before = search.progress;
  }
  assert.ok(steps >= 4, `${steps} steps`);
});
