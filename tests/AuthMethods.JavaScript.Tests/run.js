// Starts the server that was built, over a database of its own, and runs the tests against it: node run.js [arguments of node --test]
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const program = process.env.AUTHMETHODS_SERVER
  ?? fileURLToPath(new URL("../../src/AuthMethods.Server/bin/Debug/net10.0/AuthMethods.Server.dll", import.meta.url));
const directory = await mkdtemp(join(tmpdir(), "authmethods-"));
const [plain, secure] = [await freePort(), await freePort()];
const address = `https://localhost:${secure}`;

const server = spawn("dotnet", [program], {
  env: {
    ...process.env,
    ASPNETCORE_ENVIRONMENT: "Development",
    // In this order, so that the first is open when the second is.
    ASPNETCORE_URLS: `${address};http://localhost:${plain}`,
    Storage__Directory: directory,
  },
  stdio: ["ignore", "pipe", "pipe"],
});
let output = "";
for (const stream of [server.stdout, server.stderr]) stream.on("data", (text) => (output += text));

try {
  if (!await isReady()) throw new Error(`The server did not start: ${output}`);
  // Node reads the certificates it trusts when it starts, so the tests are another process.
  const tests = spawn(process.execPath, ["--test", ...process.argv.slice(2)], {
    cwd: fileURLToPath(new URL(".", import.meta.url)),
    env: {
      ...process.env,
      AUTHMETHODS_ADDRESS: address,
      AUTHMETHODS_PROGRAM: JSON.stringify(["dotnet", program]),
      NODE_EXTRA_CA_CERTS: join(directory, "development-certificate.pem"),
    },
    stdio: "inherit",
  });
  [process.exitCode] = await once(tests, "exit");
} finally {
  if (server.exitCode === null) {
    server.kill();
    await once(server, "exit");
  }
  await rm(directory, { recursive: true });
}

async function isReady() {
  for (let attempt = 0; attempt < 300 && server.exitCode === null; attempt++) {
    if (await fetch(`http://localhost:${plain}/health/ready`).then((r) => r.ok, () => false)) return true;
    await pause(100);
  }
  return false;
}

async function freePort() {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address();
  probe.close();
  await once(probe, "close");
  return port;
}
