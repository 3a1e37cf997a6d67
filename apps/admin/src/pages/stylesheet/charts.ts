/** Bars over time, steps, and lines of something with a button at the end. */
export const charts = `
.cards:has(.chart) { grid-template-columns: repeat(auto-fit, minmax(min(17rem, 100%), 1fr)); }
.chart text { fill: var(--ink-soft); font-size: 11px; font-variant-numeric: tabular-nums; }
.chart .rule { stroke: var(--line); stroke-width: 1; }
.chart .good { fill: var(--accent); }
.chart .bad { fill: var(--danger-tint); stroke: var(--danger-line); stroke-width: 1; }
.plain, .actions { margin-bottom: 0; padding: 0; list-style: none; }
.plain > * + * { margin-top: .5rem; }
.actions > li { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: .5rem 1rem; padding: .75rem 0; border-top: 1px solid var(--line); }
.actions > li:first-child { border-top: 0; padding-top: 0; }
.actions > li > div { flex: 1 1 14rem; min-width: 0; }
.steps { display: grid; gap: 1.25rem; margin-bottom: 0; padding-inline-start: 1.5rem; }
.steps .hint { margin: .125rem 0 .5rem; }
.steps .done h3 { color: var(--ink-soft); text-decoration: line-through; }
.sentence { font-size: 1.125rem; font-weight: 550; }
details > summary { cursor: pointer; font-weight: 600; }
details.more { margin-top: .25rem; }
details.more > summary { color: var(--accent); font-size: .9375rem; }
details.more .facts { margin-top: .5rem; font-weight: 400; }
thead th, .badge, td > .button, li > .button { white-space: nowrap; }
td, tbody th { overflow-wrap: break-word; }
td code, tbody th code, .long, td dd { overflow-wrap: anywhere; }
.filters .field { grid-template-columns: minmax(0, 1fr); }
.filters .field:has([type="datetime-local"]) { flex-basis: 17rem; }
del { color: var(--danger); }
ins { color: var(--accent); font-weight: 600; text-decoration: none; }
`
