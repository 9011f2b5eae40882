export interface Progress {
  /** Says what is under way: a step, and optionally how far it is. */
  update(what: string, done?: number, total?: number): void;
  /** Writes a line that stays. */
  line(text: string): void;
  /** Takes the bar off the terminal. */
  end(): void;
}

interface Target {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

const width = 24;

/** Progress for people: a bar that redraws itself on a terminal, otherwise a line every few seconds. */
export function startProgress(target: Target = process.stderr, { everySeconds = 3 } = {}): Progress {
  const terminal = target.isTTY === true;
  let drawn = false;
  let last = Number.NEGATIVE_INFINITY;
  let lastWhat = "";
  const clear = () => {
    if (drawn) target.write("\r\u001b[K");
    drawn = false;
  };
  return {
    update(what, done, total) {
      const now = performance.now();
      const counted = done !== undefined && total !== undefined && total > 0;
      if (terminal) {
        if (now - last < 50 && done !== total && what === lastWhat) return;
        const filled = counted ? Math.round((width * Math.min(done, total)) / total) : 0;
        const bar = counted ? `[${"█".repeat(filled)}${"░".repeat(width - filled)}] ${done}/${total} ` : "";
        clear();
        target.write(`${bar}${what}`.slice(0, (target.columns ?? 80) - 1));
        drawn = true;
      } else {
        if (now - last < everySeconds * 1000) return;
        target.write(`${what}${counted ? ` (${done}/${total})` : ""}\n`);
      }
      last = now;
      lastWhat = what;
    },
    line(text) {
      clear();
      target.write(`${text}\n`);
    },
    end: clear,
  };
}
