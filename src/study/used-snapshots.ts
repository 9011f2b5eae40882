import { Snapshot } from "../snapshot/index.js";
import type { UsedSnapshot } from "./report/report-content.js";
import { type Role, roles } from "./study-definition.js";

/** The snapshots behind the roles, each once, with what could not be had counted. */
export async function usedSnapshots(
  folders: Readonly<Partial<Record<Role, string>>>,
): Promise<UsedSnapshot[]> {
  const used: UsedSnapshot[] = [];
  for (const folder of new Set(roles.flatMap((role) => folders[role] ?? []))) {
    const snapshot = await Snapshot.open(folder);
    try {
      used.push({
        roles: roles.filter((role) => folders[role] === folder),
        manifest: snapshot.manifest,
        failures: snapshot.has("failures")
          ? await snapshot.rows(
              "SELECT wanted, reason, count(*)::DOUBLE AS count FROM failures GROUP BY ALL ORDER BY ALL",
            )
          : [],
      });
    } finally {
      snapshot.close();
    }
  }
  return used;
}
