import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

type Environment = Readonly<Record<string, string | undefined>>;

/** Address of the Hub to talk to: HF_ENDPOINT, or the public one. */
export function hubAddress(environment: Environment = process.env): string {
  return environment.HF_ENDPOINT || "https://huggingface.co";
}

/** The user's token for the Hub: HF_TOKEN, or the file that the Hub's own command line keeps; undefined where neither is. */
export function hubToken(environment: Environment = process.env): string | undefined {
  const given = environment.HF_TOKEN?.trim();
  if (given) return given;
  const home =
    environment.HF_HOME || join(environment.XDG_CACHE_HOME || join(homedir(), ".cache"), "huggingface");
  try {
    return readFileSync(environment.HF_TOKEN_PATH || join(home, "token"), "utf8").trim() || undefined;
  } catch {
    return undefined;
  }
}
