import type { Estimate } from "../stats/index.js";
import { literal } from "./duckdb.js";
import type { Snapshot } from "./open-snapshot.js";

export interface SupplyLinks {
  /** Different pairs of a model and a base or dataset that it declares. */
  readonly edges: number;
  /** Models and datasets at either end of a pair. */
  readonly nodes: number;
  /** Edges a node, with the interval of a Poisson count of edges over the nodes that there are; null without nodes. */
  readonly perNode: Estimate | null;
}

/**
 * The graph of models of a domain with the bases and datasets that they declare, counted in SQL. Names are taken as
 * declared; a model without either is no node, and a dataset of a model's name is another node than the model.
 */
export async function countSupplyLinks(snapshot: Snapshot, domain: string): Promise<SupplyLinks> {
  const [counts] = await snapshot.rows<{ edges: number; nodes: number }>(`
    WITH own AS (SELECT id, base_models, datasets FROM models WHERE domain = ${literal(domain)}),
      links AS (SELECT 'model ' || id AS a, 'model ' || unnest(base_models) AS b FROM own
        UNION SELECT 'model ' || id, 'data ' || unnest(datasets) FROM own)
    SELECT count(*) AS edges, (SELECT count(*) FROM (SELECT a FROM links UNION SELECT b FROM links)) AS nodes
    FROM links`);
  const { edges, nodes } = counts!;
  const half = (1.96 * Math.sqrt(edges)) / nodes;
  const value = edges / nodes;
  const perNode =
    nodes === 0 ? null : { value, low: value - half, high: value + half, n: nodes, level: 0.95 };
  return { edges, nodes, perNode };
}
