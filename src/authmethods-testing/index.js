// The Microsoft Graph authentication-methods API for tests: start a server or connect to one, and give each test a tenant of its own.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const adminTools = "22223333-cccc-4444-dddd-5555eeee6666";
const password = "Contoso-Dev-1!";

/** An answer that is not a success. */
export class AnswerError extends Error {
  constructor(method, path, response, body) {
    const reason = response.headers.get("x-authmethods-reason");
    super(`${method} ${path} was answered with ${response.status}${reason ? ` (${reason})` : ""}`);
    Object.assign(this, { name: "AnswerError", status: response.status, body, reason });
  }
}

/**
 * Starts a server on a free port, with a database that is deleted when it stops.
 * @param {{ program?: string[], env?: Record<string, string>, seconds?: number }} [options] The program with its arguments, further environment variables
 *   such as `Policy__RequireMfaForAdministrators`, and how long to wait until it is ready.
 */
export async function start({ program = ["authmethods"], env = {}, seconds = 60 } = {}) {
  const directory = await mkdtemp(join(tmpdir(), "authmethods-"));
  const address = `http://localhost:${await freePort()}`;
  const [command, ...args] = program;
  const child = spawn(command, args, {
    env: { ...process.env, ASPNETCORE_ENVIRONMENT: "Development", ASPNETCORE_URLS: address, Storage__Directory: directory, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (output += text));
  const failure = new Promise((_, reject) => child.once("error", reject));
  failure.catch(() => {});

  const server = new Server(address, {}, async () => {
    if (child.exitCode === null && child.pid) {
      child.kill();
      if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
    }
    await rm(directory, { recursive: true, force: true });
  });
  try {
    if (!await Promise.race([isReady(address, child, seconds), failure])) throw new Error(`The server did not start: ${output}`);
    return server;
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/**
 * Uses a server that runs.
 * @param {string} address Such as `http://localhost:5080`.
 * @param {{ operatorKey?: string }} [options] The operator's key, which a server outside Development asks for.
 */
export function connect(address, { operatorKey } = {}) {
  return new Server(address.replace(/\/$/, ""), operatorKey ? { "x-authmethods-key": operatorKey } : {}, async () => {});
}

class Server {
  #headers;
  #stop;

  constructor(address, headers, stop) {
    this.address = address;
    this.#headers = headers;
    this.#stop = stop;
  }

  /** A tenant with the sample users, applications and policies, which nobody else sees. `from` is `sample`, `empty` or the id of a snapshot. */
  async createTenant({ from = "sample", domain } = {}) {
    return new Tenant(this, await this.control("POST", "/authmethods/tenants", domain ? { from, domain } : { from }));
  }

  /** Calls what the operator can do. */
  control(method, path, body) {
    return send(this.address, this.#headers, method, path, body);
  }

  /** Stops a server that was started here, and deletes its files. */
  async stop() {
    await this.#stop();
  }
}

class Tenant {
  #server;

  constructor(server, { id, domain, clientId, clientSecret }) {
    this.#server = server;
    Object.assign(this, { id, domain, clientId, clientSecret });
  }

  /** The principal name of a sample user, such as `kim`. */
  name(alias) {
    return alias.includes("@") ? alias : `${alias}@${this.domain}`;
  }

  /** An access token of a sample user. */
  token(alias, { scope = ".default" } = {}) {
    return this.#token({ grant_type: "password", client_id: adminTools, username: this.name(alias), password, scope });
  }

  /** An access token of the tenant's application, which has every application permission. */
  appToken() {
    return this.#token({
      grant_type: "client_credentials", client_id: this.clientId, client_secret: this.clientSecret, scope: "https://graph.microsoft.com/.default",
    });
  }

  async clientAs(alias, options) {
    return this.clientWith(await this.token(alias, options));
  }

  async clientAsApp() {
    return this.clientWith(await this.appToken());
  }

  /** A client that sends a token. */
  clientWith(token) {
    const call = (method) => (path, body) => send(this.#server.address, { authorization: `Bearer ${token}` }, method, path, body);
    return { get: call("GET"), post: call("POST"), patch: call("PATCH"), put: call("PUT"), delete: call("DELETE") };
  }

  /** Moves the time of this tenant on. */
  advance(seconds) {
    return this.clock({ advanceSeconds: seconds });
  }

  /** Stops the time of this tenant, now or at a date. */
  freeze(at) {
    return this.clock(at ? { now: at.toISOString(), frozen: true } : { frozen: true });
  }

  /** Lets the time go on. */
  release() {
    return this.clock({ frozen: false });
  }

  /** Changes the clock: `advanceSeconds`, `now`, `frozen`. */
  clock(change) {
    return this.#control("PATCH", "/clock", change);
  }

  /** The id of a state to return to. */
  async snapshot() {
    return (await this.#control("POST", "/snapshots")).id;
  }

  restore(snapshot) {
    return this.#control("POST", `/snapshots/${snapshot}/restore`);
  }

  /** Returns the tenant to the state in which it was created. */
  reset() {
    return this.#control("POST", "/reset");
  }

  delete() {
    return this.#control("DELETE", "");
  }

  #control(method, path, body) {
    return this.#server.control(method, `/authmethods/tenants/${this.id}${path}`, body);
  }

  async #token(form) {
    const path = `/${this.id}/oauth2/v2.0/token`;
    const response = await fetch(this.#server.address + path, { method: "POST", body: new URLSearchParams(form) });
    const answer = await response.json();
    if (!response.ok) throw new AnswerError("POST", path, response, answer);
    return answer.access_token;
  }
}

/** The JSON of the answer; undefined if it has none. */
async function send(address, headers, method, path, body) {
  const response = await fetch(address + path, {
    method,
    headers: body === undefined ? headers : { ...headers, "content-type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  const answer = text && response.headers.get("content-type")?.includes("json") ? JSON.parse(text) : text || undefined;
  if (!response.ok) throw new AnswerError(method, path, response, answer);
  return answer;
}

async function isReady(address, child, seconds) {
  for (const end = Date.now() + seconds * 1000; Date.now() < end && child.exitCode === null;) {
    if (await fetch(`${address}/health/ready`).then((r) => r.ok, () => false)) return true;
    await pause(50);
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
