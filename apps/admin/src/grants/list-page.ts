import type { OperationResult } from '@identity-hub/client/management'
import { html, type Markup } from '@identity-hub/markup'
import type { Visit } from '../http/visit.ts'
import { layout } from '../pages/layout.ts'
import { filters, isFiltered } from '../pages/parts/filters.ts'
import { selectField } from '../pages/parts/form.ts'
import { pageHead } from '../pages/parts/page-head.ts'
import { emptyState, pager } from '../pages/parts/table.ts'
import { SECTIONS } from '../pages/sections.ts'
import type { FoundUser } from '../users/find-user.ts'
import type { Names } from '../users/names.ts'
import { userField, whichUser } from '../users/user-filter.ts'
import { listOf } from './addresses.ts'
import { grantTable } from './grant-table.ts'

const STATES = [
  { value: '', label: 'Live and ended' },
  { value: 'true', label: 'Only live ones' },
] as const

export interface GrantList {
  /** Undefined: nothing was asked, because it is not clear whose are meant. */
  readonly page: OperationResult<'listGrants'> | undefined
  readonly query: URLSearchParams
  readonly user: FoundUser
  readonly appField: Markup
  readonly names: Names
}

export function listGrantsPage(visit: Visit, { page, query, user, appField, names }: GrantList): Markup {
  const path = listOf(visit)
  const narrowed = isFiltered(query)
  return layout(visit, {
    title: 'Grants',
    section: SECTIONS.grants,
    body: html`${pageHead({
      title: 'Grants',
      lead: 'Each time somebody let an app in: one grant, and the tokens that came from it.',
    })}
    ${filters({
      action: path,
      isFiltered: narrowed,
      fields: html`${userField(user)} ${appField}
      ${selectField({ name: 'live', label: 'State', value: query.get('live') ?? '', options: STATES })}`,
    })}
    ${whichUser(user, path, query)} ${page && listed(visit, page, { narrowed, names, path })}
    ${page && pager(path, query, page.next_cursor)}`,
  })
}

function listed(
  visit: Visit,
  page: OperationResult<'listGrants'>,
  { narrowed, names, path }: { readonly narrowed: boolean; readonly names: Names; readonly path: string },
): Markup {
  if (page.items.length > 0) return grantTable(visit, page.items, names)
  if (page.next_cursor !== null) return html`<p class="hint">None on this page of the list; there is more.</p>`
  return narrowed
    ? emptyState({
        title: 'No such grants',
        text: 'Nothing fits what you chose.',
        action: { href: path, label: 'Show all grants' },
      })
    : emptyState({
        title: 'No grants yet',
        text: 'When somebody signs in to an app and allows what it asks for, that is a grant. You can look at it here, and end it.',
      })
}
