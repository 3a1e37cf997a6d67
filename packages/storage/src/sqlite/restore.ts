import type { HubStorage, RestoredTenant } from '@identity-hub/core'
import { countLive, END_ALL, type LiveRow, toRestored } from '../rows/restore.ts'
import type { Connection } from './connection.ts'
import { writeEvents } from './events.ts'
import { readTenants } from './tenants.ts'

const LIVE = countLive('?1')

export function restore(db: Connection, input: Parameters<HubStorage['restore']>[0]): readonly RestoredTenant[] {
  const live = db.all<LiveRow>(LIVE, input.now)
  for (const statement of END_ALL) db.run(statement)
  const restored = toRestored(readTenants(db), live)
  for (const one of restored) writeEvents(db, one.tenant.id, input.describe(one))
  return restored
}
