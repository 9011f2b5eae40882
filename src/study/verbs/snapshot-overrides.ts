import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Role, roles } from "../study-definition.js";
import { WrongUsage } from "./verb.js";

/** ROLE=PATH, several times, to a folder a role. */
export function snapshotOverrides(given: readonly string[]): Partial<Record<Role, string>> {
  return Object.fromEntries(
    given.map((pair) => {
      const [, role, path] = /^([^=]+)=(.+)$/.exec(pair) ?? [];
      if (!role || !path) throw new WrongUsage(`--snapshot takes ROLE=PATH, not "${pair}".`);
      if (!roles.includes(role as Role)) {
        throw new WrongUsage(`No role "${role}". The roles are ${roles.join(", ")}.`);
      }
      if (!existsSync(join(path, "datapackage.json"))) {
        throw new Error(
          `${path} is no snapshot: it holds no datapackage.json. Make one with import, crawl or simulate.`,
        );
      }
      return [role, resolve(path)];
    }),
  );
}
