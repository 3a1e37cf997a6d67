/** The parts that pages are made of: messages, tables, facts, cards, charts. */
export const components = `
.head { display: flex; flex-wrap: wrap; align-items: flex-start; justify-content: space-between; gap: 1rem; }
.notice { padding: .75rem 1rem; border-radius: .75rem; background: var(--tint); color: var(--ink); font-weight: 500; }
.notice ul { margin: .25rem 0 0; padding-inline-start: 1.25rem; }
.notice.problem { background: var(--danger-tint); color: var(--danger); }
.notice.warn { background: var(--notice-tint); color: var(--notice); }
.card { padding: 1.25rem; border: 1px solid var(--line); border-radius: 1rem; background: var(--surface); }
.card > * + * { margin-top: 1rem; }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(14rem, 100%), 1fr)); gap: 1rem; }
.figure { font-size: 2rem; font-weight: 650; letter-spacing: -.02em; line-height: 1.1; font-variant-numeric: tabular-nums; }
table { width: 100%; border: 1px solid var(--line); border-radius: 1rem; border-spacing: 0; background: var(--surface); font-size: .9375rem; }
th, td { padding: .75rem 1rem; border-bottom: 1px solid var(--line); text-align: start; vertical-align: top; }
thead th { color: var(--ink-soft); font-size: .875rem; font-weight: 600; }
tbody th { font-weight: 600; }
tbody tr:last-child > * { border-bottom: 0; }
.empty { padding: 2rem 1.5rem; border: 1px dashed var(--line-strong); border-radius: 1rem; }
.empty > * + * { margin-top: .75rem; }
.empty p { max-width: 40rem; color: var(--ink-soft); }
.empty .button { font-weight: 600; }
.pager { display: flex; gap: .625rem; justify-content: flex-end; }
.facts { display: grid; margin: 0; }
.facts > div { display: grid; grid-template-columns: minmax(9rem, 14rem) minmax(0, 1fr); gap: .25rem 1rem; padding: .625rem 0; border-top: 1px solid var(--line); }
.facts > div:first-child { border-top: 0; }
.facts dt { color: var(--ink-soft); font-size: .9375rem; }
.facts dd { margin: 0; }
.badge { display: inline-block; padding: .0625rem .5rem; border: 1px solid var(--line); border-radius: 1rem; color: var(--ink-soft); font-size: .8125rem; font-weight: 600; }
.badge.good { border-color: transparent; background: var(--tint); color: var(--accent); }
.badge.bad { border-color: transparent; background: var(--danger-tint); color: var(--danger); }
.tags code { display: inline-block; margin: 0 .25rem .25rem 0; padding: 0 .375rem; border: 1px solid var(--line); border-radius: .375rem; background: var(--sunken); }
.secret { display: block; padding: .75rem 1rem; border: 1px solid var(--line-strong); border-radius: .625rem; background: var(--sunken); user-select: all; }
.tabs { display: flex; flex-wrap: wrap; gap: .25rem; border-bottom: 1px solid var(--line); }
.tabs a { padding: .625rem .875rem; border-bottom: 3px solid transparent; color: var(--ink-soft); text-decoration: none; }
.tabs a[aria-current] { border-bottom-color: var(--accent); color: var(--ink); }
pre { overflow-x: auto; margin: 0; padding: .75rem 1rem; border: 1px solid var(--line); border-radius: .625rem; background: var(--sunken); font-size: .875rem; white-space: pre-wrap; }
svg.chart { display: block; width: 100%; height: auto; color: var(--ink-soft); }
@media (max-width: 44rem) {
  table, tbody, tr, tbody th, td { display: block; width: 100%; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  tr { padding: .75rem 1rem; border-bottom: 1px solid var(--line); }
  tbody tr:last-child { border-bottom: 0; }
  th, td { padding: .125rem 0; border-bottom: 0; }
  td[data-heading]::before { content: attr(data-heading) ": "; color: var(--ink-soft); }
  td[data-heading=""]::before { content: none; }
  .facts > div { grid-template-columns: minmax(0, 1fr); }
}
@media (prefers-reduced-motion: no-preference) {
  button, .button, a { transition: background-color .12s ease-out, border-color .12s ease-out; }
}
`
