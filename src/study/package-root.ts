import { join, sep } from "node:path";

/** The project's own folder; src/study and dist/study lie equally deep in it. */
export const packageRoot: string = join(import.meta.dirname, "..", "..");

/**
 * Where what a user makes lies by default: in the project, and in the folder that a command is run in where the package
 * is installed, for what lies in node_modules goes with the next install.
 */
export function userFolder(): string {
  return packageRoot.split(sep).includes("node_modules") ? process.cwd() : packageRoot;
}
