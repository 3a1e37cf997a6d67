import type { AttemptOutcome, Id, ThrottleKey, ThrottleVerbs } from '@identity-hub/core'
import { toBlob } from '../rows/values.ts'
import type { OfTenant } from './batch-fields.ts'
import type { Connection } from './connection.ts'
import { inOrder as inOrderOf, type Numbered } from './numbered.ts'
import type { Transaction } from './transactions.ts'

export interface Window {
  readonly count: number
  readonly until: number
}

export type WindowKey = OfTenant & Pick<ThrottleKey, 'kind' | 'keyHash'>

const WINDOWS = `
  SELECT q.n, found.*
  FROM unnest($1::text[], $2::text[], $3::bytea[]) WITH ORDINALITY AS q(tenant_id, kind, key_hash, n)
    CROSS JOIN LATERAL (
      SELECT t.count, t.until FROM throttles t
      WHERE t.tenant_id = q.tenant_id AND t.kind = q.kind AND t.key_hash = q.key_hash OFFSET 0) AS found`

/** In the order of what is wanted, closed ones too; null: nothing was counted. */
export async function readWindows(db: Connection, wanted: readonly WindowKey[]): Promise<(Window | null)[]> {
  const tenantIds = wanted.map(({ tenantId }) => tenantId)
  const kinds = wanted.map(({ kind }) => kind)
  const hashes = wanted.map(({ keyHash }) => toBlob(keyHash))
  const rows = await db.all<Numbered<Window>>(WINDOWS, tenantIds, kinds, hashes)
  return inOrderOf<Window, Window | null>(wanted, rows, (row) => row, null)
}

/** @param windows in the order of the keys */
export function delayOf(
  keys: readonly ThrottleKey[],
  windows: readonly (Window | null)[],
  now: number,
): AttemptOutcome {
  const full = windows.flatMap((window, index) => {
    const isFull = window !== null && window.until > now && window.count >= (keys[index]?.limit ?? 0)
    return isFull ? [window.until] : []
  })
  return full.length > 0 ? { outcome: 'delayed', until: Math.max(...full) } : { outcome: 'allowed' }
}

const COUNT = `
  INSERT INTO throttles AS t (tenant_id, kind, key_hash, count, until) VALUES ($1, $2, $3, 1, $5)
  ON CONFLICT (tenant_id, kind, key_hash) DO UPDATE SET
    count = CASE WHEN t.until > $4 THEN t.count + 1 ELSE 1 END,
    until = CASE WHEN t.until > $4 THEN t.until ELSE excluded.until END
  RETURNING count, until`

/** A fixed window per key: it opens with the first attempt and closes by itself. All keys count, or none. */
export async function countAttempt(
  db: Transaction,
  tenantId: Id,
  input: { keys: readonly ThrottleKey[]; now: number },
): ReturnType<ThrottleVerbs['countAttempt']> {
  const { now } = input
  const keys = inOrder(input.keys)
  // Whoever is being slowed down shall not cause writes.
  const windows = await readWindows(
    db,
    keys.map(({ kind, keyHash }) => ({ tenantId, kind, keyHash })),
  )
  const before = delayOf(keys, windows, now)
  if (before.outcome === 'delayed') return before

  // Others may have counted meanwhile. From here on they wait for this transaction.
  const full: number[] = []
  for (const { kind, keyHash, limit, windowSeconds } of keys) {
    const values = [tenantId, kind, toBlob(keyHash), now, now + windowSeconds * 1000] as const
    const window = await db.one<Window>(COUNT, ...values)
    if (window !== undefined && window.count > limit) full.push(window.until)
  }
  if (full.length === 0) return { outcome: 'allowed' }
  db.undo()
  return { outcome: 'delayed', until: Math.max(...full) }
}

const CLEAR = 'DELETE FROM throttles WHERE tenant_id = $1 AND kind = $2 AND key_hash = $3'
const GIVE_BACK = `
  UPDATE throttles SET count = count - 1
  WHERE tenant_id = $1 AND kind = $2 AND key_hash = $3 AND until > $4 AND count > 0`

export async function settleAttempt(
  db: Transaction,
  tenantId: Id,
  input: Parameters<ThrottleVerbs['settleAttempt']>[0],
): Promise<{ outcome: 'settled' }> {
  const steps = [
    ...input.clear.map((key) => ({ ...key, clear: true })),
    ...input.giveBack.map((key) => ({ ...key, clear: false })),
  ]
  for (const { kind, keyHash, clear } of inOrder(steps))
    if (clear) await db.run(CLEAR, tenantId, kind, toBlob(keyHash))
    else await db.run(GIVE_BACK, tenantId, kind, toBlob(keyHash), input.now)
  return { outcome: 'settled' }
}

/** Everybody locks in the same order, so nobody waits for somebody who waits for them. */
function inOrder<Key extends Pick<ThrottleKey, 'kind' | 'keyHash'>>(keys: readonly Key[]): Key[] {
  const place = ({ kind, keyHash }: Key): string => `${kind} ${keyHash}`
  return keys.toSorted((a, b) => (place(a) < place(b) ? -1 : Number(place(a) > place(b))))
}
