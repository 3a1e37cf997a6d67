/** All of it, in every page: the Content-Security-Policy names its hash. */
export const stylesheet = `
:root {
  color-scheme: light dark;
  --page: light-dark(#f6f6fa, #12121a);
  --card: light-dark(#fff, #1b1b26);
  --ink: light-dark(#1a1a28, #ededf5);
  --soft: light-dark(#5a5a6e, #adadc2);
  --line: light-dark(#dfdfe9, #343449);
  --accent: light-dark(#3d45b0, #b3baff);
  --on-accent: light-dark(#fff, #15163d);
  --accent-soft: light-dark(#e9eafb, #2a2c54);
  --good: light-dark(#17683f, #83d8aa);
  --good-soft: light-dark(#e1f3e9, #16342a);
  --warn: light-dark(#7a4a00, #f3cd85);
  --warn-soft: light-dark(#fff3d9, #36290f);
  --bad: light-dark(#9a1f1a, #ffb3aa);
  --bad-soft: light-dark(#fdeae8, #3d1b19);
}
* { box-sizing: border-box }
html { -webkit-text-size-adjust: 100% }
body {
  margin: 0; min-height: 100vh; display: flex; flex-direction: column;
  background: var(--page); color: var(--ink);
  font: 1rem/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  overflow-wrap: anywhere;
}
.masthead, main, footer { width: 100%; max-width: 46rem; margin: 0 auto; padding-inline: 1.25rem }
.masthead { display: flex; align-items: center; justify-content: space-between; gap: 1rem; padding-block: 1.1rem }
.brand { display: inline-flex; align-items: center; gap: .65rem; color: inherit; font-weight: 700; text-decoration: none }
.brand img { display: block; border-radius: 7px }
nav { display: flex; gap: .25rem }
nav a { padding: .4rem .85rem; border-radius: 99px; color: var(--soft); font-weight: 600; text-decoration: none }
nav a:hover { color: var(--ink) }
nav a[aria-current] { background: var(--accent-soft); color: var(--accent) }
main { flex: 1; padding-block: 1.5rem 3rem }
footer { padding-block: 1.25rem 1.75rem; color: var(--soft); font-size: .875rem }
h1 { margin: 0 0 .75rem; font-size: clamp(1.65rem, 1.3rem + 1.6vw, 2.25rem); line-height: 1.2; letter-spacing: -.02em; text-wrap: balance }
h2 { margin: 0 0 .75rem; font-size: 1.0625rem; line-height: 1.4 }
p { margin: 0 0 1rem }
a { color: var(--accent); text-underline-offset: .2em }
.lead { max-width: 36rem; color: var(--soft); font-size: 1.125rem }
.small { color: var(--soft); font-size: .9375rem }
.card { margin-top: 1.5rem; padding: 1.5rem; background: var(--card); border: 1px solid var(--line); border-radius: 16px }
.card > :last-child { margin-bottom: 0 }
.actions { display: flex; flex-wrap: wrap; gap: .75rem; align-items: center; margin-block: 1.5rem 1rem }
.button {
  display: inline-block; min-height: 2.9rem; padding: .65rem 1.5rem; border: 1px solid transparent; border-radius: 12px;
  background: var(--accent); color: var(--on-accent); font: inherit; font-weight: 650; line-height: 1.5;
  text-align: center; text-decoration: none; cursor: pointer;
}
.button:hover { filter: brightness(1.08) }
.button.quiet { border-color: color-mix(in srgb, var(--soft) 60%, transparent); background: none; color: var(--ink) }
.button.quiet:hover { border-color: var(--ink) }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px }
.notice { margin: 0 0 1.5rem; padding: 1rem 1.25rem; border-radius: 14px; background: var(--accent-soft) }
.notice.warn { background: var(--warn-soft); color: var(--warn) }
.notice.bad { background: var(--bad-soft); color: var(--bad) }
.notice strong { display: block }
.notice p { margin: 0 }
.notice .button { margin-top: .85rem }
.steps { margin: 0; padding: 0; list-style: none; counter-reset: step }
.steps li { position: relative; padding: .1rem 0 1.1rem 2.75rem; counter-increment: step }
.steps li::before {
  content: counter(step); position: absolute; left: 0; top: 0; width: 1.8rem; height: 1.8rem; border-radius: 50%;
  background: var(--accent-soft); color: var(--accent); font-weight: 700; line-height: 1.8rem; text-align: center;
}
.steps li:last-child { padding-bottom: 0 }
.person { display: flex; align-items: center; gap: 1rem; margin-bottom: 1.25rem }
.person h1 { margin: 0 }
.person p { margin: 0; color: var(--soft) }
.initials {
  flex: none; width: 3.5rem; height: 3.5rem; border-radius: 50%; background: var(--accent-soft); color: var(--accent);
  font-size: 1.25rem; font-weight: 700; line-height: 3.5rem; text-align: center;
}
dl { display: grid; grid-template-columns: 1fr; margin: 0 }
dl div { display: grid; gap: 0 1rem; padding: .75rem 0 }
dl div + div { border-top: 1px solid var(--line) }
dl div:first-child { padding-top: 0 }
dl div:last-child { padding-bottom: 0 }
dt { color: var(--soft); font-size: .9375rem }
dd { margin: 0 }
code { font: .9375em ui-monospace, SFMono-Regular, Menlo, Consolas, monospace }
.tag { display: inline-block; padding: .05rem .6rem; border-radius: 99px; background: var(--good-soft); color: var(--good); font-size: .875rem; font-weight: 600 }
.tag.warn { background: var(--warn-soft); color: var(--warn) }
.tag.bad { background: var(--bad-soft); color: var(--bad) }
.entries { margin: 0; padding: 0; list-style: none }
.entries li { position: relative; display: grid; grid-template-columns: 1fr auto; gap: 0 1rem; padding: 0 0 1rem 2rem }
.entries li::before { content: ""; position: absolute; left: .3rem; top: .45rem; width: .8rem; height: .8rem; border: 2px solid var(--soft); border-radius: 50%; background: var(--card) }
.entries li:not(:last-child)::after { content: ""; position: absolute; left: .64rem; top: 1.45rem; bottom: -.3rem; width: 2px; background: var(--line) }
.entries li:last-child { padding-bottom: 0 }
.entries .what { font-weight: 600 }
.entries .called .what { font-weight: 450 }
.entries .tag { font-variant-numeric: tabular-nums }
.entries .refreshed::before { border-color: var(--accent); background: var(--accent) }
.entries .signed-in::before { border-color: var(--good); background: var(--good) }
.entries .hub-away::before, .entries .failed::before, .entries .refused::before { border-color: var(--warn); background: var(--warn) }
.entries .stopped::before { border-color: var(--bad); background: var(--bad) }
.entries time { color: var(--soft); font-size: .9375rem; font-variant-numeric: tabular-nums; white-space: nowrap }
.entries .why { grid-column: 1 / -1; color: var(--soft); font-size: .9375rem }
@media (min-width: 40rem) {
  main { padding-top: 2.5rem }
  .card { padding: 1.75rem 2rem }
  dl div { grid-template-columns: 11rem 1fr }
}
@media (forced-colors: active) { .button, .notice, .tag { border: 1px solid } }
`
