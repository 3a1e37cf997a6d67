import type { AdministrationVerbs, Id } from '@identity-hub/core'
import { writeEvents } from './events.ts'
import { readTenant } from './tenants.ts'
import type { Transaction } from './transactions.ts'

const ALLOW_IN_QUERY = 'UPDATE tenants SET access_token_in_query = $2 WHERE id = $1 AND access_token_in_query <> $2'

export async function changeTenant(
  db: Transaction,
  tenantId: Id,
  input: Parameters<AdministrationVerbs['changeTenant']>[0],
): ReturnType<AdministrationVerbs['changeTenant']> {
  if ((await db.run(ALLOW_IN_QUERY, tenantId, input.change.allowed)) === 0) return { outcome: 'unchanged' }
  await writeEvents(db, tenantId, input.events)
  return { outcome: 'changed', tenant: await readTenant(db, tenantId) }
}
