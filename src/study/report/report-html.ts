import { formatDate, formatNumber } from "../../plot/index.js";
import { traceTypes } from "./figure-block.js";
import { asMarkup, html, type Markup } from "./html.js";
import { ledgerSection } from "./ledger-section.js";
import { answerLineOf, questionOf } from "./notebook-prose.js";
import { notebookSection } from "./notebook-section.js";
import { pageScript, scriptHash } from "./page-script.js";
import { plotlyBundle, plotlyProgram } from "./plotly-bundle.js";
import { provenanceSection } from "./provenance-section.js";
import type { ReportContent } from "./report-content.js";
import { reportStyle } from "./report-style.js";
import { safeMarkdown } from "./safe-markdown.js";

function contents({ runs, ledger }: ReportContent): Markup {
  const entries = runs.map(
    (run) => html`<li><a href="#${run.name}">${questionOf(run)}</a>${run.failure && " (failed)"}
${safeMarkdown(answerLineOf(run))}</li>
`,
  );
  const claims =
    ledger &&
    html`<li><a href="#ledger">Which published findings hold?</a><p>${formatNumber(ledger.length)} claims, each with a verdict.</p></li>`;
  return html`<nav id="contents" class="contents" aria-labelledby="contents--title">
<h2 id="contents--title">Questions and answers</h2>
<ol>
${entries}${claims}
<li><a href="#provenance">Where the numbers come from</a><p>Snapshots, licences, hashes, what is missing, versions.</p></li>
</ol>
</nav>
`;
}

function sideList({ runs, ledger }: ReportContent): Markup {
  return html`<nav class="side" aria-label="Sections"><ol>
<li><a href="#contents">Questions and answers</a></li>
${runs.map((run) => html`<li><a href="#${run.name}">${questionOf(run)}</a></li>\n`)}${ledger && html`<li><a href="#ledger">Which published findings hold?</a></li>`}
<li><a href="#provenance">Where the numbers come from</a></li>
</ol></nav>`;
}

/**
 * The report's page: one self-contained HTML file that fetches nothing. Executed notebooks, results.json and the
 * figures' files lie beside it. Its policy allows this page's own scripts alone, so nothing that a model's name, tag
 * or card holds can run, even where it came past the escaping.
 */
export function reportHtml(content: ReportContent): string {
  const { title, study, runs, results, ledger, snapshots, versions } = content;
  const simulated =
    study === "simulated" ||
    snapshots.some(({ manifest }) => manifest.hub.kind === "simulated") ||
    runs.some((run) => run.figures.some((figure) => figure.simulated));
  const figures = runs.flatMap((run) => run.figures);
  const bundle = plotlyBundle(figures.flatMap(traceTypes));
  const plotly = bundle === undefined ? undefined : plotlyProgram(bundle);
  const scripts = [
    pageScript("focus-scrollers"),
    ...(plotly ? [pageScript("start-figures")] : []),
    ...(ledger ? [pageScript("sort-ledger")] : []),
  ];
  const allowed = [...scripts, ...(plotly ? [plotly] : [])].map(scriptHash).join(" ");
  const policy = `default-src 'none'; script-src ${allowed}; style-src 'unsafe-inline'; img-src data: blob:; base-uri 'none'; form-action 'none'`;
  const dates = snapshots.map(({ manifest }) => manifest.hub.asOf).sort();
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${asMarkup(reportStyle)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the questions</a>
${sideList(content)}
<div class="page">
<header>
<h1>${title}</h1>
${simulated && html`<p class="simulated">SIMULATED: the numbers below describe a simulated Hub, not the real one.</p>`}
<ul class="facts">
<li><strong>${formatNumber(runs.length)}</strong> questions</li>
<li><strong>${formatNumber(results.length)}</strong> named results</li>
<li><strong>${formatNumber(figures.length)}</strong> figures</li>
${ledger && html`<li><strong>${formatNumber(ledger.length)}</strong> published claims</li>`}
${dates.length > 0 && html`<li>Data as of <strong>${[...new Set([dates[0]!, dates.at(-1)!].map((date) => formatDate(new Date(date))))].join(" to ")}</strong></li>`}
</ul>
</header>
<main id="main" tabindex="-1">
${contents(content)}
${runs.map(notebookSection)}
${ledger && ledgerSection(ledger, new Set(runs.map(({ name }) => name)), { simulated })}
${provenanceSection(snapshots, versions)}
</main>
<footer>
<p>${formatNumber(results.length)} results in <a href="results.json">results.json</a>. Made with hub-evolution ${versions.tool}, study ${study}.</p>
</footer>
</div>
${plotly && html`<script type="text/plain" id="plotly">${asMarkup(plotly)}</script>`}
${scripts.map((script) => html`<script type="module">${asMarkup(script)}</script>\n`)}
</body>
</html>
`;
  return page.text;
}
