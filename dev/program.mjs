// The published program as an operator runs it, for the scripts in this folder.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream, readdirSync, readFileSync, readlinkSync } from "node:fs";

export class Program {
  /** @param settings Environment variables, such as Storage__Engine. */
  constructor(file, settings) {
    this.file = file;
    this.env = { ...process.env, ASPNETCORE_ENVIRONMENT: "Development", ASPNETCORE_URLS: "http://127.0.0.1:0", ...settings };
  }

  /** Runs a verb and returns what it prints. */
  async run(...verb) {
    const child = spawn(this.file, verb, { env: this.env, stdio: ["ignore", "pipe", "pipe"] });
    let output = "", errors = "";
    child.stdout.on("data", (text) => (output += text));
    child.stderr.on("data", (text) => (errors += text));
    const [code] = await once(child, "close");
    if (code !== 0) throw new Error(`${verb.join(" ")}: ${errors || output}`);
    return output.trim();
  }

  /** Starts the server and waits until it listens. */
  async serve(log) {
    const child = spawn(this.file, ["serve"], { env: this.env, stdio: ["ignore", "pipe", "pipe"] });
    const file = createWriteStream(log, { flags: "a" });
    child.stderr.pipe(file, { end: false });
    const address = await new Promise((resolve, reject) => {
      let output = "";
      child.stdout.on("data", (text) => {
        file.write(text);
        const found = (output = (output + text).slice(-4096)).match(/listening on:? (http:\/\/127\.0\.0\.1:\d+)/i);
        if (found) resolve(found[1]);
      });
      child.on("exit", () => reject(new Error(`The server did not start; see ${log}`)));
    });
    return new Server(child, address);
  }
}

class Server {
  constructor(child, address) {
    this.child = child;
    this.address = address;
    this.exited = once(child, "exit");
  }

  get isRunning() { return this.child.exitCode === null && this.child.signalCode === null; }

  async stop(signal = "SIGTERM") {
    this.child.kill(signal);
    await this.exited;
  }

  /** Resident memory in MB, and open descriptors apart from those of the program's own files, which .NET opens when it needs them. */
  usage() {
    const [process, programs] = [`/proc/${this.child.pid}`, /\.(dll|so)$/];
    const descriptors = readdirSync(`${process}/fd`).filter((fd) => !programs.test(targetOf(`${process}/fd/${fd}`))).length;
    return { memory: Math.round(Number(readFileSync(`${process}/status`, "utf8").match(/VmRSS:\s+(\d+)/)[1]) / 1024), descriptors };
  }
}

function targetOf(link) {
  // It may have been closed meanwhile.
  try { return readlinkSync(link); } catch { return ""; }
}
