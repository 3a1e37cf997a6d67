import type { Explanation } from '@identity-hub/api-types/management'
import { html, type Markup } from '@identity-hub/markup'
import type { Problem } from '../http/attempt.ts'
import type { Visit } from '../http/visit.ts'
import { layout } from '../pages/layout.ts'
import { badge } from '../pages/parts/facts.ts'
import { renderNotice } from '../pages/parts/notice.ts'
import { pageHead } from '../pages/parts/page-head.ts'
import { SECTIONS } from '../pages/sections.ts'
import { listOf } from './addresses.ts'
import { eventTable } from './event-table.ts'
import type { EventNames } from './event-sentence.ts'
import { explainForm } from './explain-form.ts'
import { withNames } from './with-names.ts'

const section = SECTIONS.events
const up = (visit: Visit): { readonly href: string; readonly title: string } => ({
  href: listOf(visit),
  title: 'Events',
})

/** Why a request was refused, or what it did. */
export function requestPage(visit: Visit, explanation: Explanation, names: EventNames): Markup {
  const { request_id: id, reason, sentence, advice, sections, events } = explanation
  const title = reason === null ? 'What a request did' : 'Why a request was refused'
  return layout(visit, {
    title,
    section,
    body: html`${pageHead({ title, lead: html`Request <code>${id}</code>`, up: up(visit) })}
      <div class="card">
        <p class="sentence">${withNames(visit, sentence, names)}</p>
        ${advice !== null && html`<p><strong>What to change:</strong> ${advice}</p>`}
        ${reason !== null && html`<p>${badge('refused', 'bad')} <code>${reason}</code></p>`}
        ${
          sections.length > 0 &&
          html`<p class="hint">
            What it rests on:
            ${sections.map(({ title: name, url }) => html`<a href="${url}" rel="noreferrer">${name}</a> `)}
          </p>`
        }
      </div>
      <h2>What it did</h2>
      ${eventTable(visit, events, names, { withRequests: false })}
      <h2>Another request</h2>
      ${explainForm(visit)}`,
  })
}

/** Nothing is known of the id, or it is none. */
export function noRequestPage(visit: Visit, typed: string, problem: Problem): Markup {
  const isForm = problem.fields.size > 0
  return layout(visit, {
    title: 'Explain a request',
    section,
    body: html`${pageHead({ title: 'Explain a request', up: up(visit) })}
    ${!isForm && renderNotice({ kind: 'problem', text: problem.detail })}
    ${explainForm(visit, typed, isForm ? problem : undefined)}`,
  })
}
