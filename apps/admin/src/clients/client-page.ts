import type { Client } from '@identity-hub/api-types/management'
import { html, type Markup, type Value } from '@identity-hub/markup'
import type { Visit } from '../http/visit.ts'
import { layout } from '../pages/layout.ts'
import { badge } from '../pages/parts/facts.ts'
import { pageHead } from '../pages/parts/page-head.ts'
import { tabs } from '../pages/parts/tabs.ts'
import { may, SECTIONS } from '../pages/sections.ts'
import { listOf, pageOf } from './addresses.ts'

type Tab = 'Overview' | 'Settings' | 'Scopes' | 'Lifetimes' | 'Secrets'

/** One of the pages of an app. */
export function clientPage(
  visit: Visit,
  client: Client,
  page: { readonly tab: Tab; readonly actions?: Value; readonly body: Value },
): Markup {
  const own = pageOf(visit, client.client_id)
  const mayChange = may(visit, 'hub.clients.write')
  const all: readonly { readonly title: Tab; readonly href: string; readonly isShown: boolean }[] = [
    { title: 'Overview', href: own, isShown: true },
    { title: 'Settings', href: `${own}/settings`, isShown: mayChange },
    { title: 'Scopes', href: `${own}/scopes`, isShown: mayChange },
    { title: 'Lifetimes', href: `${own}/lifetimes`, isShown: mayChange },
    { title: 'Secrets', href: `${own}/secrets`, isShown: client.type === 'confidential' },
  ]
  return layout(visit, {
    title: page.tab === 'Overview' ? client.name : `${page.tab} of ${client.name}`,
    section: SECTIONS.clients,
    body: html`${pageHead({
      title: client.name,
      lead: client.status === 'disabled' && badge('disabled', 'bad'),
      up: { href: listOf(visit), title: 'Apps' },
      actions: page.actions,
    })}
    ${tabs(
      `Pages of ${client.name}`,
      all.filter(({ isShown }) => isShown),
      page.tab,
    )}
    ${page.body}`,
  })
}
