import { html, type Markup } from '@identity-hub/markup'
import type { Visit } from '../http/visit.ts'
import { layout } from '../pages/layout.ts'
import { pageHead } from '../pages/parts/page-head.ts'
import { emptyState } from '../pages/parts/table.ts'
import { sections } from '../pages/sections.ts'

/** For whoever may not see events: where they can go, or that there is nothing for them. */
export function noOverviewPage(visit: Visit): Markup {
  const [first] = sections(visit)
  return layout(visit, {
    title: 'Welcome',
    body: html`${pageHead({ title: 'Welcome' })}
    ${
      first
        ? emptyState({
            title: 'What happened is not yours to see',
            text: 'Your roles reach the parts in the navigation.',
            action: { href: `/tenants/${visit.tenant}${first.path}`, label: first.title },
          })
        : emptyState({
            title: 'There is nothing for you here',
            text: 'You are signed in, but have none of the roles that administrators have. Somebody who appoints administrators can give you one.',
          })
    }`,
  })
}
