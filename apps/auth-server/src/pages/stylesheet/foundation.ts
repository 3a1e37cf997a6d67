/** The page, its header and card, and running text. */
export const foundation = `
*, *::before, *::after { box-sizing: border-box; }
html {
  font: 100%/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", Arial, sans-serif;
  -webkit-text-size-adjust: 100%;
  text-size-adjust: 100%;
}
body {
  margin: 0;
  background: var(--canvas);
  color: var(--ink);
  overflow-wrap: anywhere;
  -webkit-font-smoothing: antialiased;
}
.page {
  display: grid;
  grid-template-columns: minmax(0, 28rem);
  grid-template-rows: minmax(1rem, 1fr) auto auto minmax(1rem, 1.6fr);
  justify-content: center;
  min-height: 100vh;
  min-height: 100dvh;
  padding: 1rem;
}
.masthead {
  grid-row: 2;
  display: flex;
  align-items: center;
  gap: .75rem;
  padding: 0 .25rem 1.25rem;
  font-size: 1.0625rem;
  font-weight: 600;
  line-height: 1.3;
  letter-spacing: -.01em;
}
.masthead bdi { min-width: 0; }
.mark, .avatar {
  flex: none;
  display: grid;
  place-items: center;
  width: 2.5rem;
  height: 2.5rem;
  border: 1px solid transparent;
  border-radius: .75rem;
  background: var(--ink);
  color: var(--canvas);
  font-size: .9375rem;
  font-weight: 650;
  line-height: 1;
  letter-spacing: .02em;
}
.avatar { border-radius: 50%; background: var(--tint); color: var(--accent); }
.card {
  grid-row: 3;
  padding: 2.25rem 2.25rem 2.5rem;
  border: 1px solid var(--line);
  border-radius: 1.25rem;
  background: var(--surface);
  box-shadow: var(--shadow);
}
.card > * { margin: 1.5rem 0 0; }
.card > :first-child { margin-top: 0; }
h1 {
  font-size: 1.6875rem;
  font-weight: 650;
  line-height: 1.22;
  letter-spacing: -.022em;
  text-wrap: balance;
}
h2 { margin: 0; font-size: 1rem; font-weight: 600; line-height: 1.4; letter-spacing: -.005em; }
p { margin: 0; text-wrap: pretty; }
h1 + .lead { margin-top: .5rem; }
.lead { color: var(--ink-soft); }
.lead strong { color: var(--ink); font-weight: 600; }
.lead + p { margin-top: .75rem; }
.hint { color: var(--ink-soft); font-size: .9375rem; }
code { font: .9375em/1.5 ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; }
.icon { flex: none; display: block; }
.done .icon { width: 2.5rem; height: 2.5rem; margin-bottom: 1rem; stroke-width: 1.25; color: var(--accent); }
@media (max-width: 32rem) {
  body { background: var(--surface); }
  .page { grid-template-columns: minmax(0, 1fr); grid-template-rows: auto 1fr; padding: 0; }
  .masthead { grid-row: 1; padding: 1rem 1.25rem; border-bottom: 1px solid var(--line); }
  .card { grid-row: 2; padding: 1.75rem 1.25rem 2.5rem; border: 0; border-radius: 0; box-shadow: none; }
  .mark { width: 2.25rem; height: 2.25rem; color: var(--surface); }
}
@media (max-width: 24rem) {
  h1 { font-size: 1.5rem; }
}
`
