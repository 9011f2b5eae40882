/** Licences that forbid what the others allow (commercial use) or bind copies to terms of their own. */
const restrictive = new Set(["cc-by-nc-4.0", "creativeml-openrail-m", "openrail", "other", "llama2"]);
const copyleft = new Set(["gpl-3.0", "cc-by-sa-4.0"]);

/** Whether a model under `child` breaks the terms of a base under `base`, as planted; null where either states none. */
export function licenceConflict(base: string | null, child: string | null): boolean | null {
  if (base === null || child === null) return null;
  if (base === child) return false;
  return restrictive.has(base) || copyleft.has(base);
}
