import type { AdministrationVerbs, Id } from '@identity-hub/core'
import type { Connection } from './connection.ts'
import { writeEvents } from './events.ts'
import { toFlag } from './flag.ts'
import { readTenant } from './tenants.ts'

const ALLOW_IN_QUERY = 'UPDATE tenants SET access_token_in_query = ?2 WHERE id = ?1 AND access_token_in_query <> ?2'

export function changeTenant(
  db: Connection,
  tenantId: Id,
  input: Parameters<AdministrationVerbs['changeTenant']>[0],
): Awaited<ReturnType<AdministrationVerbs['changeTenant']>> {
  if (db.run(ALLOW_IN_QUERY, tenantId, toFlag(input.change.allowed)) === 0) return { outcome: 'unchanged' }
  writeEvents(db, tenantId, input.events)
  return { outcome: 'changed', tenant: readTenant(db, tenantId) }
}
