import { type Derivation, type DerivationKind, derivationKind, derivationKinds } from "./derivation-kind.js";

export interface DerivationCount {
  readonly kind: DerivationKind;
  readonly count: number;
  /** Of them those of which a relation, library, tag or word tells, rather than the default. */
  readonly marked: number;
}

/** The kind of each model that has a base. */
export function derivations(
  models: readonly {
    readonly name: string;
    readonly library: string | null;
    readonly tags: readonly string[];
  }[],
): Derivation[] {
  return models.map(({ name, library, tags }) => derivationKind(name, { library, tags, hasBase: true })!);
}

/** How many there are of each kind, in the order of derivationKinds. */
export function countDerivations(list: Iterable<Derivation>): DerivationCount[] {
  const counts = new Map(derivationKinds.map((kind) => [kind, { count: 0, marked: 0 }]));
  for (const { kind, because } of list) {
    const own = counts.get(kind)!;
    own.count++;
    if (because !== "default") own.marked++;
  }
  return derivationKinds.map((kind) => ({ kind, ...counts.get(kind)! }));
}
