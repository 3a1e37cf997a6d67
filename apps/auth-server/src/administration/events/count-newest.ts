import type { EventCount, HubEvent, Page, PageRequest, TenantStorage } from '@identity-hub/core'
import { beginOf } from './count-by-interval.ts'

const PAGE_ROWS = 200
/** A tenant with more of them in a minute or two does not miss those. */
const MOST_EVENTS = 1_000

/** Events that housekeeping has not come to yet, by hour; null: too many to look at each. */
export async function countNewest(
  storage: TenantStorage,
  between: { readonly since: number; readonly until: number },
): Promise<readonly EventCount[] | null> {
  const counts = new Map<string, EventCount>()
  let after: PageRequest['after'] = null
  let looked = 0
  do {
    if (looked >= MOST_EVENTS) return null
    const page: Page<HubEvent> = await storage.listEvents({ after, limit: PAGE_ROWS, filter: between })
    for (const { at, type, outcome } of page.rows) {
      const hour = beginOf(at, 'hour')
      const key = `${hour} ${type} ${outcome}`
      counts.set(key, { hour, type, outcome, count: (counts.get(key)?.count ?? 0) + 1 })
    }
    looked += page.rows.length
    after = page.next
  } while (after !== null)
  return [...counts.values()]
}
