import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";

import { commandOf } from "./terminal.js";

test("a shell takes each name as it is", () => {
  assert.equal(
    commandOf(["server.py", "client.py"]),
    "stickylab trace -- python3 server.py ::: python3 client.py",
  );
  const names = ["my server.py", "a'b.py", "-x.py", "$(id).py", "群聊.py"];
  const words = execFileSync("sh", ["-c", commandOf(names).replace("stickylab", "printf '%s\\n'")], {
    encoding: "utf8",
  });
  assert.deepEqual(words.split("\n").slice(0, -1), [
    "trace",
    "--",
    ...names.flatMap((name, i) => [...(i ? [":::"] : []), "python3", `./${name}`]),
  ]);
});
