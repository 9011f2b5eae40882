import { byCodeUnit, type Network } from "./network.js";

/** A network made by linking those who share items, and what was left out of it. */
export interface ProjectedNetwork extends Network {
  /** Items in use, those that link nobody too. */
  readonly items: number;
  /** Items left out because more than `maxHolders` hold them, most held first. */
  readonly skipped: readonly { readonly item: string; readonly holders: number }[];
  /** Holders that share no item with anyone, and so are no nodes. */
  readonly isolated: number;
}

export interface ProjectOptions {
  /**
   * What a shared item of d holders adds to a link: `newman` 1 / (d - 1) (Newman 2001, the default: each holder spreads
   * one unit an item over the others, so rare items weigh most), `inverse-log` 1 / ln d (Adamic and Adar 2003), or
   * `count` 1.
   */
  readonly rarity?: "newman" | "inverse-log" | "count";
  /** Items with more holders are skipped: they link everyone, weigh little, and cost d² / 2 links. Default 200. */
  readonly maxHolders?: number;
  /** Links weaker than this are dropped. Default 0: none. */
  readonly minWeight?: number;
}

/**
 * Links holders (owners, authors, tags) that share items (base models, datasets, tags, repositories), from one row a
 * holder and item; repeated rows count once. Nodes are those with at least one link, in code-unit order.
 * @throws RangeError where the columns differ in length
 */
export function projectNetwork(
  holders: ArrayLike<string>,
  items: ArrayLike<string>,
  { rarity = "newman", maxHolders = 200, minWeight = 0 }: ProjectOptions = {},
): ProjectedNetwork {
  if (holders.length !== items.length) {
    throw new RangeError(`projectNetwork: ${holders.length} holders against ${items.length} items`);
  }
  const names = [...new Set(Array.from(holders))].sort(byCodeUnit);
  const placeOf = new Map(names.map((name, place) => [name, place]));
  const held = new Map<string, Set<number>>();
  for (let i = 0; i < items.length; i++) {
    const item = items[i]!;
    const own = held.get(item) ?? new Set<number>();
    held.set(item, own);
    own.add(placeOf.get(holders[i]!)!);
  }
  const skipped: { item: string; holders: number }[] = [];
  const itemsOf: number[][] = names.map(() => []);
  const holdersOf: Uint32Array[] = [];
  const rarities: number[] = [];
  for (const item of [...held.keys()].sort(byCodeUnit)) {
    const own = Uint32Array.from(held.get(item)!).sort();
    if (own.length > maxHolders) skipped.push({ item, holders: own.length });
    else if (own.length > 1) {
      for (const place of own) itemsOf[place]!.push(holdersOf.length);
      holdersOf.push(own);
      rarities.push(rarityOf(own.length, rarity));
    }
  }

  const from: number[] = [];
  const to: number[] = [];
  const weights: number[] = [];
  const shared = new Float64Array(names.length);
  const linked = new Uint8Array(names.length);
  for (let a = 0; a < names.length; a++) {
    const met: number[] = [];
    for (const item of itemsOf[a]!) {
      for (const b of holdersOf[item]!) {
        if (b <= a) continue;
        if (shared[b] === 0) met.push(b);
        shared[b]! += rarities[item]!;
      }
    }
    for (const b of met.sort((x, y) => x - y)) {
      if (shared[b]! >= minWeight) {
        from.push(a);
        to.push(b);
        weights.push(shared[b]!);
        linked[a] = linked[b] = 1;
      }
      shared[b] = 0;
    }
  }
  const nodePlace = new Int32Array(names.length).fill(-1);
  const nodes = names.filter((_, place) => linked[place]);
  for (let place = 0, next = 0; place < names.length; place++) if (linked[place]) nodePlace[place] = next++;
  return {
    nodes,
    from: Uint32Array.from(from, (place) => nodePlace[place]!),
    to: Uint32Array.from(to, (place) => nodePlace[place]!),
    weights: Float64Array.from(weights),
    items: held.size,
    skipped: skipped.sort((x, y) => y.holders - x.holders || byCodeUnit(x.item, y.item)),
    isolated: names.length - nodes.length,
  };
}

function rarityOf(holders: number, rarity: "newman" | "inverse-log" | "count"): number {
  if (rarity === "newman") return 1 / (holders - 1);
  return rarity === "inverse-log" ? 1 / Math.log(holders) : 1;
}
