import type { Client } from '@identity-hub/api-types/management'
import type { OperationResult } from '@identity-hub/client/management'
import { html, type Markup } from '@identity-hub/markup'
import type { Visit } from '../http/visit.ts'
import { layout } from '../pages/layout.ts'
import { badge } from '../pages/parts/facts.ts'
import { filters, isFiltered } from '../pages/parts/filters.ts'
import { textField } from '../pages/parts/form.ts'
import { buttonLink, pageHead } from '../pages/parts/page-head.ts'
import { emptyState, pager, table } from '../pages/parts/table.ts'
import { may, SECTIONS } from '../pages/sections.ts'
import { listOf, pageOf, registrationOf } from './addresses.ts'
import { TYPES } from './client-types.ts'

const section = SECTIONS.clients

export function listClientsPage(visit: Visit, page: OperationResult<'listClients'>, query: URLSearchParams): Markup {
  const mayRegister = may(visit, 'hub.clients.write')
  const list = listOf(visit)
  const search = query.get('search') ?? ''
  const rows = page.items.map((client) => [
    html`<a href="${pageOf(visit, client.client_id)}">${client.name}</a> ${status(client)}`,
    TYPES[client.type].label,
    html`<code>${client.client_id}</code>`,
    client.first_party ? 'Our own' : 'Somebody else’s',
  ])
  const isWhole = search === '' && !query.has('cursor') && page.next_cursor === null
  const isEmpty = isWhole && page.items.every(administers)
  return layout(visit, {
    title: 'Apps',
    section,
    body: html`${pageHead({
      title: 'Apps',
      lead: 'What people sign in to, and what calls your APIs. RFC 6749 calls them clients.',
      actions: mayRegister && !isEmpty && buttonLink(registrationOf(visit), 'Register an app', true),
    })}
    ${
      !isEmpty &&
      filters({
        action: list,
        fields: textField({ name: 'search', label: 'Name begins with', value: search, type: 'search' }),
        isFiltered: isFiltered(query),
      })
    }
    ${rows.length > 0 && table({ caption: 'Apps', headings: ['App', 'Kind', 'Client id', 'Belongs to'], rows })}
    ${
      isEmpty
        ? emptyState({
            title: rows.length === 0 ? 'No apps yet' : 'No apps of yours yet',
            text: 'Register the first one: you say where it lives and what it may ask for, and get a client id and a secret for its server.',
            action: mayRegister && { href: registrationOf(visit), label: 'Register the first app' },
          })
        : rows.length === 0 &&
          page.next_cursor === null &&
          emptyState({
            title: 'No app found',
            text: 'Names are searched from their beginning, capital letters or not.',
            action: { href: list, label: 'Show all apps' },
          })
    }
    ${pager(list, query, page.next_cursor)}`,
  })
}

const status = (client: Client): Markup | false => client.status === 'disabled' && badge('disabled', 'bad')

/** These pages and the command line, which a tenant may have from its beginning. */
const administers = ({ scopes }: Client): boolean => scopes.some(({ name }) => name.startsWith('hub.'))
