import { formatDate, formatNumber } from "../../plot/index.js";
import { html, type Markup } from "./html.js";
import type { ProgramVersions, UsedSnapshot } from "./report-content.js";
import { scrollingTable } from "./scrolling-table.js";

const webAddress = (path: string | undefined) => path !== undefined && /^https?:\/\//.test(path);

/** Counts by words, as an importer notes them in the manifest. */
function counts(noted: unknown): [string, number][] {
  return typeof noted === "object" && noted !== null
    ? Object.entries(noted).filter((entry): entry is [string, number] => typeof entry[1] === "number")
    : [];
}

function leftOut({ manifest, failures }: UsedSnapshot): Markup {
  const lines = [
    ...counts(manifest.provenance?.excluded).map(
      ([what, count]) => html`<li>${formatNumber(count)} ${what}: excluded</li>`,
    ),
    ...failures.map(
      ({ wanted, reason, count }) =>
        html`<li>${formatNumber(count)} ${wanted}: could not be had (${reason})</li>`,
    ),
  ];
  return lines.length ? html`<ul>${lines}</ul>` : html`<p>Nothing was excluded and nothing was refused.</p>`;
}

function snapshotBlock(used: UsedSnapshot): Markup {
  const { roles, manifest } = used;
  const { name, title, hub, sources, resources, absentTables } = manifest;
  const tables = resources.filter(({ rowCount }) => rowCount !== undefined);
  return html`<article>
<h3>${name}</h3>
<p>${title}</p>
<dl>
<dt>Kind</dt><dd>${hub.kind === "simulated" ? html`<strong>SIMULATED</strong>${hub.seed !== undefined && `, seed ${hub.seed}`}` : "real"}${!hub.complete && ", incomplete"}</dd>
<dt>As of</dt><dd>${formatDate(new Date(hub.asOf))} (${hub.asOf})</dd>
<dt>Roles</dt><dd>${roles.join(", ")}</dd>
<dt>Written by</dt><dd>${hub.tool}</dd>
${absentTables.length > 0 && html`<dt>Without</dt><dd>${absentTables.join(", ")} (the source has none)</dd>`}
<dt>Sources</dt><dd>${
    sources.length === 0
      ? "none: it is invented"
      : html`<ul>${sources.map(
          (source) =>
            html`<li>${webAddress(source.path) ? html`<a href="${source.path}">${source.path}</a>` : (source.path ?? source.title)}${source.version && html`, version <code>${source.version}</code>`}; licence: ${source.licence ?? "not stated"}</li>`,
        )}</ul>`
  }</dd>
<dt>Left out</dt><dd>${leftOut(used)}</dd>
</dl>
${scrollingTable(
  `Tables of ${name}`,
  html`<thead><tr><th scope="col">Table</th><th scope="col" class="number">Rows</th><th scope="col" class="number">Bytes</th><th scope="col">Hash</th></tr></thead>
<tbody>${tables.map(
    (table) =>
      html`<tr><th scope="row"><code>${table.name}</code></th><td class="number">${formatNumber(table.rowCount)}</td><td class="number">${formatNumber(table.bytes)}</td><td><code class="hash">${table.hash}</code></td></tr>`,
  )}</tbody>`,
)}
</article>
`;
}

/** Where every number comes from: snapshots with sources, licences, exclusions and hashes; the program and its packages. */
export function provenanceSection(
  snapshots: readonly UsedSnapshot[],
  { tool, node, packages }: ProgramVersions,
): Markup {
  return html`<section id="provenance" aria-labelledby="provenance--title">
<h2 id="provenance--title">Where the numbers come from</h2>
<p class="lead">The snapshots that the notebooks read, what is missing from them, and the program that read them. What each notebook leaves out of its own analysis stands under its “Data and exclusions”.</p>
${snapshots.map(snapshotBlock)}
<article>
<h3>Program</h3>
<p>hub-evolution ${tool} on Node ${node}, with these packages:</p>
${scrollingTable(
  "Versions of packages",
  html`<thead><tr><th scope="col">Package</th><th scope="col">Version</th></tr></thead>
<tbody>${packages.map(({ name, version }) => html`<tr><th scope="row"><code>${name}</code></th><td>${version}</td></tr>`)}</tbody>`,
)}
</article>
</section>
`;
}
