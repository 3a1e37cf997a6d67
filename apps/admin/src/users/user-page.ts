import type { UserWithRoles } from '@identity-hub/api-types/management'
import { html, type Markup, type Value } from '@identity-hub/markup'
import type { Visit } from '../http/visit.ts'
import { layout } from '../pages/layout.ts'
import { pageHead } from '../pages/parts/page-head.ts'
import { tabs } from '../pages/parts/tabs.ts'
import { may, SECTIONS } from '../pages/sections.ts'
import { listOf, pageOf } from './addresses.ts'
import { statusBadge, titleOf } from './standing.ts'

type Tab = 'Overview' | 'Profile' | 'Access' | 'Events'

/** One of the pages of a person. */
export function userPage(
  visit: Visit,
  user: UserWithRoles,
  page: { readonly tab: Tab; readonly actions?: Value; readonly body: Value },
): Markup {
  const own = pageOf(visit, user.id)
  const all: readonly { readonly title: Tab; readonly href: string; readonly isShown: boolean }[] = [
    { title: 'Overview', href: own, isShown: true },
    { title: 'Profile', href: `${own}/profile`, isShown: may(visit, 'hub.users.write') && user.erased_at === null },
    { title: 'Access', href: `${own}/access`, isShown: true },
    { title: 'Events', href: `${own}/events`, isShown: may(visit, 'hub.events.read') },
  ]
  const title = titleOf(user)
  return layout(visit, {
    title: page.tab === 'Overview' ? title : `${page.tab} of ${title}`,
    section: SECTIONS.users,
    body: html`${pageHead({
      title,
      lead: html`${statusBadge(user)} ${user.email ?? ''}`,
      up: { href: listOf(visit), title: 'Users' },
      actions: page.actions,
    })}
    ${tabs(
      `Pages of ${title}`,
      all.filter(({ isShown }) => isShown),
      page.tab,
    )}
    ${page.body}`,
  })
}
