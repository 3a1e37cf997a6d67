import type { User } from '@identity-hub/api-types/management'
import type { OperationResult } from '@identity-hub/client/management'
import { html, type Markup } from '@identity-hub/markup'
import type { Visit } from '../http/visit.ts'
import { layout } from '../pages/layout.ts'
import { breakable } from '../pages/parts/breakable.ts'
import { filters, isFiltered } from '../pages/parts/filters.ts'
import { selectField, textField } from '../pages/parts/form.ts'
import { buttonLink, pageHead } from '../pages/parts/page-head.ts'
import { emptyState, pager, table } from '../pages/parts/table.ts'
import { may, SECTIONS } from '../pages/sections.ts'
import { creationOf, listOf, pageOf } from './addresses.ts'
import { statusBadge, titleOf } from './standing.ts'

const STATUSES = [
  { value: '', label: 'Active and blocked' },
  { value: 'active', label: 'Active' },
  { value: 'blocked', label: 'Blocked' },
  { value: 'archived', label: 'Archived and erased' },
] as const

export type ListedStatus = Exclude<(typeof STATUSES)[number]['value'], ''>

/** What the address says of the status, when it is one. */
export const statusIn = (query: URLSearchParams): ListedStatus | undefined =>
  STATUSES.map(({ value }) => value).find(
    (value): value is ListedStatus => value !== '' && value === query.get('status'),
  )

export function listUsersPage(
  visit: Visit,
  list: {
    readonly page: OperationResult<'listUsers'>
    readonly query: URLSearchParams
    /** Names of the tenant's roles. */
    readonly roles: readonly string[]
  },
): Markup {
  const { page, query, roles } = list
  const path = listOf(visit)
  const mayCreate = may(visit, 'hub.users.write')
  const narrowed = isFiltered(query)
  const isEmpty = page.items.length === 0 && !narrowed && !query.has('cursor') && page.next_cursor === null
  return layout(visit, {
    title: 'Users',
    section: SECTIONS.users,
    body: html`${pageHead({
      title: 'Users',
      lead: 'People who sign in, with what is known of them and what they may do.',
      actions: mayCreate && !isEmpty && buttonLink(creationOf(visit), 'New user', true),
    })}
    ${!isEmpty && filters({ action: path, fields: fields(query, roles), isFiltered: narrowed })}
    ${
      isEmpty
        ? emptyState({
            title: 'No users yet',
            text: 'Make the first one: with a password that you hand over, or with a link with which the person chooses one.',
            action: mayCreate && { href: creationOf(visit), label: 'Make the first user' },
          })
        : page.items.length === 0
          ? emptyState({
              title: 'Nobody found',
              text: 'Names and e-mail addresses are searched from their beginning, capital letters or not. Archived users are listed when you ask for them.',
              action: { href: path, label: 'Show all users' },
            })
          : table({
              caption: 'Users',
              headings: ['User', 'E-mail address', 'Status'],
              rows: page.items.map((user) => row(visit, user)),
            })
    }
    ${pager(path, query, page.next_cursor)}`,
  })
}

function fields(query: URLSearchParams, roles: readonly string[]): Markup {
  const chosenRole = query.get('role') ?? ''
  const offered = chosenRole === '' || roles.includes(chosenRole) ? roles : [...roles, chosenRole]
  return html`${textField({ name: 'search', label: 'Name or e-mail begins with', value: query.get('search') ?? '', type: 'search' })}
  ${selectField({ name: 'status', label: 'Status', value: query.get('status') ?? '', options: STATUSES })}
  ${selectField({ name: 'role', label: 'Role', value: chosenRole, options: [{ value: '', label: 'Any' }, ...offered.map((role) => ({ value: role, label: role }))] })}`
}

const row = (visit: Visit, user: User) => [
  html`<a href="${pageOf(visit, user.id)}">${breakable(titleOf(user))}</a>`,
  user.email === null ? html`<span class="hint">none</span>` : breakable(user.email),
  statusBadge(user),
]
