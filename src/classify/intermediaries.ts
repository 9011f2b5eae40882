/**
 * Accounts that live on others' models: those with at least `least` models of which at least `share` are derived (quantised,
 * adapted, merged: what `isDerived` says of each model). Model i belongs to `owners[i]`; models without an owner are
 * nobody's.
 * @throws RangeError where the columns differ in length
 */
export function intermediaries(
  owners: ArrayLike<string | null>,
  isDerived: ArrayLike<boolean>,
  { least = 10, share = 0.5 }: { least?: number; share?: number } = {},
): Set<string> {
  if (owners.length !== isDerived.length) {
    throw new RangeError(`intermediaries: ${owners.length} owners against ${isDerived.length} models`);
  }
  const counts = new Map<string, { models: number; derived: number }>();
  for (let i = 0; i < owners.length; i++) {
    const owner = owners[i];
    if (owner === null || owner === undefined) continue;
    let own = counts.get(owner);
    if (!own) {
      own = { models: 0, derived: 0 };
      counts.set(owner, own);
    }
    own.models++;
    if (isDerived[i]) own.derived++;
  }
  return new Set(
    [...counts]
      .filter(([, { models, derived }]) => models >= least && derived >= share * models)
      .map(([owner]) => owner),
  );
}
