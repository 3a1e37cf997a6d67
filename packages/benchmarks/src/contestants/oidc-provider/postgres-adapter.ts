import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider'
import { Pool } from 'pg'
import { grantable } from './grantable.ts'

const CONNECTIONS = 10

/** The documented shape over one table: each call is one prepared statement and one durable commit. */
export async function postgresAdapters(url: string): Promise<AdapterFactory> {
  const pool = new Pool({ connectionString: url, max: CONNECTIONS })
  await pool.query(`
    CREATE TABLE IF NOT EXISTS records (
      model text NOT NULL,
      id text NOT NULL,
      payload jsonb NOT NULL,
      grant_id text,
      uid text,
      consumed_at bigint,
      expires_at timestamptz,
      PRIMARY KEY (model, id)
    );
    CREATE INDEX IF NOT EXISTS records_of_grant ON records (grant_id) WHERE grant_id IS NOT NULL;
    CREATE INDEX IF NOT EXISTS records_by_uid ON records (uid) WHERE uid IS NOT NULL;
  `)
  const run = (name: string, text: string, values: readonly unknown[]) =>
    pool.query<Row>({ name, text, values: [...values] })

  return (model): Adapter => ({
    upsert: async (id, payload, expiresIn) => {
      const grantId = grantable.has(model) ? payload.grantId : null
      await run('upsert', UPSERT, [model, id, payload, grantId, payload.uid, expiresAtOf(expiresIn)])
    },
    find: async (id) => payloadOf((await run('find', FIND, [model, id])).rows),
    findByUid: async (uid) => payloadOf((await run('find-by-uid', FIND_BY_UID, [model, uid])).rows),
    findByUserCode: async () => undefined,
    consume: async (id) => void (await run('consume', CONSUME, [model, id, Math.floor(Date.now() / 1000)])),
    destroy: async (id) => void (await run('destroy', DESTROY, [model, id])),
    revokeByGrantId: async (grantId) => void (await run('revoke', REVOKE, [grantId])),
  })
}

interface Row {
  readonly payload: AdapterPayload
  /** A bigint comes as text. */
  readonly consumed_at: string | null
}

const UPSERT = `
  INSERT INTO records (model, id, payload, grant_id, uid, expires_at) VALUES ($1, $2, $3, $4, $5, $6)
  ON CONFLICT (model, id) DO UPDATE
  SET payload = excluded.payload, grant_id = excluded.grant_id, uid = excluded.uid, expires_at = excluded.expires_at`
const FIND = `
  SELECT payload, consumed_at FROM records
  WHERE model = $1 AND id = $2 AND (expires_at IS NULL OR expires_at > now())`
const FIND_BY_UID = `
  SELECT payload, consumed_at FROM records
  WHERE model = $1 AND uid = $2 AND (expires_at IS NULL OR expires_at > now())`
const CONSUME = 'UPDATE records SET consumed_at = $3 WHERE model = $1 AND id = $2'
const DESTROY = 'DELETE FROM records WHERE model = $1 AND id = $2'
const REVOKE = 'DELETE FROM records WHERE grant_id = $1'

const expiresAtOf = (expiresIn: number | undefined): Date | null =>
  expiresIn ? new Date(Date.now() + expiresIn * 1000) : null

function payloadOf([row]: readonly Row[]): AdapterPayload | undefined {
  if (row === undefined) return undefined
  return row.consumed_at === null ? row.payload : { ...row.payload, consumed: Number(row.consumed_at) }
}
