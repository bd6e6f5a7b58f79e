// The program of docs/start/node.md prints what the page shows.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { promisify } from "node:util";

const page = await readFile(new URL("../../docs/start/node.md", import.meta.url), "utf8");
const block = (language) => page.match(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\``, "ms"))[1];

test("the first program of the Node.js page prints what the page shows", async () => {
  // Modules are found beside this file.
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", block("javascript")], { cwd: import.meta.dirname });

  assert.equal(stdout, block("text"));
});
