import { changeTenant } from '../../administration/change-tenant.ts'
import type { Dependencies } from '../../dependencies.ts'
import { administrationOf } from '../administration-of.ts'
import type { ManagementHandlers } from '../context.ts'
import { answerBody, answerRecord, answerRefusal, requireRevision } from '../respond.ts'
import { tenantChangesOf } from '../tenant-changes.ts'
import { viewTenant } from '../views.ts'

type Room = Pick<ManagementHandlers, 'getPrincipal' | 'getSettings' | 'updateSettings'>

/** The tenant itself, and who asks. */
export function settingsHandlers(dependencies: Dependencies): Room {
  const { hub, settings } = dependencies
  return {
    getPrincipal: ({ security: { accessToken } }) => {
      const { tenant, kind, id, name, scopes } = accessToken
      return answerBody({ tenant, kind, id, name, scopes: [...scopes] })
    },
    getSettings: ({ context: { tenant } }) => answerRecord(tenant, viewTenant(tenant, settings.origin)),
    updateSettings: async (request) => {
      const rests = requireRevision(hub, request)
      if (!rests.ok) return rests.answer
      const changed = await changeTenant(administrationOf(dependencies, request), {
        slug: request.context.tenant.slug,
        changes: tenantChangesOf(request.body),
        expectedRevision: rests.revision,
      })
      if (!changed.ok) return answerRefusal(hub, request, changed)
      const { tenant } = changed.value
      return answerRecord(tenant, viewTenant(tenant, settings.origin))
    },
  }
}
