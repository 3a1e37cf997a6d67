import type { HubStorage, RestoredTenant } from '@identity-hub/core'
import { countLive, END_ALL, type LiveRow, toRestored } from '../rows/restore.ts'
import type { Connection } from './connection.ts'
import type { Connections } from './connections.ts'
import { writeRefusals as writeEvents } from './events.ts'
import { isOutage, toUnavailable } from './postgres-error.ts'
import { readTenants } from './tenants.ts'

const LIVE = countLive('$1')

// It counts and writes whole tables, once.
const PATIENCE_MILLISECONDS = 3_600_000
const BEGIN = `
  BEGIN; SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0;
  SET LOCAL enable_seqscan = on; SET LOCAL enable_hashjoin = on`

/** When its end is lost with the connection, it can be done again. */
export function restore(
  connections: Connections,
  input: Parameters<HubStorage['restore']>[0],
): Promise<readonly RestoredTenant[]> {
  const end = async (db: Connection): Promise<readonly RestoredTenant[]> => {
    await db.execute(BEGIN)
    const live = await db.all<LiveRow>(LIVE, input.now)
    for (const statement of END_ALL) await db.run(statement)
    const restored = toRestored(await readTenants(db), live)
    const events = restored.flatMap((one) => input.describe(one).map((event) => ({ tenantId: one.tenant.id, event })))
    await writeEvents(db, events)
    await db.execute('COMMIT')
    return restored
  }
  return connections.use(end, { patienceMilliseconds: PATIENCE_MILLISECONDS }).catch((error: unknown) => {
    throw isOutage(error) ? toUnavailable(error) : error
  })
}
