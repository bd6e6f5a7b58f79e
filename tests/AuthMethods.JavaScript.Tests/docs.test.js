// The first programs of the pages for Node.js print what the pages show.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { promisify } from "node:util";

const page = (name) => readFile(new URL(`../../docs/start/${name}`, import.meta.url), "utf8");
const block = (text, language) => text.match(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\``, "ms"))[1];

for (const name of ["node.md", "testing-node.md"]) {
  test(`the first program of ${name} prints what the page shows`, async () => {
    const text = await page(name);
    const program = block(text, "javascript").replace('connect("http://localhost:5080")', "connect(process.env.AUTHMETHODS_ADDRESS)");
    // Modules are found beside this file.
    const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", program], { cwd: import.meta.dirname });

    assert.equal(stdout, block(text, "text"));
  });
}
