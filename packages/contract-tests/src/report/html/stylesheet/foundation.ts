/** The page, its masthead and running text. */
export const foundation = `
*, *::before, *::after { box-sizing: border-box; }
html {
  font: 100%/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", Arial, sans-serif;
  -webkit-text-size-adjust: 100%;
  text-size-adjust: 100%;
  scroll-padding-top: 1rem;
}
body { margin: 0; background: var(--canvas); color: var(--ink); overflow-wrap: anywhere; -webkit-font-smoothing: antialiased; }
.masthead, main, footer { max-width: 76rem; margin: 0 auto; padding: 0 2rem; }
main { display: grid; gap: 3.5rem; padding-block: 3rem 4rem; }
main > *, .remarks > * { min-width: 0; }
h1, h2, h3, h4, h5, h6, p, ul, ol, dl, dd, pre, table, fieldset { margin: 0; padding: 0; }
h1 { font-size: clamp(2rem, 1.4rem + 2.6vw, 3.25rem); font-weight: 680; line-height: 1.08; letter-spacing: -.032em; text-wrap: balance; }
h2 { margin-bottom: 1.125rem; font-size: 1.3125rem; font-weight: 650; line-height: 1.3; letter-spacing: -.016em; }
h3 { font-size: 1.0625rem; font-weight: 640; line-height: 1.35; letter-spacing: -.008em; }
h4 { font-size: .8125rem; font-weight: 640; line-height: 1.4; color: var(--ink-soft); }
ul, ol { list-style: none; }
p { text-wrap: pretty; }
a { color: var(--accent); text-decoration-thickness: 1px; text-underline-offset: .18em; }
a:hover { color: var(--accent-hover); text-decoration-thickness: 2px; }
code, pre { font: .875em/1.55 ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: .25rem; }
.icon { flex: none; width: 1rem; height: 1rem; vertical-align: -.1875rem; fill: var(--verdict); stroke: var(--surface); stroke-width: 1.75; stroke-linecap: round; stroke-linejoin: round; }
.icon.is-not-applicable, .icon.is-skipped { fill: none; stroke: var(--verdict); stroke-width: 1.4; }
.symbols { position: absolute; width: 0; height: 0; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: -100vw; z-index: 3; padding: .75rem 1rem; background: var(--surface); }
.skip:focus { left: 1rem; top: 1rem; }
.none { color: var(--ink-soft); font-size: .9375rem; }
.weight { color: var(--ink-soft); font-size: .8125rem; font-weight: 400; }
.took { color: var(--ink-soft); font-size: .8125rem; font-variant-numeric: tabular-nums; white-space: nowrap; }
.masthead { padding-top: 3.5rem; }
.kind { margin-bottom: .875rem; color: var(--accent); font-size: .875rem; font-weight: 640; letter-spacing: .01em; }
.issuer { margin-top: .75rem; color: var(--ink-soft); font-size: 1.125rem; }
.bar { display: block; width: 100%; height: .75rem; border-radius: .375rem; background: var(--line); }
.bar rect { fill: var(--verdict); stroke: none; }
.bar .is-not-applicable, .bar .is-skipped { fill: var(--line-strong); fill-opacity: .45; }
.masthead > .bar { margin: 2rem 0 1.25rem; }
.tally { display: flex; flex-wrap: wrap; gap: 1rem 3rem; }
.tally > div { display: flex; flex-direction: column-reverse; }
.tally dd { font-size: 2.25rem; font-weight: 640; line-height: 1.15; letter-spacing: -.03em; font-variant-numeric: tabular-nums; color: var(--verdict-ink, var(--ink)); }
.tally dt { font-size: .9375rem; color: var(--ink-soft); }
.tally .zero dd { color: var(--ink-soft); font-weight: 400; }
.facts { display: flex; flex-wrap: wrap; gap: .75rem 2.5rem; margin-top: 1.75rem; padding-top: 1.25rem; border-top: 1px solid var(--line); font-size: .875rem; }
.facts dt { color: var(--ink-soft); }
footer { padding-bottom: 3rem; color: var(--ink-soft); font-size: .875rem; }
footer p { max-width: 42rem; padding-top: 1.25rem; border-top: 1px solid var(--line); }
@media (max-width: 40rem) {
  .masthead, main, footer { padding-inline: 1rem; }
  .masthead { padding-top: 2rem; }
  main { gap: 2.75rem; padding-block: 2.5rem 3rem; }
  .tally { display: grid; grid-template-columns: repeat(3, auto); gap: 1rem 1.25rem; justify-content: start; }
  .tally dd { font-size: 1.75rem; }
  .facts { display: grid; gap: .375rem; }
  .facts > div { display: grid; grid-template-columns: 6rem minmax(0, 1fr); }
}
`
