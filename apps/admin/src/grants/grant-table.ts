import type { Grant } from '@identity-hub/api-types/management'
import { html, type Markup } from '@identity-hub/markup'
import type { Visit } from '../http/visit.ts'
import { badge, tags, time } from '../pages/parts/facts.ts'
import { table } from '../pages/parts/table.ts'
import type { Names } from '../users/names.ts'
import { personLink } from '../users/person-link.ts'
import { pageOf } from './addresses.ts'
import { appLink } from './app-link.ts'
import { endOf } from './end-of-grant.ts'

/** @param names left out: all are the same person's, who need not be named */
export function grantTable(visit: Visit, grants: readonly Grant[], names?: Names): Markup {
  return table({
    caption: 'Grants',
    headings: ['App', ...(names ? ['User'] : []), 'Scopes', 'Last used', 'State', ''],
    rows: grants.map((grant) => [
      appLink(visit, grant.client_id, grant.client_name),
      ...(names ? [personLink(visit, names, grant.user_id)] : []),
      tags(grant.scopes, 'none'),
      time(grant.last_used_at),
      stateOf(grant),
      html`<a href="${pageOf(visit, grant.id)}"
        >Look<span class="unseen"> at the grant to ${grant.client_name} of ${grant.created_at}</span></a
      >`,
    ]),
  })
}

/** Whether it still gives anything, and if not, why in a few words. */
export const stateOf = ({ status, end_reason: reason }: Grant): Markup =>
  status === 'live'
    ? badge('live', 'good')
    : html`${badge('ended', 'bad')} <span class="hint">${endOf(reason).short}</span>`
