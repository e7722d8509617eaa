/** The look of reports: a column of text, figures that fit the screen, light, dark and printed. */
export const reportStyle = `
:root { --ink: #1b1e23; --muted: #5c6370; --rule: #d9dce1; --page: #ffffff; --raised: #f5f6f8;
  --good: #1a7f37; --bad: #b42318; --accent: #2f5bd0; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6e8eb; --muted: #9aa3af; --rule: #363c45; --page: #14171b; --raised: #1d2127;
    --good: #4cc26b; --bad: #ff7b72; --accent: #8ab0ff; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink);
  font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; }
main { max-width: 62rem; margin: 0 auto; padding: 1.5rem 1.25rem 4rem; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0.5rem 0; }
h2 { font-size: 1.4rem; margin: 2.75rem 0 0.75rem; padding-top: 0.75rem; border-top: 1px solid var(--rule); }
h3 { font-size: 1.1rem; margin: 2rem 0 0.5rem; }
p, li { max-width: 46rem; }
a { color: var(--accent); }
code, pre { font: 0.85em/1.5 ui-monospace, "DejaVu Sans Mono", monospace; }
pre { background: var(--raised); padding: 0.6rem 0.8rem; border-radius: 6px; overflow-x: auto; white-space: pre-wrap; overflow-wrap: anywhere; }
.lead { font-size: 1.1rem; }
.warning { border-left: 4px solid var(--bad); background: var(--raised); padding: 0.6rem 0.9rem; border-radius: 4px; font-weight: 600; }
nav ul { columns: 2 18rem; column-gap: 3rem; padding-left: 1.1rem; }
.scroll { overflow-x: auto; margin: 0.75rem 0; }
table { border-collapse: collapse; font-size: 0.86rem; font-variant-numeric: tabular-nums; }
caption { text-align: left; color: var(--muted); padding-bottom: 0.35rem; }
th, td { padding: 0.22rem 0.6rem; text-align: right; white-space: nowrap; border-bottom: 1px solid var(--rule); }
th { vertical-align: bottom; font-weight: 600; }
.text { text-align: left; }
tbody tr:hover { background: var(--raised); }
.findings { list-style: none; padding: 0; }
.findings li { padding: 0.3rem 0 0.3rem 1.8rem; position: relative; }
.findings li::before { position: absolute; left: 0.2rem; font-weight: 700; }
.holds::before { content: "✓"; color: var(--good); }
.fails::before { content: "✗"; color: var(--bad); }
.open::before { content: "·"; color: var(--muted); font-size: 1.4em; line-height: 1; }
.panels { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 19.5rem), 1fr)); gap: 0.75rem; margin: 0.75rem 0; }
.panels figure, .wide { margin: 0; background: var(--raised); border-radius: 8px; padding: 0.4rem; }
.panels svg, .wide svg { width: 100%; height: auto; display: block; }
.sheet { margin: 0.75rem 0; }
.sheet img { max-width: 100%; height: auto; image-rendering: pixelated; border-radius: 4px; }
figcaption, .notes { color: var(--muted); font-size: 0.86rem; }
.notes li { max-width: 52rem; }
details { margin: 0.5rem 0; }
summary { cursor: pointer; color: var(--muted); font-size: 0.9rem; }
@media (max-width: 40rem) {
  main { padding: 0.75rem 0.9rem 3rem; }
  h1 { font-size: 1.5rem; }
  th, td { padding: 0.2rem 0.4rem; }
  table { font-size: 0.8rem; }
}
@media print {
  :root { --ink: #000; --muted: #444; --rule: #ccc; --page: #fff; --raised: #fff; --good: #1a7f37; --bad: #b42318; --accent: #000; }
  body { font-size: 10.5pt; }
  main { max-width: none; padding: 0; }
  nav { display: none; }
  .scroll { overflow: visible; }
  table { font-size: 7.5pt; }
  th, td { padding: 1pt 3pt; white-space: normal; }
  .panels { grid-template-columns: repeat(3, 1fr); }
  .panels figure, table, pre { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
}
`.trim()
