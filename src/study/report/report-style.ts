/** The report's style sheet: one column of text at a readable measure, figures wider, both colour schemes. */
export const reportStyle = `
:root {
  color-scheme: light dark;
  --paper: #fff; --raised: #f5f5f2; --ink: #1f2328; --muted: #57606a; --line: #dcded9; --strong: #8a9099;
  --accent: #0040d7; --accent-ink: #fff; --invert: none;
  --holds: #1a7f37; --direction: #0f766e; --changed: #0b5cad; --contradicted: #b3261e; --fragile: #8a5a00; --other: #57606a;
  --serif: Charter, "Bitstream Charter", "Iowan Old Style", "Source Serif 4", Georgia, serif;
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
  --mono: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #141414; --raised: #1f2022; --ink: #e6e8eb; --muted: #a3abb5; --line: #30363d; --strong: #7d8590;
    --accent: #9db8ff; --accent-ink: #101317; --invert: invert(.92) hue-rotate(180deg);
    --holds: #6fd08c; --direction: #5fcfc0; --changed: #86b9ff; --contradicted: #ff9a91; --fragile: #e3b341; --other: #a3abb5;
  }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 1.5rem; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.0625rem/1.6 var(--serif); overflow-wrap: break-word; }
[hidden] { display: none !important; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: 1rem; top: -4rem; z-index: 2; padding: .5rem .9rem; background: var(--accent); color: var(--accent-ink); font-family: var(--sans); }
.skip:focus { top: .75rem; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
a { color: var(--accent); text-underline-offset: .15em; text-decoration-thickness: 1px; }
a:hover { text-decoration-thickness: 2px; }
h1, h2, h3 { line-height: 1.2; text-wrap: balance; margin: 0; }
h1 { font-size: clamp(1.9rem, 1.3rem + 2.4vw, 2.9rem); letter-spacing: -.015em; font-weight: 600; }
h2 { font-size: clamp(1.45rem, 1.2rem + 1vw, 1.9rem); letter-spacing: -.01em; font-weight: 600; }
h3 { font-size: 1.125rem; font-weight: 600; }
p { margin: .8em 0; text-wrap: pretty; }
.page { max-width: 58rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; }
.page > header { border-bottom: 1px solid var(--line); padding-bottom: 1.5rem; }
.byline, .note, .key, figcaption, .tools, summary, .filters, .counts, table, dl, .onward, footer, .side, .facts { font-family: var(--sans); }
.facts { display: flex; flex-wrap: wrap; gap: .2rem 1.5rem; margin: 1rem 0 0; padding: 0; list-style: none; color: var(--muted); font-size: .9rem; }
.facts strong { color: var(--ink); font-weight: 600; }
.simulated { background: #ffd54f; color: #1f2328; padding: .6rem .9rem; font: 600 1rem/1.4 var(--sans); border-radius: .25rem; }
section { margin-top: 4.5rem; }
section > p, .lead, .answer, .folds { max-width: 42rem; }
.lead { color: var(--muted); }
.answer { font-size: 1.125rem; }
.contents { margin-top: 2.5rem; }
.contents ol { list-style: none; margin: 1rem 0 0; padding: 0; }
.contents li { padding: 1rem 0; border-top: 1px solid var(--line); max-width: 46rem; }
.contents li > a { font-size: 1.125rem; font-weight: 600; text-decoration: none; }
.contents li > a:hover { text-decoration: underline; }
.contents li p { margin: .25rem 0 0; color: var(--muted); font-size: 1rem; }
.side { display: none; }
@media (min-width: 86rem) {
  body { display: grid; grid-template-columns: 17rem minmax(0, 1fr); }
  .page { margin-left: clamp(2rem, 5vw, 6rem); width: 58rem; max-width: calc(100vw - 24rem); }
  .side { display: block; position: sticky; top: 0; height: 100vh; overflow-y: auto; padding: 3rem 0 2rem 1.75rem; font-size: .85rem; line-height: 1.35; }
  .side ol { list-style: none; margin: 0; padding: 0; border-left: 1px solid var(--line); }
  .side a { display: block; padding: .35rem 0 .35rem .9rem; color: var(--muted); text-decoration: none; }
  .side a:hover { color: var(--accent); }
}
figure { margin: 3rem 0; }
figure h3 { max-width: 46rem; }
.plate { margin: .9rem 0 .6rem; overflow-x: auto; }
.plate img, .live { display: block; width: 100%; min-width: 44rem; height: auto; filter: var(--invert); }
figcaption { color: var(--muted); font-size: .875rem; line-height: 1.5; max-width: 48rem; }
.tools { display: flex; flex-wrap: wrap; gap: .5rem 1.25rem; align-items: center; margin: .75rem 0 .5rem; font-size: .875rem; }
button, input, select { font: inherit; color: inherit; }
button { cursor: pointer; background: transparent; border: 1px solid var(--strong); border-radius: .25rem; padding: .3rem .75rem; min-height: 2rem; }
button:hover { border-color: var(--accent); color: var(--accent); }
button[aria-pressed="true"] { background: var(--accent); border-color: var(--accent); color: var(--accent-ink); }
details { border-top: 1px solid var(--line); }
.folds details:last-child, figure details { border-bottom: 1px solid var(--line); }
summary { cursor: pointer; padding: .55rem 0; font-size: .9rem; color: var(--muted); min-height: 2rem; }
summary:hover { color: var(--accent); }
pre { margin: 0 0 1rem; padding: .9rem 1rem; overflow-x: auto; background: var(--raised); border-radius: .25rem; font: .8125rem/1.55 var(--mono); }
code { font: .875em var(--mono); }
pre code { font: inherit; }
.failed { border-left: .25rem solid var(--contradicted); padding-left: 1rem; }
.scroll { overflow-x: auto; margin: .8rem 0 1.2rem; }
table { border-collapse: collapse; font-size: .875rem; line-height: 1.45; font-variant-numeric: tabular-nums; }
caption { text-align: left; color: var(--muted); padding-bottom: .4rem; }
th, td { padding: .4rem .9rem .4rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; font-weight: inherit; }
thead th { font-weight: 600; border-bottom-color: var(--strong); vertical-align: bottom; }
.number { text-align: right; white-space: nowrap; }
.note { display: block; color: var(--muted); font-size: .8125rem; }
.day { white-space: nowrap; }
.onward { display: flex; gap: 1.5rem; font-size: .9rem; }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .3rem 1.25rem; font-size: .9rem; }
dt { color: var(--muted); } dd { margin: 0; } dd ul, dd p { margin: 0; padding: 0; list-style: none; }
article { margin-top: 2rem; }
.hash { font-size: .75rem; }
.verdict { display: inline-block; white-space: nowrap; font: 600 .8125rem/1.5 var(--sans); color: var(--tone); }
.verdict::before { content: ""; display: inline-block; width: .65em; height: .65em; margin-right: .45em; border-radius: 50%; background: var(--tone); border: 1.5px solid var(--tone); }
[data-verdict="holds"] { --tone: var(--holds); } [data-verdict="holds-in-direction"] { --tone: var(--direction); }
[data-verdict="changed-since"] { --tone: var(--changed); } [data-verdict="contradicted"] { --tone: var(--contradicted); }
[data-verdict="fragile"] { --tone: var(--fragile); } [data-verdict="not-comparable"] { --tone: var(--other); }
[data-verdict="cannot-be-answered-here"] { --tone: var(--other); }
.verdict[data-verdict="not-comparable"]::before, .verdict[data-verdict="cannot-be-answered-here"]::before { background: transparent; }
.verdict[data-verdict="contradicted"]::before { border-radius: 0; }
.verdict[data-verdict="fragile"]::before { border-radius: 0; transform: rotate(45deg) scale(.85); }
.verdict-bar { display: flex; gap: 2px; height: .6rem; margin: 1.5rem 0 .9rem; max-width: 58rem; }
.verdict-bar span { background: var(--tone); min-width: 3px; }
.verdict-bar [data-verdict="not-comparable"], .verdict-bar [data-verdict="cannot-be-answered-here"] { opacity: .45; }
.counts { display: flex; flex-wrap: wrap; gap: .35rem 1.5rem; margin: 0 0 1.5rem; padding: 0; list-style: none; font-size: .9rem; }
.filters { display: flex; flex-wrap: wrap; gap: .6rem 1rem; align-items: end; margin-bottom: .8rem; font-size: .875rem; }
.filters label { display: grid; gap: .15rem; color: var(--muted); min-width: 0; }
.filters input, .filters select { background: var(--paper); color: var(--ink); border: 1px solid var(--strong); border-radius: .25rem; padding: .3rem .5rem; height: 2.1rem; max-width: 100%; }
.filters select { width: 15rem; }
.filters output { margin-left: auto; color: var(--muted); padding: .3rem 0; }
.claims { min-width: 54rem; width: 100%; table-layout: fixed; }
.claims th:nth-child(1) { width: 21%; } .claims th:nth-child(2) { width: 11%; } .claims th:nth-child(3) { width: 14%; }
.claims th:nth-child(4) { width: 19%; } .claims th:nth-child(5) { width: 18%; } .claims th:nth-child(6) { width: 17%; }
.claims td { overflow-wrap: anywhere; } .claims td.number { text-align: left; white-space: normal; }
.claims .verdict { white-space: normal; }
.claims details { border: 0; } .claims summary { padding: .2rem 0; font-size: .8125rem; } .claims details ul { margin: 0; padding-left: 1rem; }
.claims thead button { border: 0; padding: .2rem 0; font-weight: 600; min-height: 1.75rem; }
.claims thead button::after { content: "↕"; margin-left: .35em; color: var(--muted); }
.claims [aria-sort="ascending"] button::after { content: "↑"; color: var(--accent); }
.claims [aria-sort="descending"] button::after { content: "↓"; color: var(--accent); }
tr:target { background: var(--raised); }
.interval { display: block; margin: .2rem 0; }
.interval path { fill: none; stroke: var(--strong); stroke-width: 1; }
.interval .axis { opacity: .45; } .interval .bar { stroke: var(--accent); stroke-width: 2; } .interval .published { stroke: var(--ink); stroke-width: 2; }
.interval circle { fill: var(--accent); }
footer { margin-top: 5rem; padding-top: 1rem; border-top: 1px solid var(--line); color: var(--muted); font-size: .875rem; }
@media print { .skip, .side, .filters, .explore { display: none !important; } figure { break-inside: avoid; } }
`;
