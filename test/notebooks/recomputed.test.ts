import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import { sharedData } from "../support/shared-data.js";

interface ListRow {
  id: string;
  likes: number;
  downloads: number;
  createdAt: string;
  tags: string[];
  library_name?: string;
  pipeline_tag?: string;
}

const committed = new Map<string, number>(
  JSON.parse(
    readFileSync(join(import.meta.dirname, "../../data/results/published.json"), "utf8"),
  ).results.map(({ notebook, name, value }: { notebook: string; name: string; value: number }) => [
    `${notebook} ${name}`,
    value,
  ]),
);
const floor = /^2022-03-02T23:29:0[45]/;

/** Mean absolute difference over twice the mean, from the sorted values. */
function giniOf(values: number[]): number {
  const sorted = Float64Array.from(values).sort();
  let weighted = 0;
  let sum = 0;
  for (const [i, value] of sorted.entries()) {
    weighted += (2 * (i + 1) - sorted.length - 1) * value;
    sum += value;
  }
  return weighted / (sorted.length * sum);
}

function topOnePercent(values: number[]): number {
  const sorted = Float64Array.from(values).sort().reverse();
  const whole = Math.floor(sorted.length / 100);
  const top =
    sorted.subarray(0, whole).reduce((a, b) => a + b, 0) + (sorted.length / 100 - whole) * sorted[whole]!;
  return top / sorted.reduce((a, b) => a + b, 0);
}

const zeros = (values: number[]) => values.filter((value) => value === 0).length / values.length;

// The pages are read one by one as JSON, past DuckDB, the snapshot and src/stats alike.
describe.skipIf(!sharedData)("numbers in the committed notebooks, computed again from the pages", () => {
  let rows: ListRow[];
  beforeAll(() => {
    const pages = join(sharedData!, "census-2024-07-11/pages");
    rows = readdirSync(pages).flatMap((name) =>
      (JSON.parse(gunzipSync(readFileSync(join(pages, name))).toString()) as ListRow[]).map(
        ({ id, likes, downloads, createdAt, tags, library_name, pipeline_tag }) => ({
          id,
          likes,
          downloads,
          createdAt,
          tags: tags.filter((tag) => tag.startsWith("license:")),
          ...(library_name ? { library_name } : {}),
          ...(pipeline_tag ? { pipeline_tag } : {}),
        }),
      ),
    );
  });

  it("00-data: models, owners, known values and the floor", () => {
    const shareOf = (holds: (row: ListRow) => unknown) => rows.filter(holds).length / rows.length;
    const found = {
      "census-models": rows.length,
      "census-owners": new Set(rows.map(({ id }) => id.split("/")[0])).size,
      "known-pipeline-tag": shareOf((row) => row.pipeline_tag),
      "known-library": shareOf((row) => row.library_name),
      "known-licence": shareOf((row) => row.tags.length > 0),
      "floor-share": shareOf((row) => floor.test(row.createdAt)),
    };
    for (const [name, value] of Object.entries(found))
      expect(committed.get(`00-data ${name}`), name).toBeCloseTo(value, 10);
  });

  it.each([
    ["", () => true],
    ["-2023-11", (row: ListRow) => row.createdAt < "2023-11-15"],
  ])("01-growth: concentration of attention%s", (suffix, within) => {
    const kept = rows.filter(within);
    const kinds = { likes: kept.map((row) => row.likes), downloads: kept.map((row) => row.downloads) };
    for (const [kind, values] of Object.entries(kinds)) {
      for (const [measure, value] of Object.entries({
        gini: giniOf(values),
        top1: topOnePercent(values),
        zero: zeros(values),
      })) {
        expect(committed.get(`01-growth ${measure}-${kind}${suffix}`), `${measure} ${kind}`).toBeCloseTo(
          value,
          10,
        );
      }
    }
    expect(committed.get(`01-growth models${suffix}`)).toBe(kept.length);
  });

  it("01-growth: the doubling time, by Poisson regression on the months", () => {
    const months = new Map<string, number>();
    for (const { createdAt } of rows) {
      const month = createdAt.slice(0, 7);
      if (!floor.test(createdAt) && month >= "2022-04" && month < "2024-07")
        months.set(month, (months.get(month) ?? 0) + 1);
    }
    const counts = [...months].sort().map(([, count]) => count);
    expect(counts.length).toBe(27);
    // Newton's method for log-linear counts; its estimate differs from the negative-binomial one only by weights.
    let [a, b] = [Math.log(counts[0]!), 0.1];
    for (let step = 0; step < 50; step++) {
      let [g0, g1, h00, h01, h11] = [0, 0, 0, 0, 0];
      counts.forEach((count, t) => {
        const mean = Math.exp(a + b * t);
        g0 += count - mean;
        g1 += (count - mean) * t;
        h00 += mean;
        h01 += mean * t;
        h11 += mean * t * t;
      });
      const determinant = h00 * h11 - h01 * h01;
      a += (h11 * g0 - h01 * g1) / determinant;
      b += (h00 * g1 - h01 * g0) / determinant;
    }
    const low = Math.LN2 / b / 1.2;
    expect(committed.get("01-growth doubling-months")).toBeGreaterThan(low);
    expect(committed.get("01-growth doubling-months")).toBeLessThan(low * 1.44);
  });
});
