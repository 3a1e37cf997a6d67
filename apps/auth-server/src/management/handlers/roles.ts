import type { Role } from '@identity-hub/core'
import { changeRole } from '../../administration/roles/change-role.ts'
import { deleteRole } from '../../administration/roles/delete-role.ts'
import { findRole, listRoles } from '../../administration/roles/find-role.ts'
import { makeRole } from '../../administration/roles/new-role.ts'
import type { Dependencies } from '../../dependencies.ts'
import { administrationOf } from '../administration-of.ts'
import { answerPage } from '../answer-page.ts'
import type { ManagementHandlers } from '../context.ts'
import { expectedRevision } from '../etag.ts'
import { createOnce } from '../idempotency.ts'
import { ANSWER_DONE, answerCreated, answerRecord, answerRefusal, requireRevision } from '../respond.ts'
import { viewRole } from '../views.ts'

type Room = Pick<ManagementHandlers, 'listRoles' | 'createRole' | 'getRole' | 'updateRole' | 'deleteRole'>

/** What scopes and clients can require of a user. */
export function roleHandlers(dependencies: Dependencies): Room {
  const { hub } = dependencies
  return {
    listRoles: (request) =>
      answerPage(dependencies, request, (page) => listRoles(request.context.storage, page), viewRole),
    createRole: (request) => {
      const { storage, tenant } = request.context
      const { name, description = '' } = request.body
      return createOnce(dependencies, request, {
        create: (keep) => makeRole(administrationOf(dependencies, request), storage, { name, description }, keep),
        answer: (role: Role) =>
          answerCreated(role, `/${tenant.slug}/api/management/v1/roles/${encodeURIComponent(name)}`, viewRole(role)),
      })
    },
    getRole: async (request) => {
      const found = await findRole(request.context.storage, request.path.role)
      return found.ok ? answerRecord(found.value, viewRole(found.value)) : answerRefusal(hub, request, found)
    },
    updateRole: async (request) => {
      const rests = requireRevision(hub, request)
      if (!rests.ok) return rests.answer
      const changed = await changeRole(administrationOf(dependencies, request), request.context.storage, {
        name: request.path.role,
        changes: request.body,
        expectedRevision: rests.revision,
      })
      return changed.ok ? answerRecord(changed.value, viewRole(changed.value)) : answerRefusal(hub, request, changed)
    },
    deleteRole: async (request) => {
      const deleted = await deleteRole(administrationOf(dependencies, request), request.context.storage, {
        name: request.path.role,
        expectedRevision: expectedRevision(request.headers['if-match']) ?? null,
      })
      return deleted.ok ? ANSWER_DONE : answerRefusal(hub, request, deleted)
    },
  }
}
