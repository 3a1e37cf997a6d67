import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider'
import { openDurableSqlite } from '../durable-sqlite.ts'
import { grantable } from './grantable.ts'

/**
 * The documented shape over one table: each call is one statement and one commit, as the interface asks for. The
 * interface has no way to say that two calls belong together, or to share a commit between requests.
 */
export function sqliteAdapters(path: string): AdapterFactory {
  const db = openDurableSqlite(path)
  db.exec(`
    CREATE TABLE IF NOT EXISTS records (
      model TEXT NOT NULL,
      id TEXT NOT NULL,
      payload TEXT NOT NULL,
      grant_id TEXT,
      uid TEXT,
      consumed_at INTEGER,
      expires_at INTEGER,
      PRIMARY KEY (model, id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS records_of_grant ON records (grant_id) WHERE grant_id IS NOT NULL;
    CREATE INDEX IF NOT EXISTS records_by_uid ON records (uid) WHERE uid IS NOT NULL;
  `)
  const upsert = db.prepare(`
    INSERT INTO records (model, id, payload, grant_id, uid, expires_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
    ON CONFLICT DO UPDATE SET payload = ?3, grant_id = ?4, uid = ?5, expires_at = ?6`)
  const find = db.prepare(`
    SELECT payload, consumed_at AS consumedAt FROM records
    WHERE model = ?1 AND id = ?2 AND (expires_at IS NULL OR expires_at > ?3)`)
  const findByUid = db.prepare(`
    SELECT payload, consumed_at AS consumedAt FROM records
    WHERE uid = ?2 AND model = ?1 AND (expires_at IS NULL OR expires_at > ?3)`)
  const consume = db.prepare('UPDATE records SET consumed_at = ?3 WHERE model = ?1 AND id = ?2')
  const destroy = db.prepare('DELETE FROM records WHERE model = ?1 AND id = ?2')
  const revoke = db.prepare('DELETE FROM records WHERE grant_id = ?1')

  return (model): Adapter => ({
    upsert: async (id, payload, expiresIn) => {
      const grantId = grantable.has(model) ? (payload.grantId ?? null) : null
      upsert.run(model, id, JSON.stringify(payload), grantId, payload.uid ?? null, expiresAtOf(expiresIn))
    },
    find: async (id) => payloadOf(find.get(model, id, Date.now())),
    findByUid: async (uid) => payloadOf(findByUid.get(model, uid, Date.now())),
    findByUserCode: async () => undefined,
    consume: async (id) => void consume.run(model, id, Math.floor(Date.now() / 1000)),
    destroy: async (id) => void destroy.run(model, id),
    revokeByGrantId: async (grantId) => void revoke.run(grantId),
  })
}

const expiresAtOf = (expiresIn: number | undefined): number | null => (expiresIn ? Date.now() + expiresIn * 1000 : null)

function payloadOf(row: Record<string, unknown> | undefined): AdapterPayload | undefined {
  if (row === undefined) return undefined
  // What `upsert` wrote.
  const payload = JSON.parse(String(row['payload'])) as AdapterPayload
  return row['consumedAt'] === null ? payload : { ...payload, consumed: Number(row['consumedAt']) }
}
