/** Lists of things that a person can end, on a page that has room for them. */
export const lists = `
.wide { grid-template-columns: minmax(0, 42rem); }
@media (max-width: 32rem) {
  .wide { grid-template-columns: minmax(0, 1fr); }
}
.wide section { margin-top: 2.5rem; }
.wide h2 { font-size: 1.25rem; letter-spacing: -.012em; }
.success { background: var(--tint); color: var(--accent); font-weight: 500; }
.spread { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: .25rem 1rem; }
.spread > :first-child { flex: 1 1 12rem; min-width: 0; }
.spread form { flex: none; }
.who.spread > a { padding: .625rem 0; font-size: .9375rem; }
.entries { margin-bottom: 0; padding: 0; border-block: 1px solid var(--line); list-style: none; }
.entries > li { padding: 1rem 0; }
.entries > li + li { border-top: 1px solid var(--line); }
.entries > li > * + * { margin-top: .75rem; }
.entries .badge { margin-inline-start: 0; }
.entries .scopes { gap: .5rem; font-size: .9375rem; }
h3 { margin: 0; font-size: 1rem; font-weight: 600; line-height: 1.35; }
.small { width: auto; min-height: 2.75rem; padding: .375rem 1rem; font-size: .9375rem; }
.details { display: flex; flex-wrap: wrap; gap: .5rem 2rem; margin-bottom: 0; font-size: .9375rem; }
.details > div { min-width: 7rem; }
.details dt { color: var(--ink-soft); font-size: .875rem; }
.details dd { margin: 0; }
.everywhere { gap: .5rem; margin-top: 1.25rem; }
input[readonly] { border-color: var(--line); background: var(--sunken); }
`
