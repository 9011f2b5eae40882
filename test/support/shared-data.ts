import { existsSync } from "node:fs";
import { join } from "node:path";

const beside = join(import.meta.dirname, "../../../shared/data");

/** The folder of public research archives beside the project, or undefined where it is absent (tests then skip). */
export const sharedData: string | undefined = existsSync(beside) ? beside : undefined;
