/** The parts that pages are made of: messages, the account, scopes, facts. */
export const components = `
.notice {
  display: flex;
  gap: .75rem;
  padding: .875rem 1rem;
  border: 1px solid transparent;
  border-radius: .75rem;
  background: var(--notice-tint);
  color: var(--notice);
  font-size: .9375rem;
  line-height: 1.5;
}
.notice .icon { margin-top: .0625rem; }
.problem { background: var(--danger-tint); color: var(--danger); font-weight: 500; }
.who { display: grid; gap: .25rem; padding: .875rem 1rem; border: 1px solid transparent; border-radius: 1rem; background: var(--sunken); }
.who form { justify-items: start; margin: 0 0 -.375rem; margin-inline-start: 2.75rem; }
.account { display: flex; align-items: center; gap: .75rem; min-width: 0; }
.account p { min-width: 0; line-height: 1.35; }
.account .label { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.account strong { font-weight: 600; }
.user-name { display: block; color: var(--ink-soft); font-size: .9375rem; }
section > p { color: var(--ink-soft); }
section > * + * { margin-top: .625rem; }
.scopes { display: grid; gap: 1rem; margin-bottom: 0; padding: 0; list-style: none; }
.scopes li { display: flex; gap: .75rem; }
.scopes li > div { min-width: 0; }
.scopes .icon { margin-top: .125rem; color: var(--accent); }
.scope-name { margin-top: .125rem; color: var(--ink-soft); line-height: 1.4; }
.badge {
  display: inline-block;
  margin-inline-start: .25rem;
  padding: .0625rem .5rem;
  border: 1px solid transparent;
  border-radius: 1rem;
  background: var(--tint);
  color: var(--accent);
  font-size: .8125rem;
  font-weight: 600;
  line-height: 1.4;
  vertical-align: .0625rem;
}
.facts { border-block: 1px solid var(--line); font-size: .9375rem; }
.facts > div { display: grid; grid-template-columns: 9.75rem minmax(0, 1fr); gap: 0 1rem; padding: .75rem 0; }
.facts > div + div { border-top: 1px solid var(--line); }
.facts dt { color: var(--ink-soft); }
.facts dd { margin: 0; font-weight: 500; }
@media (max-width: 24rem) {
  .facts > div { grid-template-columns: minmax(0, 1fr); }
}
.reference { display: grid; gap: 1rem; padding-top: 1.25rem; border-top: 1px solid var(--line); font-size: .9375rem; }
.reference dt { margin-bottom: .25rem; color: var(--ink-soft); }
.reference dd { margin: 0; }
.copy { display: block; padding: .5rem .75rem; border: 1px solid var(--line); border-radius: .5rem; background: var(--sunken); user-select: all; }
`
