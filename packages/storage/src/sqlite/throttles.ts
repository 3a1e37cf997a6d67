import type { AttemptOutcome, Id, ThrottleVerbs } from '@identity-hub/core'
import type { Connection } from './connection.ts'
import { toBlob } from '../rows/values.ts'

type Input = Parameters<ThrottleVerbs['countAttempt']>[0]

const READ = `
  SELECT count, until FROM throttles WHERE tenant_id = ?1 AND kind = ?2 AND key_hash = ?3 AND until > ?4`
const COUNT = `
  INSERT INTO throttles (tenant_id, kind, key_hash, count, until) VALUES (?1, ?2, ?3, 1, ?5)
  ON CONFLICT DO UPDATE SET
    count = iif(until > ?4, count + 1, 1),
    until = iif(until > ?4, until, excluded.until)`

export function findDelay(db: Connection, tenantId: Id, { keys, now }: Input): AttemptOutcome {
  const full = keys.flatMap(({ kind, keyHash, limit }) => {
    const window = db.one<{ count: number; until: number }>(READ, tenantId, kind, toBlob(keyHash), now)
    return window !== undefined && window.count >= limit ? [window.until] : []
  })
  return full.length > 0 ? { outcome: 'delayed', until: Math.max(...full) } : { outcome: 'allowed' }
}

/** A fixed window per key: it opens with the first attempt and closes by itself. All keys count, or none. */
export function countAttempt(db: Connection, tenantId: Id, input: Input): AttemptOutcome {
  const { keys, now } = input
  const found = findDelay(db, tenantId, input)
  if (found.outcome === 'allowed')
    for (const { kind, keyHash, windowSeconds } of keys)
      db.run(COUNT, tenantId, kind, toBlob(keyHash), now, now + windowSeconds * 1000)
  return found
}

const CLEAR = 'DELETE FROM throttles WHERE tenant_id = ?1 AND kind = ?2 AND key_hash = ?3'
const GIVE_BACK = `
  UPDATE throttles SET count = count - 1
  WHERE tenant_id = ?1 AND kind = ?2 AND key_hash = ?3 AND until > ?4 AND count > 0`

export function settleAttempt(
  db: Connection,
  tenantId: Id,
  input: Parameters<ThrottleVerbs['settleAttempt']>[0],
): { outcome: 'settled' } {
  for (const { kind, keyHash } of input.clear) db.run(CLEAR, tenantId, kind, toBlob(keyHash))
  for (const { kind, keyHash } of input.giveBack) db.run(GIVE_BACK, tenantId, kind, toBlob(keyHash), input.now)
  return { outcome: 'settled' }
}
