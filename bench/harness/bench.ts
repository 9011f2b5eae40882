/** What one run of one side took; seconds are of the task alone, memory is the process's peak. */
export interface Outcome {
  readonly seconds: number;
  /** Of all its threads, user and system: what stays comparable where others share the machine. */
  readonly cpuSeconds: number;
  readonly peakMb: number;
  /** What the side answered: to show that both did the same work. */
  readonly value: unknown;
}

/** Runs and times the task itself; what comes before and after is preparation. */
export type Clock = <T>(work: () => T | Promise<T>) => Promise<T>;

/** A side in a process of its own: the function of `sides` by that name. */
export interface OwnSide {
  readonly side: string;
  readonly args?: readonly string[];
}

/** A side in Python: `script` defines `task()`, what is timed; whatever it runs before that is preparation. */
export interface PythonSide {
  readonly python: string;
  readonly args?: readonly string[];
  /** Threads for its linear algebra; its own default where left out. */
  readonly threads?: number;
}

/** A command whose whole run is the task; memory is that of its processes summed, sampled while it runs. */
export interface CommandSide {
  readonly command: readonly string[];
}

export type Side = OwnSide | PythonSide | CommandSide;

export interface Task {
  readonly task: string;
  readonly n: string;
  readonly ours: Side;
  readonly peer?: Side & { readonly name: string };
  /** Runs of each side, taking turns; the least time and the greatest memory count. Default 3. */
  readonly rounds?: number;
  /** Times that a process does the task, of which the quickest counts: for short ones without effects. Default 1. */
  readonly passes?: number;
  /** What the row has to say beside its numbers, from what both sides answered: equality of results, reasons, limits. */
  note?(ours: readonly Outcome[], peer: readonly Outcome[]): string;
}

export type Prepared =
  | readonly Task[]
  | { readonly tasks: readonly Task[]; readonly close: () => Promise<unknown> }
  | string;

/** A bench: tasks that share a preparation. A row comes of each task. */
export interface Bench {
  readonly name: string;
  /** Python modules that its peers need; without them the rows have our side alone. */
  readonly needs?: readonly string[];
  /**
   * Prepares inputs in a folder that goes afterwards; `close` ends what must run beside the tasks, a server say. A text
   * says why the bench cannot run here.
   */
  prepare(folder: string): Prepared | Promise<Prepared>;
  readonly sides?: Readonly<Record<string, (args: readonly string[], clock: Clock) => unknown>>;
}

/** A row of RESULTS.md. Unknown is null. */
export interface Row {
  readonly bench: string;
  readonly task: string;
  readonly n: string;
  readonly rounds: number;
  readonly ours: Measured;
  readonly peer: (Measured & { readonly name: string }) | null;
  readonly note: string;
  /** ISO time, to the minute. */
  readonly measured: string;
  /** Processes that wanted a core in the mean while it ran, ours among them; null where the system does not say. */
  readonly load: number | null;
}

export interface Measured {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMb: number;
}
