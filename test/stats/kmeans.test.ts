import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { adjustedRand, kmeans, random, silhouette } from "../../src/stats/index.js";

/** 60 rows of 3 columns, made by formula so that Python can make the same ones. */
const rows = Array.from({ length: 60 }, (_, i) => [
  Math.sin(i * 12.9898) * 3 + (i % 3) * 4,
  Math.cos(i * 78.233) * 2 + (i % 3 === 1 ? 5 : 0),
  ((i * i) % 17) / 4,
]);
const points = Float64Array.from(rows.flat());

describe("kmeans", () => {
  it("finds scikit-learn's inertia and silhouette", () => {
    // i=np.arange(60); X=np.c_[np.sin(i*12.9898)*3+(i%3)*4, np.cos(i*78.233)*2+(i%3==1)*5, (i*i%17)/4.0]
    // m=KMeans(k,n_init=50,random_state=0,tol=0).fit(X); m.inertia_, silhouette_score(X,m.labels_)   (scikit-learn 1.2.1)
    for (const [k, inertia, width] of [
      [2, 822.5550139203333, 0.3662735975240431],
      [3, 500.30246990134384, 0.39611333255138365],
    ] as const) {
      const found = kmeans(points, 3, { k, seed: 1, restarts: 50 });
      expect(found.inertia).toBeCloseTo(inertia, 9);
      expect(silhouette(points, 3, found.labels)?.value).toBeCloseTo(width, 12);
    }
    // The same with k=5, many local minima close together: inertia_ 334.55693183621077.
    expect(kmeans(points, 3, { k: 5, seed: 1, restarts: 1000 }).inertia).toBeLessThan(334.5569318363);
  });

  it("recovers planted clusters", () => {
    const source = random(3);
    const truth = Array.from({ length: 30_000 }, () => source.int(3));
    const planted = Float64Array.from(
      truth.flatMap((c) => [c * 8 + source.normal(), source.normal() - c * 6]),
    );
    const { labels, centres, sizes, converged } = kmeans(planted, 2, { k: 3, seed: "s", restarts: 3 });
    expect(adjustedRand(labels, truth)).toBeGreaterThan(0.995);
    // Labels follow the centres' first coordinate.
    [0, 0, 8, -6, 16, -12].forEach((at, i) => {
      expect(centres[i]).toBeCloseTo(at, 1);
    });
    expect([...sizes].reduce((a, b) => a + b)).toBe(30_000);
    expect(converged).toBe(true);
  });

  it("rests where Lloyd's algorithm rests: nearest centres, which are means of their rows", () => {
    const matrix = fc.integer({ min: 1, max: 4 }).chain((columns) =>
      fc.tuple(
        fc.constant(columns),
        fc.array(fc.array(fc.integer({ min: -6, max: 6 }), { minLength: columns, maxLength: columns }), {
          minLength: 1,
          maxLength: 40,
        }),
        fc.integer({ min: 1, max: 8 }),
        fc.integer(),
      ),
    );
    fc.assert(
      fc.property(matrix, ([columns, list, wanted, seed]) => {
        const k = Math.min(wanted, list.length);
        const found = kmeans(list.flat(), columns, { k, seed, restarts: 2 });
        const squared = (row: number[], c: number) =>
          row.reduce((sum, x, j) => sum + (x - found.centres[c * columns + j]!) ** 2, 0);
        let inertia = 0;
        list.forEach((row, i) => {
          const own = squared(row, found.labels[i]!);
          inertia += own;
          for (let c = 0; c < k; c++) expect(own).toBeLessThanOrEqual(squared(row, c) + 1e-9);
        });
        expect(found.inertia).toBeCloseTo(inertia, 8);
        const distinct = new Set(list.map(String)).size;
        expect([...found.sizes].filter((size) => size > 0)).toHaveLength(Math.min(k, distinct));
        for (let c = 0; c < k; c++) {
          const members = list.filter((_, i) => found.labels[i] === c);
          expect(found.sizes[c]).toBe(members.length);
          if (members.length === 0) continue;
          for (let j = 0; j < columns; j++) {
            const mean = members.reduce((sum, row) => sum + row[j]!, 0) / members.length;
            expect(found.centres[c * columns + j]).toBeCloseTo(mean, 8);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it("is the same for a seed, and no worse for more restarts", () => {
    const once = kmeans(points, 3, { k: 4, seed: 9 });
    expect(kmeans(points, 3, { k: 4, seed: 9 })).toEqual(once);
    expect(kmeans(points, 3, { k: 4, seed: 9, restarts: 40 }).inertia).toBeLessThanOrEqual(
      once.inertia + 1e-9,
    );
  });

  it("puts the same far from the origin", () => {
    const far = points.map((value) => value + 1e7);
    expect(kmeans(far, 3, { k: 3, seed: 1 }).inertia).toBeCloseTo(500.30246990134384, 5);
  });

  it("says what is wrong with its input", () => {
    expect(() => kmeans([1, Number.NaN, 3, 4], 2, { k: 1, seed: 1 })).toThrow("row 0, column 1 is NaN");
    expect(() => kmeans([1, 2, 3], 2, { k: 1, seed: 1 })).toThrow("do not divide into rows of 2 columns");
    expect(() => kmeans([1, 2, 3, 4], 2, { k: 3, seed: 1 })).toThrow("from 1 to the 2 rows and is 3");
    expect(() => kmeans([], 2, { k: 1, seed: 1 })).toThrow("from 1 to the 0 rows");
    expect(() => kmeans([1, 2], 2, { k: 1, seed: 1, restarts: 0 })).toThrow("whole numbers above 0");
  });

  it("leaves clusters empty only where rows are not distinct enough", () => {
    const found = kmeans([5, 5, 5, 7], 1, { k: 3, seed: 1 });
    expect(found.inertia).toBe(0);
    expect([...found.sizes].sort()).toEqual([0, 1, 3]);
  });
});

describe("silhouette", () => {
  it("matches scikit-learn for any labels, singletons too", () => {
    // silhouette_score(X, i%3); silhouette_score(X, np.where(i==0,9,i%2))
    expect(
      silhouette(
        points,
        3,
        rows.map((_, i) => i % 3),
      )?.value,
    ).toBeCloseTo(0.3971744427955434, 12);
    const odd = rows.map((_, i) => (i === 0 ? "alone" : String(i % 2)));
    expect(silhouette(points, 3, odd)?.value).toBeCloseTo(-0.1867396705362928, 12);
  });

  it("estimates from a sample with an interval that mostly holds the exact value", () => {
    const labels = rows.map((_, i) => i % 3);
    const exact = silhouette(points, 3, labels)!;
    expect(exact).toMatchObject({ low: exact.value, high: exact.value, n: 60, sampled: 60 });
    let inside = 0;
    let mean = 0;
    for (let seed = 0; seed < 400; seed++) {
      const { value, low, high, sampled } = silhouette(points, 3, labels, { sample: 20, seed })!;
      expect(sampled).toBe(20);
      mean += value / 400;
      if (low <= exact.value && exact.value <= high) inside++;
    }
    // 95 % less what 20 rows lack of the normal law.
    expect(inside).toBeGreaterThan(360);
    expect(mean).toBeCloseTo(exact.value, 1);
  });

  it("is not defined with fewer than two clusters, and 0 where all rows are alone or the same", () => {
    expect(silhouette([1, 2, 3], 1, [0, 0, 0])).toBeNull();
    expect(silhouette([], 1, [])).toBeNull();
    expect(silhouette([1, 2, 3], 1, [0, 1, 2])?.value).toBe(0);
    expect(silhouette([1, 1, 1, 1], 1, [0, 1, 0, 1])?.value).toBe(0);
    expect(() => silhouette([1, 2], 1, [0, 1], { sample: 1 })).toThrow("seed");
    expect(() => silhouette([1, 2], 1, [0])).toThrow("paired");
  });
});
