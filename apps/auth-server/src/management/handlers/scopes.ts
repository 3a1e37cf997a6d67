import type { Scope } from '@identity-hub/core'
import { changeScope } from '../../administration/scopes/change-scope.ts'
import { deleteScope } from '../../administration/scopes/delete-scope.ts'
import { findScope } from '../../administration/scopes/find-scope.ts'
import { makeScope } from '../../administration/scopes/new-scope.ts'
import type { Dependencies } from '../../dependencies.ts'
import { administrationOf } from '../administration-of.ts'
import { answerPage } from '../answer-page.ts'
import type { ManagementHandlers } from '../context.ts'
import { expectedRevision } from '../etag.ts'
import { createOnce } from '../idempotency.ts'
import { ANSWER_DONE, answerCreated, answerRecord, answerRefusal, requireRevision } from '../respond.ts'
import { scopeInputOf } from '../scope-input.ts'
import { viewScope } from '../views.ts'

type Room = Pick<ManagementHandlers, 'listScopes' | 'createScope' | 'getScope' | 'updateScope' | 'deleteScope'>

/** What access tokens can open, and whom it is for. */
export function scopeHandlers(dependencies: Dependencies): Room {
  const { hub } = dependencies
  return {
    listScopes: (request) =>
      answerPage(dependencies, request, (page) => request.context.storage.listScopes(page), viewScope),
    createScope: (request) => {
      const { storage, tenant } = request.context
      const { name } = request.body
      const input = { ...scopeInputOf(request.body), name }
      return createOnce(dependencies, request, {
        create: (keep) => makeScope(administrationOf(dependencies, request), storage, input, keep),
        answer: (scope: Scope) =>
          answerCreated(
            scope,
            `/${tenant.slug}/api/management/v1/scopes/${encodeURIComponent(name)}`,
            viewScope(scope),
          ),
      })
    },
    getScope: async (request) => {
      const found = await findScope(request.context.storage, request.path.scope)
      return found.ok ? answerRecord(found.value, viewScope(found.value)) : answerRefusal(hub, request, found)
    },
    updateScope: async (request) => {
      const rests = requireRevision(hub, request)
      if (!rests.ok) return rests.answer
      const changed = await changeScope(administrationOf(dependencies, request), request.context.storage, {
        name: request.path.scope,
        changes: scopeInputOf(request.body),
        expectedRevision: rests.revision,
      })
      return changed.ok ? answerRecord(changed.value, viewScope(changed.value)) : answerRefusal(hub, request, changed)
    },
    deleteScope: async (request) => {
      const deleted = await deleteScope(administrationOf(dependencies, request), request.context.storage, {
        name: request.path.scope,
        expectedRevision: expectedRevision(request.headers['if-match']) ?? null,
      })
      return deleted.ok ? ANSWER_DONE : answerRefusal(hub, request, deleted)
    },
  }
}
