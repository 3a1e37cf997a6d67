/** The page, its header, its navigation, and running text. */
export const foundation = `
*, *::before, *::after { box-sizing: border-box; }
html {
  font: 100%/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", Arial, sans-serif;
  -webkit-text-size-adjust: 100%;
  text-size-adjust: 100%;
}
body { margin: 0; background: var(--canvas); color: var(--ink); overflow-wrap: anywhere; }
.skip { position: absolute; left: 1rem; top: -4rem; padding: .75rem 1rem; background: var(--surface); z-index: 1; }
.skip:focus { top: .5rem; }
.masthead {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: .5rem 1rem;
  padding: .75rem 1.5rem;
  border-bottom: 1px solid var(--line);
  background: var(--surface);
}
.masthead .inline { margin-inline-start: auto; }
.brand { display: inline-flex; align-items: center; gap: .625rem; min-height: 2.75rem; color: var(--ink); font-weight: 650; text-decoration: none; }
.brand img { border-radius: .5rem; }
.tenant { margin: 0; padding: .125rem .625rem; border: 1px solid var(--line); border-radius: 1rem; font-weight: 600; font-size: .9375rem; }
.tenant a { text-decoration: none; }
.person { color: var(--ink-soft); font-size: .9375rem; }
.columns { display: grid; grid-template-columns: 13rem minmax(0, 1fr); max-width: 82rem; margin: 0 auto; }
.columns > nav { display: grid; align-content: start; gap: .125rem; padding: 1.5rem 1rem; }
.columns > nav a {
  padding: .5rem .875rem;
  border-radius: .625rem;
  color: var(--ink-soft);
  font-weight: 550;
  text-decoration: none;
}
.columns > nav a:hover { background: var(--sunken); color: var(--ink); }
.columns > nav a[aria-current] { background: var(--tint); color: var(--accent); }
main { min-width: 0; padding: 1.75rem 1.5rem 4rem; }
main.narrow { max-width: 34rem; margin: 0 auto; padding-top: 12vh; }
h1 { margin: 0; font-size: 1.625rem; font-weight: 650; line-height: 1.25; letter-spacing: -.02em; }
h2 { margin: 0; font-size: 1.125rem; font-weight: 620; line-height: 1.35; }
h3 { margin: 0; font-size: 1rem; font-weight: 600; }
p { margin: 0; text-wrap: pretty; }
main > * + * { margin-top: 1.5rem; }
.lead, .hint { color: var(--ink-soft); }
h1 + .lead { margin-top: .25rem; }
.lead { max-width: 46rem; }
.hint { font-size: .9375rem; }
.up { margin-bottom: .25rem; font-size: .9375rem; }
a { color: var(--accent); font-weight: 600; text-underline-offset: .2em; text-decoration-thickness: 1px; }
a:hover { color: var(--accent-hover); }
code { font: .9375em/1.5 ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (max-width: 56rem) {
  .columns { grid-template-columns: minmax(0, 1fr); }
  .columns > nav { display: flex; flex-wrap: wrap; gap: .25rem; padding: .75rem 1rem; border-bottom: 1px solid var(--line); background: var(--surface); }
  .columns > nav a { padding: .625rem .75rem; }
  main { padding: 1.25rem 1rem 3rem; }
  .masthead { padding: .625rem 1rem; }
  .person { display: none; }
}
`
