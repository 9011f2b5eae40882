import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes, randomUUID } from "node:crypto";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { Dealer, Subscriber } from "zeromq";
import { decodeMessage, encodeRequest, type JupyterMessage } from "./jupyter-message.js";
import { kernelCommand } from "./kernel-command.js";
import type { GuardMessage } from "./kernel-guard.js";
import { packageRoot } from "./package-root.js";

export type ThrownInKernel = Extract<GuardMessage, { type: "failure" }>;

/** What one execution came to. `died` and `late` leave the kernel unusable. */
export interface Execution {
  readonly status: "ok" | "error" | "died" | "late";
  /** Count of this execution in the kernel, from 1. */
  readonly count: number;
  /** In words, for died and late. */
  readonly reason?: string;
}

export interface KernelOptions {
  /** The kernel's working folder: imports and relative paths are resolved from it. */
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Bound on the time from spawn to the first answer. */
  readonly startSeconds?: number;
}

/** Every kernel that runs now, so that an exit of this process, however it comes, leaves none behind. */
const running = new Set<ChildProcess>();
process.on("exit", () => {
  for (const child of running) killGroup(child);
});

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch {
    // Gone already.
  }
}

async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer();
      await new Promise<void>((resolve, reject) => {
        server.once("error", reject);
        server.listen(0, "127.0.0.1", resolve);
      });
      return server;
    }),
  );
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

function guardScript(): string {
  const path = join(packageRoot, "dist", "study", "kernel-guard.js");
  if (!existsSync(path)) throw new Error(`${path} is missing. Build the project first: npm run build`);
  return path;
}

/** A tslab kernel in a process group of its own, spoken to over the Jupyter protocol. Made by startKernel. */
export class Kernel {
  private readonly session = randomUUID();
  private readonly shell = new Dealer({ linger: 0 });
  private readonly iopub = new Subscriber({ linger: 0, receiveHighWaterMark: 0 });
  private readonly listeners = new Map<string, (message: JupyterMessage) => void>();
  private readonly settling = new Map<number, (pending: number) => void>();
  private readonly thrown: ThrownInKernel[] = [];
  private readonly died: Promise<string>;
  private tail = "";
  private executions = 0;
  private settles = 0;
  private closed = false;
  private ended?: Promise<void>;

