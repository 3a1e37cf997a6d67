import type { Session } from '@identity-hub/api-types/management'
import { html, type Markup } from '@identity-hub/markup'
import type { Visit } from '../http/visit.ts'
import { breakable } from '../pages/parts/breakable.ts'
import { time } from '../pages/parts/facts.ts'
import { buttonForm } from '../pages/parts/form.ts'
import { table } from '../pages/parts/table.ts'
import { may } from '../pages/sections.ts'
import type { Names } from '../users/names.ts'
import { personLink } from '../users/person-link.ts'
import { browserName } from './browser-name.ts'

/**
 * @param names left out: all are the same person's, who need not be named
 * @param back where to go on when one was ended; one of the places that `endSession` knows
 */
export function sessionTable(
  visit: Visit,
  sessions: readonly Session[],
  { names, back }: { readonly names?: Names; readonly back: 'list' | 'user' },
): Markup {
  const mayEnd = may(visit, 'hub.users.write')
  return table({
    caption: 'Sessions',
    headings: ['Browser', ...(names ? ['User'] : []), 'Address', 'Signed in', 'Last seen', ''],
    rows: sessions.map((session) => [
      browserName(session.user_agent),
      ...(names ? [personLink(visit, names, session.user_id)] : []),
      session.address === null ? html`<span class="hint">not kept</span>` : breakable(session.address),
      time(session.signed_in_at),
      time(session.last_seen_at),
      mayEnd &&
        buttonForm({
          action: `/tenants/${visit.tenant}/sessions/${session.id}/end`,
          csrf: visit.csrf,
          label: 'End',
          about: `the session in ${browserName(session.user_agent)} of ${session.signed_in_at}`,
          hidden: back === 'user' ? { user: session.user_id } : {},
        }),
    ]),
  })
}
