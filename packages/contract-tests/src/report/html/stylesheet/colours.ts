/**
 * Warm neutrals, and one colour for each verdict. Text reaches 4.5:1 on every surface it stands on, icons and borders of
 * controls 3:1 (WCAG 2.2 §1.4.3, §1.4.11).
 */
export const colours = `
:root {
  color-scheme: light dark;
  --canvas: #f3f1ec;
  --surface: #fff;
  --sunken: #f8f7f3;
  --ink: #1d1b18;
  --ink-soft: #57524a;
  --line: #e2ded5;
  --line-strong: #857f74;
  --accent: #14524a;
  --accent-hover: #0c3f38;
  --pass: #1b7a5a;
  --pass-ink: #0f5a41;
  --pass-tint: #e6f2ec;
  --fail: #b3372c;
  --fail-ink: #8c2018;
  --fail-tint: #fcefec;
  --warn: #a8690a;
  --warn-ink: #6b4300;
  --warn-tint: #fbf3de;
  --quiet: #857f74;
  --shadow: 0 1px 2px rgb(40 34 20 / 5%), 0 12px 32px -16px rgb(40 34 20 / 16%);
}
@media (prefers-color-scheme: dark) {
  :root {
    --canvas: #131211;
    --surface: #1c1b19;
    --sunken: #242320;
    --ink: #f3f0ea;
    --ink-soft: #bdb7ac;
    --line: #37342f;
    --line-strong: #8b8579;
    --accent: #8fd6c7;
    --accent-hover: #b0e6da;
    --pass: #4fb892;
    --pass-ink: #8fdcbd;
    --pass-tint: #1b2f28;
    --fail: #e5796d;
    --fail-ink: #ffb4aa;
    --fail-tint: #351f1c;
    --warn: #dba63c;
    --warn-ink: #f6d997;
    --warn-tint: #302813;
    --quiet: #8b8579;
    --shadow: none;
  }
}
@media (prefers-contrast: more) {
  :root { --ink-soft: var(--ink); --line: var(--line-strong); }
}
.is-pass { --verdict: var(--pass); --verdict-ink: var(--pass-ink); --verdict-tint: var(--pass-tint); }
.is-fail { --verdict: var(--fail); --verdict-ink: var(--fail-ink); --verdict-tint: var(--fail-tint); }
.is-warn { --verdict: var(--warn); --verdict-ink: var(--warn-ink); --verdict-tint: var(--warn-tint); }
.is-not-applicable, .is-skipped { --verdict: var(--quiet); --verdict-ink: var(--ink-soft); --verdict-tint: var(--sunken); }
`
