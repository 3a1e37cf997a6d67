import { describeRefusal, type EventSubjects, type HubStorage, type RefusalReasons } from '@identity-hub/core'
import { visitOf } from '../http/visit.ts'
import type { ManagementContext } from './context.ts'

/** Tells the log and the events why a request was refused; `subjects` are those of the tenant in the path. */
export function recordManagementRefusal(
  hub: HubStorage,
  { context, operationId }: { readonly context: ManagementContext; readonly operationId: string },
  reason: RefusalReasons['management.refused'],
  subjects: EventSubjects = {},
): void {
  const { ctx, facts, tenant, principal } = context
  visitOf(ctx).reason = reason
  const actor = principal?.actor ?? subjects.actor ?? null
  const data = { operation: operationId }
  hub.recordRefusal(tenant, describeRefusal(facts, 'management.refused', reason, data, { ...subjects, actor }))
}
