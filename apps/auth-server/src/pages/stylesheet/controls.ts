/** What a person types into, presses or follows. Every target is at least 44 pixels high. */
export const controls = `
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
form { display: grid; gap: 1.25rem; }
.field { display: grid; gap: .375rem; }
label { font-size: .9375rem; font-weight: 600; }
.field .hint { line-height: 1.45; }
input:not([type="hidden"]) {
  width: 100%;
  min-height: 3rem;
  padding: .625rem .875rem;
  border: 1px solid var(--line-strong);
  border-radius: .75rem;
  background: var(--surface);
  color: var(--ink);
  font: inherit;
}
input:focus-visible { border-color: var(--accent); outline-width: 2px; outline-offset: 1px; }
input[aria-invalid="true"] { border: 2px solid var(--danger-line); padding: calc(.625rem - 1px) calc(.875rem - 1px); }
input[aria-invalid="true"]:focus-visible { outline-color: var(--danger-line); }
button, .button {
  display: inline-flex;
  align-items: center;
  justify-content: center;
  width: 100%;
  min-height: 3rem;
  padding: .625rem 1.25rem;
  border: 1px solid var(--line-strong);
  border-radius: .75rem;
  background: transparent;
  color: var(--ink);
  font: inherit;
  font-weight: 600;
  line-height: 1.3;
  text-align: center;
  text-decoration: none;
  cursor: pointer;
}
button:hover { border-color: var(--ink); background: var(--sunken); }
.primary { border-color: transparent; background: var(--accent); color: var(--on-accent); }
.primary:hover { border-color: transparent; background: var(--accent-hover); }
a:not(.button), .quiet {
  color: var(--accent);
  font-weight: 600;
  text-decoration: underline;
  text-decoration-thickness: 1px;
  text-underline-offset: .2em;
}
a:not(.button):hover, .quiet:hover { color: var(--accent-hover); text-decoration-thickness: 2px; }
.quiet, .quiet:hover { width: auto; min-height: 2.75rem; padding: .25rem .5rem; border: 0; background: none; font-size: .9375rem; }
.aside { text-align: center; }
.aside a { display: inline-block; padding: .625rem .75rem; border-radius: .5rem; }
.card > .aside { margin: .875rem 0 -1.25rem; }
.decision { grid-template-columns: 1fr 1fr; gap: .75rem; }
@media (max-width: 24rem) {
  .decision { grid-template-columns: 1fr; }
}
@media (prefers-reduced-motion: no-preference) {
  button, .button, input { transition: background-color .12s ease-out, border-color .12s ease-out; }
}
`
