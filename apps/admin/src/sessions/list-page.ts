import type { OperationResult } from '@identity-hub/client/management'
import { html, type Markup } from '@identity-hub/markup'
import type { Visit } from '../http/visit.ts'
import { layout } from '../pages/layout.ts'
import { filters, isFiltered } from '../pages/parts/filters.ts'
import { pageHead } from '../pages/parts/page-head.ts'
import { emptyState, pager } from '../pages/parts/table.ts'
import { SECTIONS } from '../pages/sections.ts'
import type { FoundUser } from '../users/find-user.ts'
import type { Names } from '../users/names.ts'
import { userField, whichUser } from '../users/user-filter.ts'
import { sessionTable } from './session-table.ts'

export interface SessionList {
  /** Undefined: nothing was asked, because it is not clear whose are meant. */
  readonly page: OperationResult<'listSessions'> | undefined
  readonly query: URLSearchParams
  readonly user: FoundUser
  readonly names: Names
}

export function listSessionsPage(visit: Visit, { page, query, user, names }: SessionList): Markup {
  const path = `/tenants/${visit.tenant}/sessions`
  const narrowed = isFiltered(query)
  return layout(visit, {
    title: 'Sessions',
    section: SECTIONS.sessions,
    body: html`${pageHead({
      title: 'Sessions',
      lead: 'Browsers in which somebody is signed in at the hub. Apps keep sessions of their own.',
    })}
    ${filters({ action: path, isFiltered: narrowed, fields: userField(user) })} ${whichUser(user, path, query)}
    ${
      page &&
      (page.items.length === 0
        ? emptyState({
            title: narrowed ? 'No such sessions' : 'Nobody is signed in',
            text: 'A session begins when somebody signs in, and ends when they sign out or do not come back for long.',
            action: narrowed && { href: path, label: 'Show all sessions' },
          })
        : sessionTable(visit, page.items, { names, back: 'list' }))
    }
    ${page && pager(path, query, page.next_cursor)}`,
  })
}
