import { html, type Markup, type Value } from '@identity-hub/markup'
import type { Problem } from '../../http/attempt.ts'
import type { Visit } from '../../http/visit.ts'
import { layout } from '../layout.ts'
import type { Section } from '../sections.ts'
import { form } from './form.ts'
import { renderNotice } from './notice.ts'
import { pageHead } from './page-head.ts'

/** Asks before something is done that cannot be undone, or that people notice at once. */
export function confirmationPage(
  visit: Visit,
  question: {
    readonly section: Section
    /** The question. */
    readonly title: string
    /** What will happen. */
    readonly consequences: Value
    /** What the button says that does it. */
    readonly submit: string
    readonly action: string
    readonly hidden?: Readonly<Record<string, string>>
    /** The page it is asked from, and goes back to. */
    readonly up: { readonly href: string; readonly title: string }
    readonly problem?: Problem | undefined
  },
): Markup {
  const { section, title, consequences, submit, action, hidden = {}, up, problem } = question
  return layout(visit, {
    title,
    section,
    body: html`${pageHead({ title, up })} ${problem && renderNotice({ kind: 'problem', text: problem.detail })}
      <div class="card">
        <p>${consequences}</p>
        ${form({ action, csrf: visit.csrf, hidden, submit, danger: true, cancel: up.href, body: undefined })}
      </div>`,
  })
}
