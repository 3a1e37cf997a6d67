import { openStorage } from '@identity-hub/storage'
import type { Hub } from './hub.ts'

const SLICE_ROWS = 1_000
/** Housekeeping leaves out what is so new that a transaction may still be writing it. */
const GRACE_MILLISECONDS = 60_000

/** Counts all of the hub's events at once, as its housekeeping does once a minute with those before. */
export async function countEvents(hub: Hub): Promise<void> {
  const now = Date.now() + GRACE_MILLISECONDS + 1_000
  const storage = await openStorage(hub.environment['HUB_DATABASE_URL'] ?? '')
  try {
    while ((await storage.purge({ now, limit: SLICE_ROWS })).outcome === 'more');
  } finally {
    await storage.close()
  }
}
