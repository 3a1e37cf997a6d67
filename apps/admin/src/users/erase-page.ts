import type { UserWithRoles } from '@identity-hub/api-types/management'
import { html, type Markup } from '@identity-hub/markup'
import type { Problem } from '../http/attempt.ts'
import type { Visit } from '../http/visit.ts'
import { layout } from '../pages/layout.ts'
import { form, textField } from '../pages/parts/form.ts'
import { renderProblem } from '../pages/parts/notice.ts'
import { pageHead } from '../pages/parts/page-head.ts'
import { SECTIONS } from '../pages/sections.ts'
import { pageOf } from './addresses.ts'
import { titleOf } from './standing.ts'

/** What has to be typed, so that nobody erases somebody else by mistake. */
export const proofOf = ({ email, user_name: userName }: UserWithRoles): string => email ?? userName

export function erasePage(visit: Visit, user: UserWithRoles, typed: string, problem?: Problem): Markup {
  const own = pageOf(visit, user.id)
  const title = `Erase ${titleOf(user)}?`
  return layout(visit, {
    title,
    section: SECTIONS.users,
    body: html`${pageHead({ title, up: { href: own, title: titleOf(user) } })} ${renderProblem(problem)}
      <div class="card">
        <p>
          Name, e-mail address, password, claims and roles are deleted, and everything that they had access to ends.
          Their id stays, so that it is never given again; events stay without anything personal. This cannot be undone.
        </p>
        ${form({
          action: `${own}/erase`,
          csrf: visit.csrf,
          submit: 'Erase for good',
          danger: true,
          cancel: own,
          body: textField({
            name: 'proof',
            label: `Type ${proofOf(user)} to confirm`,
            value: typed,
            pointer: '/proof',
            problem,
            required: true,
          }),
        })}
      </div>`,
  })
}
