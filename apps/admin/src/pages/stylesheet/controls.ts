/** What a person types into, presses or follows. */
export const controls = `
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: .25rem; }
.stack { display: grid; gap: 1.25rem; max-width: 40rem; }
.inline { display: inline-flex; align-items: center; gap: .5rem; margin: 0; }
.field { display: grid; gap: .375rem; min-width: 0; margin: 0; padding: 0; border: 0; }
label, legend, .label { padding: 0; font-size: .9375rem; font-weight: 600; }
input:not([type="hidden"], [type="checkbox"], [type="radio"]), select, textarea {
  width: 100%;
  min-height: 2.75rem;
  padding: .5rem .75rem;
  border: 1px solid var(--line-strong);
  border-radius: .625rem;
  background: var(--surface);
  color: var(--ink);
  font: inherit;
}
textarea { resize: vertical; font: .9375rem/1.5 ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; }
[aria-invalid="true"] { border-width: 2px; border-color: var(--danger-line) !important; }
.wrong { color: var(--danger); font-size: .9375rem; font-weight: 550; }
.check { display: flex; align-items: flex-start; gap: .625rem; min-height: 2.25rem; padding: .25rem 0; }
.check label { font-weight: 500; }
.check input { flex: none; width: 1.25rem; height: 1.25rem; margin: .125rem 0 0; accent-color: var(--accent); }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(14rem, 100%), 1fr)); align-items: start; gap: 1.25rem 1rem; }
summary { padding: .375rem 0; font-weight: 600; cursor: pointer; }
details > .stack, details > .facts { margin-top: .75rem; }
.buttons { display: flex; flex-wrap: wrap; gap: .625rem; }
button, .button {
  display: inline-flex;
  align-items: center;
  justify-content: center;
  min-height: 2.75rem;
  padding: .5rem 1rem;
  border: 1px solid var(--line-strong);
  border-radius: .625rem;
  background: transparent;
  color: var(--ink);
  font: inherit;
  font-weight: 600;
  text-decoration: none;
  cursor: pointer;
}
button:hover, .button:hover { border-color: var(--ink); background: var(--sunken); color: var(--ink); }
.primary { border-color: transparent; background: var(--accent); color: var(--on-accent); }
.primary:hover { border-color: transparent; background: var(--accent-hover); color: var(--on-accent); }
.danger { border-color: var(--danger-line); color: var(--danger); }
.danger:hover { border-color: var(--danger); background: var(--danger-tint); color: var(--danger); }
.small { min-height: 2.25rem; padding: .25rem .75rem; font-size: .9375rem; }
button.quiet { min-height: 2.75rem; padding: .25rem .5rem; border: 0; color: var(--accent); text-decoration: underline; text-underline-offset: .2em; }
.filters { display: flex; flex-wrap: wrap; align-items: end; gap: .75rem; }
.filters .field { flex: 1 1 12rem; max-width: 20rem; }
@media (max-width: 32rem) {
  .filters .field { flex-basis: 100%; max-width: none; }
  .stack > .buttons > * { flex: 1 1 auto; }
}
`
