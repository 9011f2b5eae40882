import { groupBy } from "./group-by.js";

/** The same groups, those of fewer than `least` members under one name. */
export function poolSmall(groups: readonly string[], { least = 25, name = "others" } = {}): string[] {
  const sizes = groupBy(groups, (group) => group);
  const small = new Set(sizes.flatMap(([group, members]) => (members.length < least ? [group] : [])));
  return groups.map((group) => (small.has(group) ? name : group));
}
