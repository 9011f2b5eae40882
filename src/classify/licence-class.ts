/** What a licence asks of those who build on the model. */
export type LicenceClass = "permissive" | "copyleft" | "restrictive" | "unknown";

/** In the order in which notebooks show them. */
export const licenceClasses: readonly LicenceClass[] = ["permissive", "copyleft", "restrictive", "unknown"];

/**
 * The Hub's licence names by class. Permissive: any use, notice at most (Open Source Initiative's permissive licences, public
 * domain, attribution). Copyleft: derived works under the same terms (GNU, share-alike, MPL and their like).
 * Restrictive: use is limited, to non-commercial, by a list of forbidden uses (RAIL) or by a company's own terms.
 */
const table: Readonly<Record<Exclude<LicenceClass, "unknown">, readonly string[]>> = {
  permissive: [
    "apache-2.0",
    "mit",
    "bsd",
    "bsd-2-clause",
    "bsd-3-clause",
    "bsd-3-clause-clear",
    "cc-by-2.0",
    "cc-by-2.5",
    "cc-by-3.0",
    "cc-by-4.0",
    "cc0-1.0",
    "unlicense",
    "wtfpl",
    "afl-3.0",
    "artistic-2.0",
    "bsl-1.0",
    "isc",
    "zlib",
    "ncsa",
    "postgresql",
    "pddl",
    "odc-by",
    "cdla-permissive-1.0",
    "cdla-permissive-2.0",
    "ecl-2.0",
    "ms-pl",
    "etalab-2.0",
    "c-uda",
    "lppl-1.3c",
  ],
  copyleft: [
    "gpl",
    "gpl-2.0",
    "gpl-3.0",
    "agpl-3.0",
    "lgpl",
    "lgpl-2.1",
    "lgpl-3.0",
    "lgpl-lr",
    "mpl-2.0",
    "epl-1.0",
    "epl-2.0",
    "eupl-1.1",
    "eupl-1.2",
    "osl-3.0",
    "odbl",
    "gfdl",
    "ofl-1.1",
    "cdla-sharing-1.0",
    "cc-by-sa-3.0",
    "cc-by-sa-4.0",
  ],
  restrictive: [
    "openrail",
    "openrail++",
    "creativeml-openrail-m",
    "bigscience-openrail-m",
    "bigscience-bloom-rail-1.0",
    "bigcode-openrail-m",
    "llama2",
    "llama3",
    "llama3.1",
    "llama3.2",
    "llama3.3",
    "llama4",
    "gemma",
    "deepfloyd-if-license",
    "apple-ascl",
    "apple-amlr",
    "h-research",
    "intel-research",
    "fair-noncommercial-research-license",
    "cc-by-nc-2.0",
    "cc-by-nc-3.0",
    "cc-by-nc-4.0",
    "cc-by-nc-nd-3.0",
    "cc-by-nc-nd-4.0",
    "cc-by-nc-sa-2.0",
    "cc-by-nc-sa-3.0",
    "cc-by-nc-sa-4.0",
    "cc-by-nd-4.0",
  ],
};

const classOf = new Map(
  Object.entries(table).flatMap(([name, licences]) =>
    licences.map((licence) => [licence, name as LicenceClass]),
  ),
);

/**
 * The class of a licence as the Hub names it, in any case. "other", "unknown", "cc" without its terms, names the table
 * does not hold and a missing licence are unknown: such a model may have terms, but its metadata do not say them.
 */
export function licenceClass(licence: string | null | undefined): LicenceClass {
  return classOf.get(licence?.trim().toLowerCase() ?? "") ?? "unknown";
}