  constructor(
    private readonly child: ChildProcess,
    private readonly key: string,
    private readonly folder: string,
  ) {
    running.add(child);
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => {
        this.tail = (this.tail + text).slice(-4000);
      });
    }
    this.died = new Promise((resolve) => {
      child.once("error", (error) => resolve(error.message));
      child.once("exit", (code, signal) => {
        running.delete(child);
        resolve(signal ? `killed by ${signal}` : `exit code ${code}`);
      });
    });
    child.on("message", (message: GuardMessage) => {
      if (message.type === "failure") this.thrown.push(message);
      else this.settling.get(message.id)?.(message.pending);
    });
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  /** Connects and waits for the kernel's first answer. Throws where none comes in time. */
  async connect(ports: { shell: number; iopub: number }, startSeconds: number): Promise<void> {
    this.shell.connect(`tcp://127.0.0.1:${ports.shell}`);
    this.iopub.connect(`tcp://127.0.0.1:${ports.iopub}`);
    this.iopub.subscribe();
    void this.receive(this.shell, false);
    void this.receive(this.iopub, true);
    const deadline = Date.now() + startSeconds * 1000;
    let gone: string | undefined;
    void this.died.then((reason) => {
      gone = reason;
    });
    // Asked again until both an answer and a broadcast arrive: the subscription takes a moment to reach the kernel.
    let answered = false;
    let heard = false;
    while (!(answered && heard)) {
      if (this.thrown[0]) throw new Error(`The kernel did not start: ${this.thrown[0].message}`);
      if (gone !== undefined)
        throw new Error(`The kernel did not start (${gone}). ${this.tail.trim()}`.trim());
      if (Date.now() > deadline) {
        throw new Error(`The kernel did not start within ${startSeconds} s. ${this.tail.trim()}`.trim());
      }
      await this.request("kernel_info_request", {}, (message) => {
        if (message.header.msg_type === "kernel_info_reply") answered = true;
        else heard = true;
      });
      for (let waited = 0; waited < 200 && !(answered && heard); waited += 10) await sleep(10);
    }
  }

  /**
   * Runs code and resolves when the kernel is idle again, with all its outputs handed to onOutput in order. Outputs
   * that come later from this code (timers, floating promises) still reach onOutput.
   */
  async execute(
    code: string,
    options: { onOutput?: (message: JupyterMessage) => void; limitSeconds?: number } = {},
  ): Promise<Execution> {
    this.executions += 1;
    const count = this.executions;
    let timer: NodeJS.Timeout | undefined;
    try {
      return await new Promise<Execution>((resolve, reject) => {
        let replied: "ok" | "error" | undefined;
        let idle = false;
        const { limitSeconds } = options;
        if (limitSeconds !== undefined && Number.isFinite(limitSeconds)) {
          timer = setTimeout(() => {
            resolve({ status: "late", count, reason: `still running after ${limitSeconds} s` });
          }, limitSeconds * 1000);
        }
        void this.died.then((reason) =>
          resolve({ status: "died", count, reason: `the kernel ended (${reason})${this.lastWords()}` }),
        );
        this.request(
          "execute_request",
          { code, silent: false, store_history: true, allow_stdin: false },
          (message) => {
            const { msg_type } = message.header;
            if (msg_type === "execute_reply") replied = message.content.status === "ok" ? "ok" : "error";
            else if (msg_type === "status") idle = message.content.execution_state === "idle";
            else options.onOutput?.(message);
            if (replied && idle) resolve({ status: replied, count });
          },
        ).catch(reject);
      });
    } finally {
      clearTimeout(timer);
    }
  }

  /** Waits until all that was thrown so far is known; returns how many timers and requests are still under way. */
  async settle(): Promise<number> {
    if (!this.child.connected) return 0;
    this.settles += 1;
    const id = this.settles;
    const answer = new Promise<number>((resolve) => {
      this.settling.set(id, resolve);
    });
    this.child.send({ settle: id }, () => {});
    const pending = await Promise.race([answer, this.died.then(() => 0), sleep(5000, 0, { ref: false })]);
    this.settling.delete(id);
    return pending;
  }

  /** What was thrown since the last call. */
  takeThrown(): ThrownInKernel[] {
    return this.thrown.splice(0);
  }

  /** Ends the kernel and whatever it started; resolves when it is gone. Safe to call twice. */
  shutdown(): Promise<void> {
    this.ended ??= this.end();
    return this.ended;
  }

  private async end(): Promise<void> {
    this.closed = true;
    if (this.child.connected) this.child.disconnect();
    await Promise.race([this.died, sleep(500, undefined, { ref: false })]);
    killGroup(this.child);
    await this.died;
    this.shell.close();
    this.iopub.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private lastWords(): string {
    const words = this.tail.trim();
    if (/heap out of memory/i.test(words))
      return ": its JavaScript heap was full; give it more with NODE_OPTIONS=--max-old-space-size=MEGABYTES";
    return words ? `: ${words.slice(-1000)}` : "";
  }

  private async request(
    type: string,
    content: Record<string, unknown>,
    listener: (message: JupyterMessage) => void,
  ): Promise<void> {
    const { id, frames } = encodeRequest(this.key, this.session, type, content);
    this.listeners.set(id, listener);
    await this.shell.send(frames);
  }

  private async receive(socket: Dealer | Subscriber, broadcast: boolean): Promise<void> {
    try {
      for await (const frames of socket) {
        const message = decodeMessage(this.key, frames as Buffer[]);
        // tslab names a broadcast's type in the header of its own; parent is the request either way.
        if (message.parent.msg_id !== undefined) this.listeners.get(message.parent.msg_id)?.(message);
      }
    } catch (error) {
      if (!this.closed) {
        this.tail += `\n${broadcast ? "broadcast" : "shell"}: ${(error as Error).message}`;
        killGroup(this.child);
      }
    }
  }
}

async function startOnce({ cwd, env = {}, startSeconds = 60 }: KernelOptions): Promise<Kernel> {
  const folder = mkdtempSync(join(tmpdir(), "hub-evolution-kernel-"));
  const file = join(folder, "connection.json");
  const key = randomBytes(32).toString("hex");
  const [shell, iopub, control, stdin, hb] = (await freePorts(5)) as [number, number, number, number, number];
  writeFileSync(
    file,
    JSON.stringify({
      transport: "tcp",
      ip: "127.0.0.1",
      signature_scheme: "hmac-sha256",
      key,
      shell_port: shell,
      iopub_port: iopub,
      control_port: control,
      stdin_port: stdin,
      hb_port: hb,
    }),
    { mode: 0o600 },
  );
  const child = spawn(
    process.execPath,
    kernelCommand(file, [`--import=${pathToFileURL(guardScript()).href}`]),
    {
      cwd,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe", "ipc"],
      // A group of its own: Ctrl-C reaches the runner alone, which then ends the kernel and all it started.
      detached: true,
    },
  );
  const kernel = new Kernel(child, key, folder);
  try {
    await kernel.connect({ shell, iopub }, startSeconds);
    return kernel;
  } catch (error) {
    await kernel.shutdown();
    throw error;
  }
}

/**
 * Starts a fresh tslab kernel on 127.0.0.1 and waits until it answers. Another process can take a port between its
 * choice and the kernel's bind, so a kernel that ends at once is tried a second time.
 */
export async function startKernel(options: KernelOptions): Promise<Kernel> {
  try {
    return await startOnce(options);
  } catch (error) {
    if (!/EADDRINUSE|address already in use/i.test((error as Error).message)) throw error;
    return startOnce(options);
  }
}
