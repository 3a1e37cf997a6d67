/** What to look at first, the table of groups, and the remarks at the end. */
export const overview = `
.attention ol { border: 1px solid var(--line); border-radius: .75rem; background: var(--surface); box-shadow: var(--shadow); }
.attention li { display: flex; gap: .875rem; padding: 1rem 1.25rem 1.125rem; }
.attention li + li { border-top: 1px solid var(--line); }
.attention li > div { min-width: 0; }
.attention .icon { width: 1.25rem; height: 1.25rem; margin-top: .125rem; }
.attention ol + .none { margin-top: .75rem; }
.concern { font-weight: 600; line-height: 1.4; }
.concern a { color: inherit; text-decoration-color: var(--line-strong); }
.message-line { margin-top: .375rem; color: var(--verdict-ink); font-size: .9375rem; line-height: 1.5; }
table.groups { width: 100%; border-collapse: separate; border-spacing: 0; border: 1px solid var(--line); border-radius: .75rem; background: var(--surface); box-shadow: var(--shadow); font-size: .9375rem; }
.groups th, .groups td { padding: .5625rem .75rem; text-align: left; font-weight: 400; }
.groups th:first-child { padding-left: 1.25rem; }
.groups td:last-child, .groups th:last-child { padding-right: 1.25rem; }
.groups thead th { padding-block: .75rem; color: var(--ink-soft); font-size: .8125rem; }
.groups tbody th, .groups tbody td { border-top: 1px solid var(--line); }
.groups tbody a { color: var(--ink); text-decoration-color: transparent; }
.groups tbody tr:hover a { text-decoration-color: currentColor; }
.groups .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.groups thead .name { margin-left: .375rem; }
.groups td.number { color: var(--verdict-ink, var(--ink)); }
.groups td.number.is-fail, .groups td.number.is-warn { font-weight: 680; }
.bar-cell { width: 11rem; }
.bar-cell .bar { height: .4375rem; }
.remarks { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(26rem, 100%), 1fr)); gap: 2.5rem 3rem; padding-top: 2.5rem; border-top: 1px solid var(--line); font-size: .9375rem; }
.remarks h2 { margin-bottom: .75rem; font-size: 1.0625rem; }
.remarks h3 { margin: .75rem 0 .25rem; font-size: .9375rem; }
.remarks p + p { margin-top: .5rem; }
.reasons { display: grid; gap: .375rem; }
.reasons summary { padding: .1875rem 0; cursor: pointer; }
.count { font-weight: 640; font-variant-numeric: tabular-nums; }
.ids { display: flex; flex-wrap: wrap; gap: .375rem .875rem; margin-top: .375rem; font-size: .875rem; }
.slow { display: grid; gap: .5rem; }
.slow li { display: flex; justify-content: space-between; gap: 1rem; }
.slow a { min-width: 0; }
@media (max-width: 40rem) {
  .attention li { padding: .875rem 1rem; }
  .bar-cell, .groups thead .name { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  .groups th, .groups td { padding: .5rem .4375rem; }
  .groups th:first-child { padding-left: 1rem; }
  .groups td:last-child, .groups th:last-child { padding-right: 1rem; }
}
`
