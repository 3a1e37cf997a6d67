/**
 * Warm neutrals and one green. Text reaches 7:1 on every surface it stands on; borders of inputs, icons and focus rings
 * reach 3:1 (WCAG 2.2 §1.4.6, §1.4.11).
 */
export const colours = `
:root {
  color-scheme: light dark;
  --canvas: #f3f1ec;
  --surface: #fff;
  --sunken: #f8f7f3;
  --ink: #1d1b18;
  --ink-soft: #514d46;
  --line: #e2ded5;
  --line-strong: #857f74;
  --accent: #14524a;
  --accent-hover: #0c3f38;
  --on-accent: #fff;
  --tint: #e6f0ed;
  --danger: #7d1c14;
  --danger-line: #b3372c;
  --danger-tint: #fcefec;
  --notice: #5a3d00;
  --notice-tint: #fbf3de;
  --shadow: 0 1px 2px rgb(40 34 20 / 5%), 0 12px 32px -12px rgb(40 34 20 / 14%);
}
@media (prefers-color-scheme: dark) {
  :root {
    --canvas: #131211;
    --surface: #1c1b19;
    --sunken: #242320;
    --ink: #f3f0ea;
    --ink-soft: #c2bcb1;
    --line: #37342f;
    --line-strong: #8b8579;
    --accent: #8fd6c7;
    --accent-hover: #b0e6da;
    --on-accent: #0a2621;
    --tint: #1d332f;
    --danger: #ffc2ba;
    --danger-line: #e5796d;
    --danger-tint: #35201d;
    --notice: #f6d997;
    --notice-tint: #302813;
    --shadow: none;
  }
}
@media (prefers-contrast: more) {
  :root {
    --ink-soft: var(--ink);
    --line: var(--line-strong);
  }
}
`
