import type {
  HubEvent,
  Id,
  ListedConsent,
  ListedGrant,
  ListedSession,
  Page,
  PageRequest,
  TenantStorage,
} from '@identity-hub/core'
import { administrativeEvent, done, type Administration, type Result } from '../administration.ts'
import { findUserById, type User } from './user.ts'

export interface UserExport extends User {
  /** Epoch milliseconds. */
  readonly exportedAt: number
  readonly sessions: readonly ListedSession[]
  readonly consents: readonly ListedConsent[]
  readonly grants: readonly ListedGrant[]
  readonly events: readonly HubEvent[]
  /** false: there is more of a kind than an export holds; of those it has the newest. */
  readonly complete: boolean
}

const MOST_OF_A_KIND = 10_000
const PAGE_ROWS = 200

/** Everything that the hub keeps about a person. That it was taken is an event of theirs. */
export async function exportUser(
  administration: Administration,
  storage: TenantStorage,
  id: Id,
): Promise<Result<UserExport>> {
  const user = await findUserById(storage, id)
  if (!user.ok) return user
  await storage.recordEvents({ events: [administrativeEvent(administration, 'account.exported', {}, { subject: id })] })
  const now = administration.now()
  const sessions = await collect((page) => storage.listSessions({ ...page, accountId: id, now }))
  const consents = await collect((page) => storage.listConsents({ ...page, accountId: id }))
  const grants = await collect((page) => storage.listGrants({ ...page, accountId: id, now }))
  const events = await collect((page) => storage.listEvents({ ...page, filter: { subject: id } }))
  return done({
    ...user.value,
    exportedAt: now,
    sessions: sessions.rows,
    consents: consents.rows,
    grants: grants.rows,
    events: events.rows,
    complete: [sessions, consents, grants, events].every(({ complete }) => complete),
  })
}

async function collect<Row>(
  list: (page: PageRequest) => Promise<Page<Row>>,
): Promise<{ readonly rows: readonly Row[]; readonly complete: boolean }> {
  const rows: Row[] = []
  let after: PageRequest['after'] = null
  do {
    const page: Page<Row> = await list({ after, limit: Math.min(PAGE_ROWS, MOST_OF_A_KIND - rows.length) })
    rows.push(...page.rows)
    after = page.next
  } while (after !== null && rows.length < MOST_OF_A_KIND)
  return { rows, complete: after === null }
}
