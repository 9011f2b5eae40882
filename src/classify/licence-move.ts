import { licenceClass } from "./licence-class.js";

/**
 * Whether a child's licence loosens its base's terms (from restrictive to permissive or copyleft) or tightens them (the
 * other way). Null for all other pairs, among them those with a licence of unknown class.
 */
export function licenceMove(base: string | null, child: string | null): "loosened" | "tightened" | null {
  const [from, to] = [licenceClass(base), licenceClass(child)];
  if (from === "unknown" || to === "unknown" || (from === "restrictive") === (to === "restrictive"))
    return null;
  return from === "restrictive" ? "loosened" : "tightened";
}
