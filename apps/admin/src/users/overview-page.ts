import type { UserWithRoles } from '@identity-hub/api-types/management'
import { html, type Markup } from '@identity-hub/markup'
import type { Visit } from '../http/visit.ts'
import { badge, facts, time } from '../pages/parts/facts.ts'
import { buttonForm } from '../pages/parts/form.ts'
import { may } from '../pages/sections.ts'
import { pageOf } from './addresses.ts'
import { rolesCard } from './roles-card.ts'
import { userPage } from './user-page.ts'

/** @param givable names of the roles that they do not have and that may be given */
export function overviewPage(visit: Visit, user: UserWithRoles, givable: readonly string[]): Markup {
  return userPage(visit, user, {
    tab: 'Overview',
    body: html`<div class="card">
        <h2>About</h2>
        ${factsOf(user)}
      </div>
      ${user.erased_at === null && rolesCard(visit, user, givable)} ${actionsCard(visit, user)}`,
  })
}

export function factsOf(user: UserWithRoles): Markup {
  const { id, email, user_name: userName, claims, created_at: createdAt, erased_at: erasedAt } = user
  if (erasedAt !== null)
    return facts([
      ['Id', html`<code>${id}</code>`],
      ['Made', time(createdAt)],
      ['Erased', html`${time(erasedAt)}: nothing personal is left, and the id is never given again.`],
    ])
  return facts([
    ['Id', html`<code>${id}</code>`],
    ['Name', user.name],
    ['Signs in as', userName],
    [
      'E-mail address',
      html`${email ?? 'none'} ${email !== null && badge(user.email_verified ? 'verified' : 'not verified')}`,
    ],
    ['Claims', claimList(claims)],
    ['Made', time(createdAt)],
  ])
}

function claimList(claims: UserWithRoles['claims']): Markup {
  const entries = Object.entries(claims)
  if (entries.length === 0) return html`<span class="hint">none</span>`
  return html`${entries.map(([name, value]) => html`<div><code>${name}</code> ${value}</div>`)}`
}

/** Each with what it does, so that nobody has to try it to find out. */
function actionsCard(visit: Visit, user: UserWithRoles): Markup | false {
  const own = pageOf(visit, user.id)
  const { csrf } = visit
  const lines: (Markup | false)[] = []
  const add = (title: string, text: string, control: Markup): void => {
    lines.push(
      html`<li>
        <div>
          <h3>${title}</h3>
          <p class="hint">${text}</p>
        </div>
        ${control}
      </li>`,
    )
  }
  const link = (path: string, label: string, isDanger = false): Markup =>
    html`<a class="button small ${isDanger && 'danger'}" href="${own}/${path}">${label} …</a>`
  const press = (path: string, label: string): Markup => buttonForm({ action: `${own}/${path}`, csrf, label })
  const isErased = user.erased_at !== null

  if (may(visit, 'hub.users.write') && !isErased) {
    add(
      'Password',
      'A link with which they choose one, or one that you type. Ends what the old one gave.',
      link('password', 'Reset'),
    )
    add('Sign out everywhere', 'In every browser. What apps were granted stays.', link('sign-out', 'Sign out'))
    if (user.status === 'blocked') add('Unblock', 'They can sign in again.', press('unblock', 'Unblock'))
    if (user.status === 'active')
      add('Block', 'They cannot sign in, and every app loses access within a second.', link('block', 'Block', true))
    if (user.status === 'archived')
      add('Restore', 'Out of the archive; they can sign in again.', press('restore', 'Restore'))
    else add('Archive', 'For somebody who has left: blocked, and no longer listed.', link('archive', 'Archive', true))
  }
  if (may(visit, 'hub.users.read'))
    add(
      'Export',
      'Everything that the hub keeps about them, as JSON. That it was taken is an event.',
      press('export', 'Download'),
    )
  if (may(visit, 'hub.users.write') && !isErased)
    add('Erase', 'Nothing personal stays. This cannot be undone; take an export first.', link('erase', 'Erase', true))
  return (
    lines.length > 0 &&
    html`<div class="card">
      <h2>What can be done</h2>
      <ul class="actions">
        ${lines.filter((line) => line !== false)}
      </ul>
    </div>`
  )
}
