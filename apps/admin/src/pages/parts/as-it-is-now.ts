import { html, type Markup } from '@identity-hub/markup'
import type { Problem } from '../../http/attempt.ts'

/** What somebody else made of it meanwhile, beside what was typed. */
export const asItIsNow = (problem: Problem | undefined, facts: Markup): Markup | false =>
  problem?.isStale === true &&
  html`<details class="card">
    <summary>As it is now</summary>
    ${facts}
  </details>`
