import { type BootstrapOptions, bootstrapRows } from "../stats/index.js";
import type { FileRole } from "./file-role.js";

export interface CoEdit {
  readonly a: FileRole;
  readonly b: FileRole;
  /** Commits that touch both roles. */
  readonly together: number;
  /** P(a and b) / (P(a) P(b)): 1 where the two are touched independently, above 1 where they go together. */
  readonly lift: number;
  /** Interval from drawing models, as commits of one model are alike. */
  readonly low: number;
  readonly high: number;
  /** Commits with known files that touch at least one file: the denominator of the probabilities. */
  readonly n: number;
}

/** The roles of files that a commit touched. */
export interface TouchedRoles {
  readonly modelId: string;
  readonly roles: readonly FileRole[];
}

/**
 * Which roles of files are edited in the same commit, for each pair that occurs together at least `minimumTogether`
 * times (default 5), by lift, highest first. Commits that touch nothing are left out; empty for no commits.
 */
export function coEditLift(
  commits: readonly TouchedRoles[],
  { minimumTogether = 5, ...options }: BootstrapOptions & { readonly minimumTogether?: number },
): CoEdit[] {
  const touched = commits.filter(({ roles }) => roles.length > 0);
  const models = new Map<string, number>();
  const modelOf = touched.map(({ modelId }) => {
    const index = models.get(modelId) ?? models.size;
    models.set(modelId, index);
    return index;
  });
  const sizes = new Float64Array(models.size);
  for (const model of modelOf) sizes[model]!++;
  const sets = touched.map(({ roles }) => new Set(roles));
  const countsOf = (holds: (roles: ReadonlySet<FileRole>) => boolean) => {
    const counts = new Float64Array(models.size);
    sets.forEach((roles, i) => {
      if (holds(roles)) counts[modelOf[i]!]!++;
    });
    return counts;
  };
  const all = [...new Set(touched.flatMap(({ roles }) => roles))].sort();
  const alone = new Map(all.map((role) => [role, countsOf((roles) => roles.has(role))]));
  const pairs = all.flatMap((a, i) => all.slice(i + 1).map((b) => ({ a, b })));
  return pairs
    .flatMap(({ a, b }): CoEdit[] => {
      const both = countsOf((roles) => roles.has(a) && roles.has(b));
      const together = both.reduce((sum, count) => sum + count, 0);
      if (together < Math.max(1, minimumTogether)) return [];
      const lift = (drawn: Uint32Array) => {
        const [n, inA, inB, inBoth] = [sizes, alone.get(a)!, alone.get(b)!, both].map((counts) => {
          let sum = 0;
          for (let i = 0; i < drawn.length; i++) sum += counts[drawn[i]!]!;
          return sum;
        }) as [number, number, number, number];
        return inA === 0 || inB === 0 ? null : (inBoth * n) / (inA * inB);
      };
      const { value, low, high } = bootstrapRows(models.size, lift, options)!;
      return [{ a, b, together, lift: value, low, high, n: touched.length }];
    })
    .sort((x, y) => y.lift - x.lift || (x.a + x.b < y.a + y.b ? -1 : 1));
}
