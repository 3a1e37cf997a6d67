import type { Verdict } from '../run-report.ts'
import { html, type Markup } from './markup.ts'

/** In the order in which a reader cares. */
export const verdicts: readonly Verdict[] = ['fail', 'warn', 'pass', 'not-applicable', 'skipped']

export const verdictNames: Readonly<Record<Verdict, string>> = {
  pass: 'Passed',
  fail: 'Failed',
  warn: 'Warned',
  'not-applicable': 'Not applicable',
  skipped: 'Skipped',
}

/** Shape tells verdicts apart as well as colour does. WCAG 2.2 §1.4.1 */
const shapes: Readonly<Record<Verdict, Markup>> = {
  pass: html`<circle cx="8" cy="8" r="7" /><path d="m4.8 8.2 2.2 2.2 4.2-4.6" />`,
  fail: html`<circle cx="8" cy="8" r="7" /><path d="m5.4 5.4 5.2 5.2m0-5.2-5.2 5.2" />`,
  warn: html`<path d="M8 1.6 15.2 14.4H.8z" /><path d="M8 6.4v3.4m0 2.1v.1" />`,
  'not-applicable': html`<circle class="hollow" cx="8" cy="8" r="6.5" /><path d="M5 8h6" />`,
  skipped: html`<circle class="hollow" cx="8" cy="8" r="6.5" stroke-dasharray="2.6 2.5" />`,
}

/** Defined once, for all the places that show it. */
export function verdictSymbols(): Markup {
  const symbols = verdicts.map(
    (verdict) => html`<symbol id="icon-${verdict}" viewBox="0 0 16 16">${shapes[verdict]}</symbol>`,
  )
  return html`<svg class="symbols" aria-hidden="true">${symbols}</svg>`
}

export function verdictIcon(verdict: Verdict): Markup {
  return html`<svg class="icon is-${verdict}" aria-hidden="true"><use href="#icon-${verdict}" /></svg>`
}
