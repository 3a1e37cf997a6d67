import type { Counts } from '../counts.ts'
import { html, type Markup } from './markup.ts'
import { verdicts } from './verdicts.ts'

/** How the verdicts share the whole; the numbers stand beside it. */
export function verdictBar(counts: Counts): Markup {
  const total = Math.max(
    1,
    verdicts.reduce((sum, verdict) => sum + counts[verdict], 0),
  )
  let left = 0
  const parts = verdicts.map((verdict) => {
    const x = left
    left += counts[verdict]
    return counts[verdict] === 0
      ? html``
      : html`<rect class="is-${verdict}" x="${x}" width="${counts[verdict]}" height="1" />`
  })
  return html`<svg class="bar" viewBox="0 0 ${total} 1" preserveAspectRatio="none" aria-hidden="true">${parts}</svg>`
}
