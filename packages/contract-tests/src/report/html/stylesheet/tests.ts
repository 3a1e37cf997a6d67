/** The tests of each group, and what a test opens into. */
export const tests = `
.group { margin-top: 2rem; }
.group > header { display: flex; flex-wrap: wrap; align-items: baseline; gap: .25rem 1.25rem; margin-bottom: .75rem; }
.group-tally { display: flex; gap: .875rem; color: var(--ink-soft); font-size: .875rem; font-variant-numeric: tabular-nums; }
.group-tally .icon { width: .875rem; height: .875rem; vertical-align: -.125rem; }
.standard { margin-left: auto; font-size: .8125rem; }
.standard ~ .standard { margin-left: 0; }
.tests { border: 1px solid var(--line); border-radius: .75rem; background: var(--surface); box-shadow: var(--shadow); }
.test + .test { border-top: 1px solid var(--line); }
.test:target { border-radius: .75rem; outline: 2px solid var(--accent); outline-offset: -1px; }
.test summary { display: grid; grid-template-columns: 8.75rem 5.5rem minmax(0, 1fr) auto 4rem 1rem; align-items: baseline; gap: .875rem; padding: .6875rem 1.25rem; font-size: .9375rem; line-height: 1.45; list-style: none; cursor: pointer; }
.test summary::-webkit-details-marker { display: none; }
.test summary::after { content: ""; align-self: start; width: .4375rem; height: .4375rem; margin: .375rem .1875rem 0; border: solid var(--line-strong); border-width: 0 1.5px 1.5px 0; rotate: 45deg; }
.test details[open] > summary::after { rotate: -135deg; margin-top: .625rem; }
.test summary:hover { background: var(--sunken); }
.test:first-child summary { border-radius: .6875rem .6875rem 0 0; }
.test:last-child details:not([open]) summary { border-radius: 0 0 .6875rem .6875rem; }
.test:only-child details:not([open]) summary { border-radius: .6875rem; }
.verdict { color: var(--verdict-ink); font-size: .875rem; white-space: nowrap; }
.verdict .icon { margin-right: .1875rem; }
.test.is-fail .verdict, .test.is-warn .verdict { font-weight: 640; }
.test.is-fail .sentence, .test.is-warn .sentence { font-weight: 560; }
.test summary .took { text-align: right; }
.requirement { white-space: nowrap; }
.tags { display: flex; gap: .375rem; justify-content: end; }
.tag { padding: 0 .4375rem; border: 1px solid var(--line); border-radius: .3125rem; color: var(--ink-soft); font-size: .75rem; line-height: 1.25rem; white-space: nowrap; }
.tag.is-critical { border-color: var(--line-strong); color: var(--ink); font-weight: 640; }
.known { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 1.375rem 2.5rem; padding: .75rem 1.25rem 1.75rem; }
.seen, .alone, .exchanges { grid-column: 1 / -1; }
.known h4 { margin-bottom: .25rem; }
.known p { max-width: 46rem; }
.seen { padding: .875rem 1rem; border-radius: .625rem; background: var(--verdict-tint); color: var(--verdict-ink); }
.seen h4 { color: inherit; }
.seen p { white-space: pre-wrap; }
.sources { display: flex; flex-wrap: wrap; gap: .125rem 1rem; margin-top: .25rem; font-size: .875rem; }
.alone { display: flex; flex-wrap: wrap; align-items: center; gap: .25rem 1rem; }
.alone h4 { flex-basis: 100%; }
.command { max-width: 100%; padding: .375rem .75rem; border: 1px solid var(--line); border-radius: .5rem; background: var(--sunken); user-select: all; }
.permalink { font-size: .875rem; }
.exchange { margin-top: .625rem; border: 1px solid var(--line); border-radius: .625rem; overflow: clip; }
.exchange h5 { display: flex; flex-wrap: wrap; align-items: baseline; gap: .25rem .75rem; padding: .5625rem 1rem; border-bottom: 1px solid var(--line); background: var(--sunken); font: 400 .8125rem/1.55 ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; }
.method { font-weight: 700; }
.url { flex: 1 1 12rem; min-width: 0; }
.status { padding: 0 .5rem; border-radius: .3125rem; background: var(--ink); color: var(--surface); font-weight: 700; }
.status.s2 { background: var(--pass-ink); }
.status.s4 { background: var(--warn-ink); }
.status.s5 { background: var(--fail-ink); }
.messages { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); }
.message { min-width: 0; padding: .75rem 1rem 1rem; }
.message + .message { border-left: 1px solid var(--line); }
.message h6 { margin-bottom: .25rem; color: var(--ink-soft); font-size: .75rem; font-weight: 640; }
.message pre { font-size: .8125rem; white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: isolate; direction: ltr; }
.header b { font-weight: 400; color: var(--ink-soft); }
.message .body { margin-top: .625rem; padding: .625rem .75rem; border-radius: .5rem; background: var(--sunken); }
.message .none { margin-top: .375rem; font-size: .8125rem; }
.mask { display: inline-block; padding: 0 .25rem; line-height: 1.3; border-radius: .1875rem; background: var(--line); color: var(--ink-soft); font-style: normal; }
@media (max-width: 60rem) {
  .test summary { position: relative; grid-template-columns: auto auto minmax(0, 1fr); gap: .25rem .75rem; padding-right: 2.75rem; }
  .test summary .took { display: none; }
  .test summary .sentence { grid-row: 2; grid-column: 1 / -1; }
  .test summary .tags { flex-wrap: wrap; }
  .test summary::after { position: absolute; top: 50%; right: 1.25rem; margin-top: -.25rem; }
  .test details[open] > summary::after { margin-top: -.0625rem; }
}
@media (max-width: 48rem) {
  .messages, .known { grid-template-columns: minmax(0, 1fr); }
  .message + .message { border-left: 0; border-top: 1px solid var(--line); }
}
@media (max-width: 40rem) {
  .test summary { padding: .75rem 2.5rem .75rem 1rem; }
  .known { padding: .5rem 1rem 1.5rem; }
  .standard { margin-left: 0; }
  .url { order: 1; flex-basis: 100%; }
}
`
