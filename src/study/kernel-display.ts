import { createRequire } from "node:module";
import type { MimeBundle } from "./notebook.js";

type Write = (content: { data: MimeBundle; metadata: object; transient: object }, update: boolean) => void;

/**
 * How the running tslab kernel displays, whichever copy of tslab it was started from: the loaded module that holds the
 * writer of the current execution. Undefined outside a kernel. tslab's own display writes one MIME type at a time; the
 * writer beneath it passes several through as one output.
 */
export function kernelWriter(): Write | undefined {
  const { cache } = createRequire(import.meta.url);
  const path = Object.keys(cache).find((id) => /[\\/]tslab[\\/]dist[\\/]jupyter\.js$/.test(id));
  return (path ? cache[path]?.exports.lastWriteDisplayData : undefined) ?? undefined;
}

/** Displays one output in several forms at once; outside a kernel its plain text is printed. */
export function displayBundle(data: MimeBundle): void {
  const write = kernelWriter();
  if (write) write({ data, metadata: {}, transient: {} }, false);
  else console.log(String(data["text/plain"] ?? ""));
}
