import { html, type Markup } from '@identity-hub/markup'
import type { Notice } from '../../http/notice.ts'
import type { Problem } from '../../http/attempt.ts'

export function renderNotice(notice: Notice | undefined): Markup | undefined {
  if (notice === undefined) return undefined
  return html`<p class="notice ${notice.kind}" role="${notice.kind === 'done' ? 'status' : 'alert'}">${notice.text}</p>`
}

/** Above a form that was refused. */
export function renderProblem(problem: Problem | undefined): Markup | undefined {
  if (problem === undefined) return undefined
  const { detail, fields, isStale } = problem
  if (isStale === true)
    return html`<p class="notice warn" role="alert">
      ${detail} What you typed is still here and not saved; sending it again replaces what is there now.
    </p>`
  if (fields.size === 0) return renderNotice({ kind: 'problem', text: detail })
  return html`<div class="notice problem" role="alert">
    <p>Nothing was saved yet.</p>
    <ul>
      ${[...new Set(fields.values())].map((one) => html`<li>${one}</li>`)}
    </ul>
  </div>`
}
