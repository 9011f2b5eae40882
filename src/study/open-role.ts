import { Snapshot } from "../snapshot/index.js";
import { prepareSnapshot } from "./prepare-snapshot.js";
import { type Role, roles, studyDefinition } from "./study-definition.js";
import { studyEnvironment, studyVariable } from "./study-environment.js";

let simulatedOpened = false;

/** Whether this notebook has opened a simulated snapshot: its tables and figures then say SIMULATED. */
export function anySimulated(): boolean {
  return simulatedOpened;
}

/**
 * The snapshot that plays a role in the study under way. A study run says which; a notebook run by hand gets the
 * simulated study, whose snapshot is made on first use.
 *
 * @throws Error for an unknown role, and for one that the study gives no snapshot.
 */
export async function openSnapshot(role: Role): Promise<Snapshot> {
  if (!roles.includes(role)) throw new Error(`No role "${role}". The roles are ${roles.join(", ")}.`);
  const study = studyEnvironment();
  const folder = study ? study.roles[role] : await prepareSnapshot(studyDefinition("simulated"), role);
  if (folder === undefined) {
    throw new Error(`The study ${study?.study} gives no snapshot for the role ${role} (${studyVariable}).`);
  }
  const snapshot = await Snapshot.open(folder);
  simulatedOpened ||= snapshot.simulated;
  return snapshot;
}
