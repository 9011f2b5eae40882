import { join } from "node:path";

/** The project's own folder; src/study and dist/study lie equally deep in it. */
export const packageRoot: string = join(import.meta.dirname, "..", "..");
