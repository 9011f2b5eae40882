/**
 * The point where a function of a few variables is smallest nearby, by the simplex method of Nelder and Mead (1965),
 * restarted once from where it stops because a simplex can collapse early. Values of Infinity fence off a region.
 */
export function nelderMead(
  f: (x: readonly number[]) => number,
  start: readonly number[],
  {
    scale = 0.5,
    tolerance = 1e-10,
    maxSteps = 2000,
  }: { scale?: number; tolerance?: number; maxSteps?: number } = {},
): { x: number[]; value: number } {
  const once = descend(f, start, scale, tolerance, maxSteps);
  return descend(f, once.x, scale / 5, tolerance, maxSteps);
}

function descend(
  f: (x: readonly number[]) => number,
  start: readonly number[],
  scale: number,
  tolerance: number,
  maxSteps: number,
): { x: number[]; value: number } {
  const point = (x: number[]) => ({ x, value: f(x) });
  const simplex = [point([...start])];
  start.forEach((v, i) => {
    const x = [...start];
    x[i] = v + scale * Math.max(1, Math.abs(v) / 4);
    simplex.push(point(x));
  });
  for (let step = 0; step < maxSteps; step++) {
    simplex.sort((a, b) => a.value - b.value);
    const best = simplex[0]!;
    const worst = simplex.at(-1)!;
    if (worst.value - best.value <= tolerance * (Math.abs(best.value) + tolerance)) break;
    const centre = start.map(
      (_, i) => simplex.slice(0, -1).reduce((sum, p) => sum + p.x[i]!, 0) / start.length,
    );
    const along = (by: number) => point(centre.map((c, i) => c + by * (worst.x[i]! - c)));
    const reflected = along(-1);
    let next = reflected;
    if (reflected.value < best.value) {
      const expanded = along(-2);
      if (expanded.value < reflected.value) next = expanded;
    } else if (reflected.value >= simplex.at(-2)!.value) {
      next = along(reflected.value < worst.value ? -0.5 : 0.5);
      if (next.value >= Math.min(worst.value, reflected.value)) {
        for (const p of simplex.slice(1)) Object.assign(p, point(p.x.map((v, i) => (v + best.x[i]!) / 2)));
        continue;
      }
    }
    simplex[simplex.length - 1] = next;
  }
  simplex.sort((a, b) => a.value - b.value);
  return simplex[0]!;
}
