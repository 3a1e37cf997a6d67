import type * as wire from '@identity-hub/api-types/management'
import type { Id } from '@identity-hub/core'
import type { UserExport } from '../administration/users/export-user.ts'
import { viewConsent, viewGrant, viewSession } from './view-access.ts'
import { viewEvent } from './view-event.ts'
import { viewUser } from './view-user.ts'
import { instant } from './views.ts'

/** @param clientIds by record id, of those in the events */
export function viewExport(taken: UserExport, clientIds: ReadonlyMap<Id, string>): wire.UserExport {
  const { exportedAt } = taken
  return {
    exported_at: instant(exportedAt),
    complete: taken.complete,
    user: viewUser(taken),
    sessions: taken.sessions.map(viewSession),
    consents: taken.consents.map(viewConsent),
    grants: taken.grants.map((grant) => viewGrant(grant, exportedAt)),
    events: taken.events.map((event) => viewEvent(event, { clientIds, withPersonal: true })),
  }
}
