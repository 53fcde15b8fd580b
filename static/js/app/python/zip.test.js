import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";

import { crc32, zipOf } from "./zip.js";

test("the checksum is that of the standard", () => {
  assert.equal(crc32(new TextEncoder().encode("123456789")), 0xcbf43926);
});

test("Python opens the archive and finds the files as they were", async () => {
  const folder = mkdtempSync(join(tmpdir(), "zip-"));
  const file = join(folder, "programs.zip");
  writeFileSync(file, new Uint8Array(await zipOf([{ name: "server.py", text: "print(1)\n" }, { name: "说明.txt", text: "你好" }]).arrayBuffer())); // prettier-ignore
  const script = `import zipfile; z = zipfile.ZipFile(${JSON.stringify(file)}); assert z.testzip() is None; print(ascii([(n, z.read(n).decode()) for n in z.namelist()]))`;
  const read = execFileSync("python3", ["-c", script], { encoding: "utf8" });
  assert.equal(read.trim(), String.raw`[('server.py', 'print(1)\n'), ('\u8bf4\u660e.txt', '\u4f60\u597d')]`);
  rmSync(folder, { recursive: true });
});
