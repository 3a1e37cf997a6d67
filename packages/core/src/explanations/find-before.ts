import type { HubEvent } from '../events/events.ts'
import { instantOf } from '../issued-values/id.ts'
import type { EventFilter } from '../storage/administration/events.ts'
import type { Position } from '../storage/administration/page.ts'
import type { TenantStorage } from '../storage/port.ts'

const MOST_EVENTS = 200
// A page ends after a bounded look at the events of all tenants, whatever it found.
const MOST_PAGES = 5
// Replicas agree about the time as far as this.
const CLOCKS_APART_MILLISECONDS = 1_000

/** Events between the beginning of a grant and one that is about it, the newest first: as far back as a bounded look goes. */
export async function findBefore(
  storage: Pick<TenantStorage, 'listEvents'>,
  { at, grantId }: Pick<HubEvent, 'at' | 'grantId'>,
  wanted: EventFilter,
): Promise<readonly HubEvent[]> {
  const since = grantId === null ? 0 : instantOf(grantId) - CLOCKS_APART_MILLISECONDS
  const filter = { ...wanted, since, until: at + CLOCKS_APART_MILLISECONDS }
  const found: HubEvent[] = []
  let after: Position | null = null
  for (let page = 0; page < MOST_PAGES && found.length < MOST_EVENTS; page += 1) {
    const { rows, next }: Awaited<ReturnType<TenantStorage['listEvents']>> = await storage.listEvents({
      filter,
      after,
      limit: MOST_EVENTS,
    })
    found.push(...rows)
    if (next === null) break
    after = next
  }
  return found
}
