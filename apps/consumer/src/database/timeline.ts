import type { DatabaseSync } from 'node:sqlite'

/** Something that happened to a grant. */
export type TimelineEvent =
  /** The person came back from the hub, and the grant began. */
  | { readonly event: 'signed-in' }
  /** The identity API answered. `reason` is the error code of a refusal. */
  | { readonly event: 'called'; readonly status: number; readonly reason?: string }
  /** New tokens were saved. */
  | { readonly event: 'refreshed' }
  /** The hub could not be reached; the tokens are kept, and the next run tries again. */
  | { readonly event: 'hub-away' }
  /** The hub answered with something that is neither; the tokens are kept. */
  | { readonly event: 'failed'; readonly reason: string }
  /** The grant is over: `invalid_grant` from the hub, otherwise this app's own doing. */
  | { readonly event: 'stopped'; readonly reason: string }

export type TimelineEntry = TimelineEvent & {
  readonly id: number
  readonly grantId: string
  /** Epoch milliseconds. */
  readonly at: number
  /** The hub's name for the request behind it. */
  readonly requestId?: string
}

/** How many entries of one grant are kept. */
const keptEntries = 2_000

export interface Timeline {
  add(
    grantId: string,
    event: TimelineEvent,
    details: { readonly at: number; readonly requestId?: string | undefined },
  ): void
  /** Newest first, older than `before` if it is given. */
  list(
    grantIds: readonly string[],
    page: { readonly limit: number; readonly before?: number | undefined },
  ): TimelineEntry[]
}

export function createTimeline(database: DatabaseSync): Timeline {
  const insert = database.prepare(
    'INSERT INTO timeline (grant_id, at, event, status, reason, request_id) VALUES (?, ?, ?, ?, ?, ?)',
  )
  const prune = database.prepare(
    `DELETE FROM timeline WHERE grant_id = ?1 AND id <=
       (SELECT id FROM timeline WHERE grant_id = ?1 ORDER BY id DESC LIMIT 1 OFFSET ${keptEntries})`,
  )
  const select = database.prepare(
    `SELECT id, grant_id, at, event, status, reason, request_id FROM timeline
     WHERE grant_id IN (SELECT value FROM json_each(?)) AND id < ? ORDER BY id DESC LIMIT ?`,
  )

  return {
    add(grantId, event, { at, requestId }) {
      const status = 'status' in event ? event.status : null
      const reason = 'reason' in event ? (event.reason ?? null) : null
      insert.run(grantId, at, event.event, status, reason, requestId ?? null)
      prune.run(grantId)
    },
    list: (grantIds, { limit, before = Number.MAX_SAFE_INTEGER }) =>
      select.all(JSON.stringify(grantIds), before, limit).map(entryOf),
  }
}

function entryOf(row: Readonly<Record<string, unknown>>): TimelineEntry {
  const requestId = row['request_id']
  return {
    ...eventOf(String(row['event']), row),
    id: Number(row['id']),
    grantId: String(row['grant_id']),
    at: Number(row['at']),
    ...(typeof requestId === 'string' && { requestId }),
  }
}

function eventOf(event: string, { status, reason }: Readonly<Record<string, unknown>>): TimelineEvent {
  const text = typeof reason === 'string' ? reason : ''
  if (event === 'called') return { event, status: Number(status), ...(text && { reason: text }) }
  if (event === 'failed' || event === 'stopped') return { event, reason: text }
  if (event === 'signed-in' || event === 'refreshed' || event === 'hub-away') return { event }
  throw new Error(`The timeline has an unknown event: ${event}`)
}
