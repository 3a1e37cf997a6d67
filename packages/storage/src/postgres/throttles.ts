import type { Id, ThrottleKey, ThrottleVerbs } from '@identity-hub/core'
import { toBlob } from '../rows/values.ts'
import type { Transaction } from './transactions.ts'

interface Window {
  readonly count: number
  readonly until: number
}

const READ = `
  SELECT count, until FROM throttles WHERE tenant_id = $1 AND kind = $2 AND key_hash = $3 AND until > $4`
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
  const before: number[] = []
  for (const { kind, keyHash, limit } of keys) {
    const window = await db.one<Window>(READ, tenantId, kind, toBlob(keyHash), now)
    if (window !== undefined && window.count >= limit) before.push(window.until)
  }
  if (before.length > 0) return { outcome: 'delayed', until: Math.max(...before) }

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
