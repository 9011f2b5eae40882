import { type LicenceClass, licenceClass } from "./licence-class.js";

/**
 * What the licences of a base and of a model built on it say of each other.
 * - kept: the same licence
 * - allowed: another, and the base's terms let that pass (a permissive base; a later version of the same copyleft terms)
 * - conflict: the base's terms bind what is built on it, and the child's licence drops them
 * - unclear: both bind, in terms that only a reading of the texts could compare
 */
export type LicenceStep = "kept" | "allowed" | "conflict" | "unclear";

/** Copyleft licences that name others under which derived works may be published. */
const mayBecome: Readonly<Record<string, readonly string[]>> = {
  "gpl-3.0": ["agpl-3.0"],
  "lgpl-2.1": ["lgpl-3.0", "gpl-2.0", "gpl-3.0"],
  "lgpl-3.0": ["gpl-3.0", "agpl-3.0"],
  "mpl-2.0": ["gpl-2.0", "gpl-3.0", "lgpl-2.1", "lgpl-3.0", "agpl-3.0"],
  "cc-by-sa-3.0": ["cc-by-sa-4.0"],
  "cc-by-sa-4.0": ["gpl-3.0"],
};

const bindingOrder: Readonly<Record<Exclude<LicenceClass, "unknown">, number>> = {
  permissive: 0,
  copyleft: 1,
  restrictive: 2,
};

/**
 * The step from a base's licence to its child's, from the licences' names alone. Null where either is unstated or of
 * unknown class: silence is no breach that metadata can show. A rule for counting, not legal advice: a conflict here is
 * a restrictive base whose child states permissive or copyleft terms, or a copyleft base whose child states others.
 */
export function licenceStep(base: string | null, child: string | null): LicenceStep | null {
  const [from, to] = [licenceClass(base), licenceClass(child)];
  if (from === "unknown" || to === "unknown") return null;
  const [before, after] = [base!.trim().toLowerCase(), child!.trim().toLowerCase()];
  if (before === after) return "kept";
  if (from === "permissive") return "allowed";
  if (from === "copyleft" && mayBecome[before]?.includes(after)) return "allowed";
  // "gpl" and "lgpl" do not say which version, so any of the family may be meant.
  if (from === "copyleft" && to === "copyleft" && familyOf(before) === familyOf(after)) return "unclear";
  if (from === "restrictive" && bindingOrder[to] === bindingOrder[from]) return "unclear";
  return "conflict";
}

function familyOf(licence: string): string {
  return licence.replace(/-?\d.*$/, "");
}
