// Sends random requests to the published program and counts what comes back: node run.mjs PROGRAM DIRECTORY SEED COUNT
import { Agent, request as send } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { Program } from "../program.mjs";
import { Requests } from "./requests.mjs";
import { administrators, idOf, plainUsers, provisioning, reporting } from "./sample.mjs";
import { Random } from "./values.mjs";

const [file, directory, seed, count] = [process.argv[2], process.argv[3], Number(process.argv[4]), Number(process.argv[5])];
const connections = 16, bulk = 200, slow = 2000, hung = 30_000, idle = 30_000, warmUp = Math.min(5000, count);
const program = new Program(file, {
  Storage__Directory: `${directory}/data`, Logging__LogLevel__Default: "Warning", Authority__AccessTokenLifetime: "12:00:00",
});
await program.run("migrate");
await program.run("seed", "--users", String(bulk));
const documents = [];
for (const name of ["v1.0", "beta", "authmethods"]) documents.push(JSON.parse(await program.run("describe", name)));

// Each token is known by the arguments of the verb that prints it.
const tokens = new Map();
const argumentsFor = (caller, mfa) => (caller.includes("@") ? `--user ${caller}${mfa ? " --mfa" : ""}` : `--app ${caller}`);
const issue = async (words) => tokens.set(words, await program.run("token", ...words.split(" ")));
for (const app of [provisioning, reporting]) await issue(argumentsFor(app));
for (const user of [...administrators, ...plainUsers]) await Promise.all([issue(argumentsFor(user, false)), issue(argumentsFor(user, true))]);

const server = await program.serve(`${directory}/log`);
const agent = new Agent({ keepAlive: true, maxSockets: connections });
const requests = new Requests(new Random(seed), documents, bulk, (caller, mfa) => tokens.get(argumentsFor(caller, mfa)));
const statuses = new Map(), refusals = new Map(), closed = new Map(), faults = new Map();
const succeeded = new Set(), ended = new Set(), slowRequests = [];
let goal = 0, sent = 0, answered = 0;

const add = (counts, key) => counts.set(key, (counts.get(key) ?? 0) + 1).get(key);
const sum = (counts) => [...counts.values()].reduce((all, n) => all + n, 0);
const list = (counts) => [...counts].sort().map(([key, n]) => `${key}: ${n}`).join(", ") || "none";

/** The answer; its status is the error's code if there is none. */
const answer = ({ verb, path, headers, body }) => new Promise((resolve) => {
  const started = performance.now();
  const end = (status, text = "", reason) => resolve({ status, text, reason, took: performance.now() - started });
  try {
    const all = body ? { ...headers, "Content-Length": body.length } : headers;
    const call = send(server.address, { agent, method: verb, path, headers: all, timeout: hung });
    call.on("timeout", () => call.destroy(Object.assign(new Error(), { code: "HANG" }))).on("error", (e) => end(e.code));
    call.on("response", (response) => {
      const parts = [];
      response.on("data", (part) => parts.push(part)).on("error", (e) => end(e.code));
      response.on("end", () => end(response.statusCode, Buffer.concat(parts).toString(), response.headers["x-authmethods-reason"]));
    }).end(body);
  } catch (e) {
    end(e.code);
  }
});

const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;
const curl = ({ verb, path, headers, body }) => [
  ...(body ? [`base64 -d <<<${body.toString("base64")} |`] : []), `curl -gis --path-as-is -X ${verb}`,
  ...Object.entries(headers).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`), ...(body ? ["--data-binary @-"] : []), quoted(server.address + path),
].join(" ");

/** Prints the first two of a kind. */
function fail(what, request, text = "") {
  const name = request ? `${what} ${request.name}` : what;
  if (add(faults, name) <= 2) console.log(name, text.slice(0, 300), request ? `\n${curl(request)}` : "");
}

async function work() {
  while (sent < goal && server.isRunning && sum(faults) < 500) {
    sent++;
    const request = requests.next();
    const { status, text, reason, took } = await answer(request);
    add(typeof status === "number" ? statuses : closed, status);
    if (status === "HANG" || status >= 500) fail(status, request, text);
    if (took > slow) slowRequests.push(request);
    if (status < 300) {
      succeeded.add(request.name);
      requests.learn(request, status, text);
    }

    if (status === 401) {
      add(refusals, reason?.split(":")[0] ?? "wrong client");
      for (const [words, token] of tokens) if (request.headers.Authorization === `Bearer ${token}`) ended.add(words);
    }

    if (++answered % Math.ceil(count / 20) === 0) report(`${answered} requests`);
  }
}

/** New tokens for sessions that ended. Accounts that were deleted or disabled are restored first. */
async function renew() {
  for (; sent < goal && server.isRunning; await pause(500)) {
    const [words] = ended;
    if (words === undefined) continue;
    ended.delete(words);
    await issue(words).catch(() => restore(words.split(" ")[1]));
  }
}

async function restore(user) {
  const headers = { Authorization: `Bearer ${tokens.get(argumentsFor(provisioning))}`, "Content-Type": "application/json" };
  await answer({ verb: "POST", path: `/v1.0/directory/deletedItems/${idOf(user)}/restore`, headers });
  await answer({ verb: "PATCH", path: `/v1.0/users/${idOf(user)}`, headers, body: Buffer.from('{"accountEnabled":true}') });
}

async function run(until) {
  goal = until;
  await Promise.all([renew(), ...Array.from({ length: connections }, work)]);
}

function report(what) {
  const { memory, descriptors } = server.usage();
  console.log(`${what}: ${memory} MB, ${descriptors} descriptors`);
  return descriptors;
}

console.log(`Seed ${seed}, ${count} requests, ${requests.operations.length} operations`);
await run(warmUp);
await pause(idle);
const before = report("Before, warm and idle");
const started = performance.now();
await run(count);
const seconds = (performance.now() - started) / 1000;
// A busy machine makes any answer slow once, so each gets a second chance, alone.
for (const request of slowRequests.slice(0, 50)) {
  if (server.isRunning && (await answer(request)).took > slow) fail("Slower than two seconds again", request);
}

agent.destroy();
if (server.isRunning) {
  report("After");
  await pause(idle);
  const open = report(`After ${idle / 1000} idle seconds`) - before;
  if (open > 10) fail(`${open} descriptors stay open`);
  await server.stop();
} else {
  fail("The server died");
}

console.log(`${sent} requests, ${Math.round((sent - warmUp) / seconds)}/s`);
console.log("Statuses:", list(statuses));
console.log("Reasons of 401:", list(refusals));
console.log("Slower than two seconds:", slowRequests.length);
console.log("Connections closed:", list(closed));
console.log("Operations that succeeded at least once:", requests.operations.filter(({ name }) => succeeded.has(name)).length, "of", requests.operations.length);
console.log("Faults:", list(faults));
process.exitCode = faults.size ? 1 : 0;
