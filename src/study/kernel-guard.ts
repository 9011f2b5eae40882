/**
 * Loaded into the kernel before tslab (node --import). tslab answers "error" without saying what was thrown, swallows
 * rejections that nobody awaits, and outlives its parent; this module tells the runner over the IPC channel what was
 * thrown, where, and by which execution, and ends the kernel with its parent.
 */
import { createRequire } from "node:module";
import { inspect } from "node:util";
import vm from "node:vm";
import { Worker } from "node:worker_threads";

/** What the guard tells the runner. */
export type GuardMessage =
  | {
      readonly type: "failure";
      /** thrown by the cell itself; floating where nobody awaited the promise; uncaught in a timer or an event. */
      readonly how: "thrown" | "floating" | "uncaught";
      /** Count of the execution that the error comes from, as far as its stack tells; else the one now running. */
      readonly execution: number;
      readonly name: string;
      readonly message: string;
      readonly stack: string;
      /** The failing line as it ran (compiled JavaScript), where the stack names one. */
      readonly ranLine?: string;
    }
  /** Answer to { settle: id }: everything thrown so far was told; pending timers and requests are still under way. */
  | { readonly type: "settled"; readonly id: number; readonly pending: number };

/** File name that stack frames show for code of one execution. */
const executionFile = (count: number) => `cell-execution-${count}.js`;
const executionFrame = /cell-execution-(\d+)\.js:(\d+):\d+/;

const sources = new Map<number, string>();
let running = 0;

function tell(message: GuardMessage): void {
  if (process.connected) process.send?.(message);
}

function tellFailure(how: "thrown" | "floating" | "uncaught", thrown: unknown): void {
  const isError = thrown instanceof Error;
  const stack = isError ? (thrown.stack ?? String(thrown)) : inspect(thrown);
  const frame = executionFrame.exec(stack);
  const ranLine = frame ? sources.get(Number(frame[1]))?.split("\n")[Number(frame[2]) - 1] : undefined;
  tell({
    type: "failure",
    how,
    execution: frame ? Number(frame[1]) : running,
    name: isError ? thrown.name : "Error",
    message: isError ? thrown.message : `a value that is no Error was thrown: ${inspect(thrown)}`,
    stack,
    ...(ranLine === undefined ? {} : { ranLine }),
  });
}

function watchExecutions(): void {
  const run = vm.runInThisContext;
  vm.runInThisContext = ((code: string, options?: vm.RunningScriptOptions) => {
    if (!/^\((async )?function\(exports, require\) \{ /.test(code)) return run(code, options);
    sources.set(running, code);
    let result: unknown;
    try {
      result = run(code, { ...options, filename: executionFile(running) });
    } catch (thrown) {
      tellFailure("thrown", thrown);
      throw thrown;
    }
    if (code.startsWith("(async")) {
      (result as Promise<unknown>).catch((thrown: unknown) => tellFailure("thrown", thrown));
    }
    return result;
  }) as typeof vm.runInThisContext;
  process.on("unhandledRejection", (reason) => tellFailure("floating", reason));
  process.on("uncaughtException", (thrown) => tellFailure("uncaught", thrown));
}

interface TslabServer {
  JupyterHandlerImpl: {
    prototype: { execCount: number; handleExecuteImpl: (...given: unknown[]) => Promise<unknown> };
  };
  ZmqServer: { prototype: Server };
}

interface Compiler {
  sys: { watchFile: () => { close(): void }; watchDirectory: () => { close(): void } };
}

interface Server {
  iopub: Pick<Socket, "send" | "close">;
  bindSocket(socket: Socket, port: number): Promise<void>;
}

interface Socket {
  sendHighWaterMark: number;
  send(frames: unknown): Promise<void>;
  close(): void;
}

function patchTslab(): void {
  const load = createRequire(import.meta.url);
  const { JupyterHandlerImpl, ZmqServer } = load("tslab/dist/jupyter.js") as TslabServer;
  // tslab's compiler watches every declaration file that it read, and a change to one (a build, an install) throws
  // out of its watcher. A run sees one state of the project, so nothing is watched.
  const { sys } = createRequire(load.resolve("tslab/dist/jupyter.js"))(
    "@tslab/typescript-for-tslab",
  ) as Compiler;
  const watched = () => ({ close: () => {} });
  sys.watchFile = watched;
  sys.watchDirectory = watched;
  const execute = JupyterHandlerImpl.prototype.handleExecuteImpl;
  JupyterHandlerImpl.prototype.handleExecuteImpl = function (...given) {
    running = this.execCount + 1;
    return execute.apply(this, given);
  };
  // tslab does not await its sends, but a socket refuses a second send while one is under way (it puts one off after
  // 512 in one turn), and a publisher drops messages beyond its high-water mark of 1,000: a cell that prints in a loop
  // would lose lines, and the refusals, printed, would be refused again without end. So sends wait in a line.
  const { bindSocket } = ZmqServer.prototype;
  ZmqServer.prototype.bindSocket = async function (socket, port) {
    socket.sendHighWaterMark = 0;
    await bindSocket.call(this, socket, port);
    if (this.iopub !== socket) return;
    let last: Promise<void> = Promise.resolve();
    this.iopub = {
      send: (frames) => {
        last = last.then(() => socket.send(frames));
        return last;
      },
      close: () => socket.close(),
    };
  };
}

/** Requests and timers under way; a floating promise that waits for one of them may still reject. */
function pendingWork(): number {
  const waiting =
    /^(Timeout|Immediate|FSReq|GetAddrInfo|TCPConnect|TCPSocketWrap|TLSWrap|HTTPClient|ProcessWrap)/;
  return process.getActiveResourcesInfo().filter((kind) => waiting.test(kind)).length;
}

function endWithParent(): void {
  process.on("disconnect", () => process.exit(0));
  // A cell in an endless loop never sees the disconnect: a thread of its own watches for the parent.
  const watch = `setInterval(() => { if (process.ppid !== ${process.ppid}) process.kill(process.pid, "SIGKILL"); }, 500)`;
  new Worker(watch, { eval: true, execArgv: [] }).unref();
}

if (process.send) {
  endWithParent();
  watchExecutions();
  patchTslab();
  process.on("message", ({ settle }: { settle: number }) => {
    // A rejection is announced after the microtasks of its turn: let one whole turn pass before answering.
    setImmediate(() => setImmediate(() => tell({ type: "settled", id: settle, pending: pendingWork() })));
  });
  process.channel?.unref();
}
