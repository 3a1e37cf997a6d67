import type { Grant } from '@identity-hub/api-types/management'
import { html, type Markup } from '@identity-hub/markup'
import type { Problem } from '../http/attempt.ts'
import type { Visit } from '../http/visit.ts'
import { layout } from '../pages/layout.ts'
import { confirmationPage } from '../pages/parts/confirmation.ts'
import { facts, tags, time } from '../pages/parts/facts.ts'
import { pageHead } from '../pages/parts/page-head.ts'
import { may, SECTIONS } from '../pages/sections.ts'
import type { Names } from '../users/names.ts'
import { personLink } from '../users/person-link.ts'
import { listOf, pageOf } from './addresses.ts'
import { appLink } from './app-link.ts'
import { endOf } from './end-of-grant.ts'
import { stateOf } from './grant-table.ts'

const section = SECTIONS.grants

const titleOf = (grant: Grant, names: Names): string =>
  `${grant.client_name}, for ${names.get(grant.user_id) ?? grant.user_id}`

export function grantPage(visit: Visit, grant: Grant, names: Names): Markup {
  const isLive = grant.status === 'live'
  return layout(visit, {
    title: titleOf(grant, names),
    section,
    body: html`${pageHead({
        title: titleOf(grant, names),
        lead: stateOf(grant),
        up: { href: listOf(visit), title: 'Grants' },
        actions:
          isLive &&
          may(visit, 'hub.users.write') &&
          html`<a class="button danger" href="${pageOf(visit, grant.id)}/revoke">Revoke …</a>`,
      })}
      ${!isLive && html`<p class="notice warn">${endOf(grant.end_reason).sentence}</p>`}
      <div class="card">
        ${facts([
          ['User', personLink(visit, names, grant.user_id)],
          ['App', appLink(visit, grant.client_id, grant.client_name)],
          ['Scopes', tags(grant.scopes, 'none')],
          ['Given', time(grant.created_at)],
          ['Last used', time(grant.last_used_at)],
          [isLive ? 'Ends at the latest' : 'Would have ended', time(grant.expires_at)],
          ['Id', html`<code>${grant.id}</code>`],
        ])}
      </div>
      ${
        may(visit, 'hub.events.read') &&
        html`<p>
          <a
            href="/tenants/${visit.tenant}/events?${new URLSearchParams({ user: grant.user_id, app: grant.client_id }).toString()}"
            >Events of this user with this app</a
          >
        </p>`
      }`,
  })
}

export function revokeGrantPage(visit: Visit, grant: Grant, names: Names, problem?: Problem): Markup {
  const own = pageOf(visit, grant.id)
  return confirmationPage(visit, {
    section,
    title: 'Revoke this grant?',
    consequences: html`<strong>${titleOf(grant, names)}</strong>: its access tokens and refresh tokens end within a
      second, and for good. The app has to send the person through the sign-in again.`,
    submit: 'Revoke the grant',
    action: `${own}/revoke`,
    up: { href: own, title: 'The grant' },
    problem,
  })
}
