import type { UserWithRoles } from '@identity-hub/api-types/management'
import { html, type Markup } from '@identity-hub/markup'
import type { Problem } from '../http/attempt.ts'
import type { Visit } from '../http/visit.ts'
import { asItIsNow } from '../pages/parts/as-it-is-now.ts'
import { form } from '../pages/parts/form.ts'
import { renderProblem } from '../pages/parts/notice.ts'
import { pageOf } from './addresses.ts'
import { factsOf } from './overview-page.ts'
import { profileFields } from './user-fields.ts'
import { userPage } from './user-page.ts'

export function profilePage(
  visit: Visit,
  user: UserWithRoles,
  state: { readonly typed: URLSearchParams; readonly etag: string; readonly problem?: Problem },
): Markup {
  const { typed, etag, problem } = state
  const own = pageOf(visit, user.id)
  return userPage(visit, user, {
    tab: 'Profile',
    body: html`${renderProblem(problem)} ${asItIsNow(problem, factsOf(user))}
    ${form({
      action: `${own}/profile`,
      csrf: visit.csrf,
      hidden: { etag },
      submit: 'Save',
      cancel: own,
      body: profileFields(typed, problem),
    })}`,
  })
}
