/** The bar that filters; it stays in sight where there is room for it. */
export const filters = `
.filters { display: grid; gap: .75rem; padding: .875rem 0; background: var(--canvas); }
@media (min-width: 60.01rem) {
  html { scroll-padding-top: 10.25rem; }
  .filters { position: sticky; top: 0; z-index: 2; margin-inline: -2rem; padding-inline: 2rem; }
}
.filters fieldset { display: flex; flex-wrap: wrap; gap: .5rem; min-width: 0; border: 0; }
.chip { display: inline-flex; align-items: center; gap: .4375rem; min-height: 2.25rem; padding: .25rem .8125rem; border: 1px solid var(--line-strong); border-radius: 1.125rem; background: var(--surface); font-size: .875rem; cursor: pointer; }
.chip .count { color: var(--ink-soft); font-weight: 400; }
.chip input { position: absolute; opacity: 0; width: 1px; height: 1px; }
.chip:has(:focus-visible) { outline: 3px solid var(--accent); outline-offset: 2px; }
.chip:has(input:not(:checked)) { border-style: dashed; background: none; color: var(--ink-soft); text-decoration: line-through; }
.selects { display: grid; grid-template-columns: 8.5rem 9.5rem minmax(0, 1fr) minmax(0, 1.2fr); gap: .5rem; }
.field { min-width: 0; }
.field select, .field input { width: 100%; min-height: 2.5rem; padding: .375rem .75rem; border: 1px solid var(--line-strong); border-radius: .625rem; background: var(--surface); color: var(--ink); font: inherit; font-size: .9375rem; }
.field input::placeholder { color: var(--ink-soft); opacity: 1; }
.actions { display: flex; flex-wrap: wrap; align-items: center; gap: .25rem .5rem; font-size: .875rem; }
.actions output { margin-right: auto; color: var(--ink-soft); font-variant-numeric: tabular-nums; }
.actions button { min-height: 1.75rem; padding: .125rem .5rem; border: 0; background: none; color: var(--accent); font: inherit; font-weight: 600; text-decoration: underline; text-decoration-thickness: 1px; text-underline-offset: .18em; cursor: pointer; }
.actions button:hover { color: var(--accent-hover); text-decoration-thickness: 2px; }
:root:not(.has-script) .scripted { display: none; }
.is-empty { display: none; }
#nothing { padding: 2rem 0; }
@media (max-width: 60rem) {
  .selects { grid-template-columns: 1fr 1fr; }
  .selects > :nth-child(n + 3) { grid-column: 1 / -1; }
}
@media (max-width: 40rem) {
  .chip, .field select, .field input, .actions button { min-height: 2.75rem; }
  .field select, .field input { font-size: 1rem; }
}
`
