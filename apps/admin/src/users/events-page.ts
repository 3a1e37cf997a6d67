import type { UserWithRoles } from '@identity-hub/api-types/management'
import type { OperationResult } from '@identity-hub/client/management'
import { html, type Markup } from '@identity-hub/markup'
import type { EventNames } from '../events/event-sentence.ts'
import { eventTable } from '../events/event-table.ts'
import type { Visit } from '../http/visit.ts'
import { emptyState, pager } from '../pages/parts/table.ts'
import { pageOf } from './addresses.ts'
import { userPage } from './user-page.ts'

export function userEventsPage(
  visit: Visit,
  user: UserWithRoles,
  list: {
    readonly page: OperationResult<'listEvents'>
    readonly query: URLSearchParams
    readonly names: EventNames
  },
): Markup {
  const { page, query, names } = list
  return userPage(visit, user, {
    tab: 'Events',
    body: html`${
      page.items.length > 0
        ? eventTable(visit, page.items, names)
        : emptyState({
            title: 'Nothing is known',
            text: 'What they do and what is done to them is written down here, for as long as the tenant keeps events.',
          })
    }
    ${pager(`${pageOf(visit, user.id)}/events`, query, page.next_cursor)}`,
  })
}
