import type { PasswordLink, UserWithRoles } from '@identity-hub/api-types/management'
import { html, type Markup } from '@identity-hub/markup'
import type { Problem } from '../http/attempt.ts'
import type { Visit } from '../http/visit.ts'
import { layout } from '../pages/layout.ts'
import { form, radios, textField } from '../pages/parts/form.ts'
import { renderProblem } from '../pages/parts/notice.ts'
import { buttonLink, pageHead } from '../pages/parts/page-head.ts'
import { SECTIONS } from '../pages/sections.ts'
import { pageOf } from './addresses.ts'
import { titleOf } from './standing.ts'
import { linkCard } from './new-page.ts'

const section = SECTIONS.users

export function passwordPage(visit: Visit, user: UserWithRoles, typed: URLSearchParams, problem?: Problem): Markup {
  const own = pageOf(visit, user.id)
  const title = `A new password for ${titleOf(user)}`
  return layout(visit, {
    title,
    section,
    body: html`${pageHead({
      title,
      lead: 'They are signed out everywhere, and every app loses the access that they gave it.',
      up: { href: own, title: titleOf(user) },
    })}
    ${renderProblem(problem)}
    ${form({
      action: `${own}/password`,
      csrf: visit.csrf,
      submit: 'Reset the password',
      danger: true,
      cancel: own,
      body: html`${radios({
        name: 'way',
        label: 'How they get it',
        value: typed.get('way') ?? 'link',
        options: [
          { value: 'link', label: 'With a link', hint: 'They choose it themselves. You hand the link over.' },
          { value: 'password', label: 'You type it', hint: 'You hand it over; they can change it.' },
          {
            value: 'invitation',
            label: 'With a new invitation',
            hint: 'For somebody who never had a password. Links before it are void.',
          },
        ],
      })}
      ${textField({ name: 'password', label: 'Password', hint: 'Only if you type it.', type: 'password', autocomplete: 'new-password', pointer: '/password', problem })}`,
    })}`,
  })
}

/** The only time that the link is shown. */
export function passwordLinkPage(visit: Visit, user: UserWithRoles, link: PasswordLink): Markup {
  const own = pageOf(visit, user.id)
  const title = `A link for ${titleOf(user)}`
  return layout(visit, {
    title,
    section,
    body: html`${pageHead({ title, up: { href: own, title: titleOf(user) } })}
    ${linkCard(link, 'Link to choose a password with', buttonLink(own, 'To the user', true))}`,
  })
}
