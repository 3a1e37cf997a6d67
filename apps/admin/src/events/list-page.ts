import type { OperationResult } from '@identity-hub/client/management'
import { html, type Markup } from '@identity-hub/markup'
import type { Visit } from '../http/visit.ts'
import { layout } from '../pages/layout.ts'
import { filters, isFiltered } from '../pages/parts/filters.ts'
import { pageHead } from '../pages/parts/page-head.ts'
import { emptyState, pager } from '../pages/parts/table.ts'
import { may, SECTIONS } from '../pages/sections.ts'
import type { FoundUser } from '../users/find-user.ts'
import { whichUser } from '../users/user-filter.ts'
import { listOf } from './addresses.ts'
import { eventTable } from './event-table.ts'
import type { EventNames } from './event-sentence.ts'
import { explainForm } from './explain-form.ts'
import { filterFields } from './filter.ts'

export interface EventList {
  /** Undefined: nothing was asked, because it is not clear what is meant. */
  readonly page: OperationResult<'listEvents'> | undefined
  readonly query: URLSearchParams
  readonly user: FoundUser
  readonly names: EventNames
  readonly problems: readonly string[]
}

export function listEventsPage(visit: Visit, { page, query, user, names, problems }: EventList): Markup {
  const path = listOf(visit)
  const narrowed = isFiltered(query)
  const withUser = may(visit, 'hub.users.read')
  return layout(visit, {
    title: 'Events',
    section: SECTIONS.events,
    body: html`${pageHead({ title: 'Events', lead: 'Everything that happened here, and who did it. The newest first.' })}
      ${explainForm(visit)}
      <details class="card" ${narrowed && html`open`}>
        <summary>Filter</summary>
        ${filters({ action: path, isFiltered: narrowed, fields: filterFields(query, { user, apps: names.apps, withUser }) })}
      </details>
      ${problems.map((problem) => html`<p class="notice warn" role="status">${problem}</p>`)}
      ${whichUser(user, path, query)}
      ${
        page &&
        (page.items.length > 0
          ? eventTable(visit, page.items, names)
          : emptyState({
              title: narrowed ? 'No such events' : 'Nothing has happened yet',
              text: narrowed
                ? 'Nothing fits what you chose, or it is older than the tenant keeps events.'
                : 'Sign-ins, tokens, refusals and every change of an administrator are written down here.',
              action: narrowed && { href: path, label: 'Show all events' },
            }))
      }
      ${page && pager(path, query, page.next_cursor)}`,
  })
}
