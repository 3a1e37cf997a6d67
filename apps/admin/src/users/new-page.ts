import { randomUUID } from 'node:crypto'
import type { CreatedUser } from '@identity-hub/api-types/management'
import { html, type Markup } from '@identity-hub/markup'
import type { Problem } from '../http/attempt.ts'
import type { Visit } from '../http/visit.ts'
import { layout } from '../pages/layout.ts'
import { time } from '../pages/parts/facts.ts'
import { checkboxes, form, radios, textField } from '../pages/parts/form.ts'
import { renderProblem } from '../pages/parts/notice.ts'
import { buttonLink, pageHead } from '../pages/parts/page-head.ts'
import { secret } from '../pages/parts/secret.ts'
import { SECTIONS } from '../pages/sections.ts'
import { creationOf, listOf, pageOf } from './addresses.ts'
import { profileFields } from './user-fields.ts'

const section = SECTIONS.users

export function newUserPage(
  visit: Visit,
  /** Names of the roles that may be given. */
  roles: readonly string[],
  typed: URLSearchParams,
  problem?: Problem,
): Markup {
  return layout(visit, {
    title: 'New user',
    section,
    body: html`${pageHead({ title: 'New user', up: { href: listOf(visit), title: 'Users' } })} ${renderProblem(problem)}
    ${form({
      action: creationOf(visit),
      csrf: visit.csrf,
      // Sent twice, it makes one user, and shows the same link.
      hidden: { key: randomUUID() },
      submit: 'Make the user',
      cancel: listOf(visit),
      body: html`${profileFields(typed, problem)}
      ${
        roles.length > 0 &&
        checkboxes({
          name: 'roles',
          label: 'Roles',
          checked: typed.getAll('roles'),
          options: roles.map((role) => ({ value: role, label: role })),
          pointer: '/roles',
          problem,
        })
      }
      ${radios({
        name: 'begin',
        label: 'How they begin',
        value: typed.get('begin') ?? 'invitation',
        options: [
          {
            value: 'invitation',
            label: 'With a link',
            hint: 'They choose a password themselves. You hand the link over.',
          },
          { value: 'password', label: 'With a password', hint: 'You hand it over; they can change it.' },
        ],
      })}
      ${textField({ name: 'password', label: 'Password', hint: 'Only if they begin with one. Type it again when the form comes back.', type: 'password', autocomplete: 'new-password', pointer: '/password', problem })}`,
    })}`,
  })
}

/** The only time that the link is shown. */
export function invitedPage(visit: Visit, user: CreatedUser): Markup {
  const { invitation } = user
  return layout(visit, {
    title: `${user.name} is invited`,
    section,
    body: html`${pageHead({ title: `${user.name} is invited`, up: { href: listOf(visit), title: 'Users' } })}
    ${invitation && linkCard(invitation, 'Link to choose a password with', buttonLink(pageOf(visit, user.id), 'To the user', true))}`,
  })
}

export const linkCard = (
  { url, expires_at: end }: { readonly url: string; readonly expires_at: string },
  label: string,
  next: Markup,
): Markup =>
  html`<div class="card">
    ${secret(label, url)}
    <p class="notice warn">Hand it over now, in a way that nobody else reads: it is shown this once.</p>
    <p>It works once, until ${time(end)}.</p>
    <div class="buttons">${next}</div>
  </div>`
