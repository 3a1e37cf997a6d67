import type { Consent, Grant, Session, Throttle, UserWithRoles } from '@identity-hub/api-types/management'
import { html, type Markup } from '@identity-hub/markup'
import type { Visit } from '../http/visit.ts'
import { listOf as listOfGrants } from '../grants/addresses.ts'
import { appLink } from '../grants/app-link.ts'
import { grantTable } from '../grants/grant-table.ts'
import { tags, time } from '../pages/parts/facts.ts'
import { buttonForm } from '../pages/parts/form.ts'
import { table } from '../pages/parts/table.ts'
import { may } from '../pages/sections.ts'
import { sessionTable } from '../sessions/session-table.ts'
import { pageOf } from './addresses.ts'
import { userPage } from './user-page.ts'

/** What somebody has access to, as much of each as a page shows. */
export interface Access {
  readonly sessions: readonly Session[]
  readonly grants: readonly Grant[]
  readonly consents: readonly Consent[]
  readonly throttles: readonly Throttle[]
  /** Whether there are more grants than these. */
  readonly moreGrants: boolean
}

export function accessPage(visit: Visit, user: UserWithRoles, access: Access): Markup {
  const { sessions, grants, consents, throttles, moreGrants } = access
  const all = `${listOfGrants(visit)}?${new URLSearchParams({ user: user.id }).toString()}`
  return userPage(visit, user, {
    tab: 'Access',
    body: html`<h2>Sessions</h2>
      ${sessions.length === 0 ? none('They are signed in nowhere.') : sessionTable(visit, sessions, { back: 'user' })}
      <h2>Apps that they let in</h2>
      ${grants.length === 0 ? none('No app has access in their name.') : grantTable(visit, grants)}
      <p><a href="${all}">${moreGrants ? 'All of their grants' : 'With those that have ended'}</a></p>
      <h2>What they have allowed</h2>
      ${consents.length === 0 ? none('Nothing is remembered; an app that is not your own asks them.') : consentTable(visit, user, consents)}
      <h2>Throttles</h2>
      ${
        throttles.length === 0
          ? none('Nobody is delayed who tries to sign in as them.')
          : throttleTable(visit, user, throttles)
      }`,
  })
}

const none = (text: string): Markup => html`<p class="hint">${text}</p>`

const consentTable = (visit: Visit, user: UserWithRoles, consents: readonly Consent[]): Markup =>
  table({
    caption: 'Consents',
    headings: ['App', 'Scopes', 'Decided', ''],
    rows: consents.map(({ client_id: clientId, client_name: name, scopes, decided_at: at }) => [
      appLink(visit, clientId, name),
      tags(scopes, 'none'),
      time(at),
      may(visit, 'hub.users.write') &&
        html`<a href="${pageOf(visit, user.id)}/access/${encodeURIComponent(clientId)}/withdraw"
          >Withdraw …<span class="unseen"> what ${name} was allowed</span></a
        >`,
    ]),
  })

const throttleTable = (visit: Visit, user: UserWithRoles, throttles: readonly Throttle[]): Markup =>
  table({
    caption: 'Throttles',
    headings: ['What is counted', 'Attempts', 'Forgotten', ''],
    rows: throttles.map(({ id, count, until }) => [
      'Wrong passwords from browsers that they have not used before',
      count,
      time(until),
      may(visit, 'hub.users.write') &&
        buttonForm({
          action: `${pageOf(visit, user.id)}/throttles/${encodeURIComponent(id)}/lift`,
          csrf: visit.csrf,
          label: 'Lift',
          about: `the throttle of ${user.name}`,
        }),
    ]),
  })
