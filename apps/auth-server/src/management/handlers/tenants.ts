import type { Tenant } from '@identity-hub/core'
import type { KeepAnswer } from '../../administration/administration.ts'
import { changeTenant } from '../../administration/change-tenant.ts'
import { changeTenantStatus } from '../../administration/change-tenant-status.ts'
import { createTenant } from '../../administration/create-tenant.ts'
import { findAnyTenant } from '../../administration/find-tenant.ts'
import { fromAbove } from '../../administration/from-above.ts'
import type { Dependencies } from '../../dependencies.ts'
import { administrationOf } from '../administration-of.ts'
import { answerPage } from '../answer-page.ts'
import type { ManagementHandlers, ManagementRequest } from '../context.ts'
import { createOnce } from '../idempotency.ts'
import { answerCreated, answerRecord, answerRefusal, requireRevision } from '../respond.ts'
import { tenantChangesOf } from '../tenant-changes.ts'
import { viewTenant } from '../views.ts'

type Room = Pick<
  ManagementHandlers,
  'listTenants' | 'createTenant' | 'getTenant' | 'updateTenant' | 'suspendTenant' | 'resumeTenant'
>

/** Tenants, from the tenant `hub`. */
export function tenantHandlers(dependencies: Dependencies): Room {
  const { hub, settings } = dependencies
  const view = (tenant: Tenant) => viewTenant(tenant, settings.origin)

  return {
    listTenants: (request) => answerPage(dependencies, request, (page) => hub.listTenants(page), view),
    createTenant: (request) => {
      const { slug, name, ...changes } = request.body
      const input = { slug, name, ...tenantChangesOf(changes) }
      return createOnce(dependencies, request, {
        create: (keep: KeepAnswer<Tenant> | undefined) => {
          const kept = keep && { keep, tenantId: request.context.tenant.id }
          return createTenant(administrationIn(request, input), input, kept)
        },
        answer: (tenant) => answerCreated(tenant, `/hub/api/management/v1/tenants/${tenant.slug}`, view(tenant)),
      })
    },
    getTenant: async (request) => {
      const found = await findAnyTenant(hub, request.path.slug)
      return found.ok ? answerRecord(found.value, view(found.value)) : answerRefusal(hub, request, found)
    },
    updateTenant: async (request) => {
      const rests = requireRevision(hub, request)
      if (!rests.ok) return rests.answer
      const found = await findAnyTenant(hub, request.path.slug)
      if (!found.ok) return answerRefusal(hub, request, found)
      const changed = await changeTenant(administrationIn(request, found.value), {
        slug: found.value.slug,
        changes: tenantChangesOf(request.body),
        expectedRevision: rests.revision,
      })
      return changed.ok
        ? answerRecord(changed.value.tenant, view(changed.value.tenant))
        : answerRefusal(hub, request, changed)
    },
    suspendTenant: (request) => changeStatus(request, request.path.slug, 'suspend'),
    resumeTenant: (request) => changeStatus(request, request.path.slug, 'resume'),
  }

  function administrationIn(request: ManagementRequest, tenant: Parameters<typeof fromAbove>[1]) {
    return fromAbove(administrationOf(dependencies, request), tenant)
  }

  async function changeStatus<Id extends 'suspendTenant' | 'resumeTenant'>(
    request: ManagementRequest<Id>,
    slug: string,
    change: 'suspend' | 'resume',
  ) {
    const found = await findAnyTenant(hub, slug)
    if (!found.ok) return answerRefusal(hub, request, found)
    const changed = await changeTenantStatus(administrationIn(request, found.value), { slug, change })
    return changed.ok
      ? answerRecord(changed.value.tenant, view(changed.value.tenant))
      : answerRefusal(hub, request, changed)
  }
}
