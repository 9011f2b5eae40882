import type { Random } from "../stats/random.js";

/** Who holds what, one row a holder and item. */
export interface Memberships {
  readonly holders: readonly string[];
  readonly items: readonly string[];
}

/**
 * Memberships dealt out anew with as many items for every holder and as many holders for every item as before:
 * `swapsPerRow` tries a row to swap the items of two rows, those that would give a holder an item twice left out
 * (Maslov and Sneppen 2002, for two kinds of nodes). What chance to compare a network of shared items with: an item of
 * d holders links d (d - 1) / 2 pairs in any such network (Newman, Strogatz and Watts 2001), which scattered links
 * would not. Repeated rows count once; the holders keep their order.
 * @throws RangeError where the columns differ in length
 */
export function rewireMemberships(
  { holders, items }: Memberships,
  chance: Random,
  swapsPerRow = 10,
): Memberships {
  if (holders.length !== items.length) {
    throw new RangeError(`rewireMemberships: ${holders.length} holders against ${items.length} items`);
  }
  const places = new Map([...new Set(items)].map((item, place) => [item, place]));
  const names = [...places.keys()];
  const of = new Map([...new Set(holders)].map((holder, place) => [holder, place]));
  const key = (holder: number, item: number) => holder * names.length + item;
  const present = new Set<number>();
  const rows: { holder: string; place: number; item: number }[] = [];
  holders.forEach((holder, row) => {
    const one = { holder, place: of.get(holder)!, item: places.get(items[row]!)! };
    if (present.has(key(one.place, one.item))) return;
    present.add(key(one.place, one.item));
    rows.push(one);
  });
  for (let attempt = 0; rows.length > 1 && attempt < rows.length * swapsPerRow; attempt++) {
    const a = rows[chance.int(rows.length)]!;
    const b = rows[chance.int(rows.length)]!;
    const [given, taken] = [key(a.place, b.item), key(b.place, a.item)];
    if (a.place === b.place || a.item === b.item || present.has(given) || present.has(taken)) continue;
    present.delete(key(a.place, a.item));
    present.delete(key(b.place, b.item));
    present.add(given).add(taken);
    [a.item, b.item] = [b.item, a.item];
  }
  return { holders: rows.map(({ holder }) => holder), items: rows.map(({ item }) => names[item]!) };
}
