// Kills a server (kill -9) every few seconds while writers write, and reads all that was acknowledged after each death and at the end. Of two replicas
// one goes on, and each write is read through the other one at once: node soak-kill.mjs PROGRAM DIRECTORY REPLICAS SECONDS
import { setTimeout as pause } from "node:timers/promises";
import { Program } from "./program.mjs";

const [file, directory, replicas, seconds] = [process.argv[2], process.argv[3], Number(process.argv[4]), Number(process.argv[5])];
const writers = 16, mobile = "3179e48a-750b-4051-897c-87b9720928f7";
const program = new Program(file, {});
await program.run("migrate");
await program.run("seed", "--users", String(writers));
const headers = { Authorization: `Bearer ${await program.run("token", "--user", "global.admin@contoso.com")}`, "Content-Type": "application/json" };
const servers = await Promise.all(Array.from({ length: replicas }, () => program.serve(`${directory}/log`)));
const end = Date.now() + seconds * 1000;
const counts = { kills: 0, acknowledged: 0, unanswered: 0, "read through the other at once": 0, "read after a death": 0, "read at the end": 0 };
const faults = [];
const goesOn = () => Date.now() < end && !faults.length;

/** The answer of a replica; undefined if the replica is dead. */
async function call(replica, method, path, body) {
  try {
    const response = await fetch(servers[replica].address + path, { method, headers, body: body && JSON.stringify(body), signal: AbortSignal.timeout(30_000) });
    const text = await response.text();
    if (!response.ok) faults.push(`${method} ${path}: ${response.status} ${text.slice(0, 200)}`);
    return text ? JSON.parse(text) : {};
  } catch (e) {
    if (e.name === "TimeoutError") faults.push(`${method} ${path}: no answer in 30 seconds`);
    return undefined;
  }
}

/** Creates users, and changes the number of a user of its own. */
class Writer {
  created = [];
  unread = [];
  written = 0;

  constructor(n) {
    this.n = n;
    this.phone = `/v1.0/users/user${n}@contoso.com/authentication/phoneMethods/${mobile}`;
  }

  async run() {
    while (goesOn()) {
      const replica = this.written++ % replicas;
      const isRead = this.written % 3 ? await this.update(replica) : await this.create(replica);
      if (isRead === undefined) await this.readAfterDeath();
      else counts["read through the other at once"] += isRead;
    }
  }

  /** Returns whether the write was read through another replica; undefined if it was not acknowledged. */
  async update(replica) {
    this.underWay = `+1 ${3_000_000_000 + this.n * 10_000_000 + this.written}`;
    if (!await call(replica, "PATCH", this.phone, { phoneNumber: this.underWay })) return undefined;
    this.last = this.underWay;
    counts.acknowledged++;
    return replicas > 1 && this.readNumber(1 - replica);
  }

  async create(replica) {
    const name = `soak${this.n}x${this.written}`;
    const answer = await call(replica, "POST", "/v1.0/users", {
      accountEnabled: true, displayName: name, mailNickname: name, userPrincipalName: `${name}@contoso.com`, passwordProfile: { password: "Soak-Pass-1!" },
    });
    if (!answer) return undefined;
    this.unread.push(answer.id);
    counts.acknowledged++;
    return replicas > 1 && this.readUser(1 - replica, answer.id);
  }

  /** The number is the last that was acknowledged or, after a death, the one that was under way. */
  async readNumber(replica) {
    const answer = await call(replica, "GET", this.phone);
    if (!answer) return false;
    const found = answer.phoneNumber;
    if (this.last && found !== this.last && found !== this.underWay) faults.push(`user${this.n} has ${found}, but ${this.last} was acknowledged`);
    this.last = found;
    return true;
  }

  /** A user that is not there is a fault, because the answer is 404. */
  async readUser(replica, id) {
    return await call(replica, "GET", `/v1.0/users/${id}?$select=id`) !== undefined;
  }

  async readAfterDeath() {
    counts.unanswered++;
    const ids = this.unread.splice(0);
    this.created.push(...ids);
    await this.until((replica) => this.readNumber(replica));
    for (const id of ids) await this.until((replica) => this.readUser(replica, id));
    counts["read after a death"] += 1 + ids.length;
  }

  async readAtEnd() {
    await this.until((replica) => this.readNumber(replica));
    for (const id of [...this.created, ...this.unread]) await this.until((replica) => this.readUser(replica, id));
    counts["read at the end"] += 1 + this.created.length + this.unread.length;
  }

  /** Repeats a read on each replica in turn until one answers. */
  async until(read) {
    for (let turn = 0; !faults.length; turn++) {
      await pause(turn ? 100 : 0);
      if (await read(turn % replicas)) return;
    }
  }
}

async function kill() {
  for (; goesOn(); counts.kills++) {
    const enough = counts.acknowledged + 10 * writers;
    await pause(Math.random() * 4000);
    while (goesOn() && counts.acknowledged < enough) await pause(20);
    const victim = Math.floor(Math.random() * replicas);
    await servers[victim].stop("SIGKILL");
    servers[victim] = await program.serve(`${directory}/log`);
  }
}

const all = Array.from({ length: writers }, (_, n) => new Writer(n));
try {
  await Promise.all([kill(), ...all.map((writer) => writer.run())]);
  await Promise.all(all.map((writer) => writer.readAtEnd()));
} finally {
  await Promise.all(servers.filter((server) => server.isRunning).map((server) => server.stop()));
}

console.log(Object.entries(counts).map(([what, n]) => `${n} ${what}`).join(", "));
console.log(faults.length ? faults.slice(0, 10).join("\n") : "Nothing that was acknowledged is lost");
process.exitCode = faults.length ? 1 : 0;
