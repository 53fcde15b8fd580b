import assert from "node:assert/strict";
import test from "node:test";

import { probe } from "./fixture.test.js";
import { Field, missing, probeFields, ProbeTable } from "./probe.js";

test("a probe reads as it was taken, packed with others or not, whatever its fields were", () => {
  const table = new ProbeTable();
  const taken = Array.from({ length: 9000 }, (_, n) =>
    probe({
      outq: 7, // never another
      inq: n % 300,
      segs_out: n * 3,
      cwnd: n % 2 ? 2 ** 31 - 1 : -(2 ** 31),
      rtt_us: n < 5000 ? missing : n * n,
    }),
  );
  taken.forEach((fields, n) => assert.equal(table.add(fields, false), n));
  taken.forEach((fields, n) => {
    assert.deepEqual(probeFields.map((_, f) => table.field(n, f)), [...fields], `probe ${n}`); // prettier-ignore
  });
  assert.equal(table.field(-1, Field.inq), missing);
  assert.equal(table.read(8999)?.segs_out, 8999 * 3);
});
