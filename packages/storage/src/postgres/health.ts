import { randomBytes } from 'node:crypto'
import type { Health } from '@identity-hub/core'
import { checkReader, OutdatedReleaseError } from '../schema-version.ts'
import type { Connection } from './connection.ts'
import { OWN_VERSION } from './migrations/migrations.ts'
import { isFull, isReadOnly } from './postgres-error.ts'
import { MAX_SKEW_MILLISECONDS, NOTABLE_SKEW_MILLISECONDS, type SkewWatch } from './skew.ts'
import type { Transaction, Transactions } from './transactions.ts'

const LOOK = `
  SELECT pg_is_in_recovery() OR current_setting('default_transaction_read_only') = 'on' AS "isReadOnly",
    current_database() AS database, version, minimum_reader AS "minimumReader"
  FROM schema`
// More than what may be free within the pages.
const FILL = `INSERT INTO one_time (tenant_id, kind, id, data, expires_at) VALUES ('', 'probe', '', $1, 0)`
const FILL_BYTES = 32_768

interface Look {
  readonly isReadOnly: boolean
  readonly database: string
  readonly version: number
  readonly minimumReader: number
}

/**
 * Asks the database itself. After a write has failed it is ready only when a large one went well: that a small one has
 * passed meanwhile says nothing. The answers throw `OutdatedReleaseError`.
 */
export function createHealth(
  transactions: Transactions,
  watch: SkewWatch,
): () => Promise<Pick<Health, 'status' | 'skewMilliseconds'>> {
  let overcome = 0

  async function probe(): Promise<void> {
    const failures = transactions.failures()
    if (failures === overcome) return
    await transactions.write(tryToWrite)
    overcome = failures
  }

  return async () => {
    let skew = 0
    try {
      const lookAt = async (db: Connection): Promise<Look | undefined> => {
        skew = await watch.measure(db)
        return db.one<Look>(LOOK)
      }
      // A busy hub is a healthy one.
      const look = await transactions.read(lookAt, { isUrgent: true })
      if (look === undefined) return { status: 'away' }
      checkReader(`the PostgreSQL database ${look.database}`, look, OWN_VERSION)
      if (look.isReadOnly) return { status: 'read-only' }
      await probe()
    } catch (error) {
      if (error instanceof OutdatedReleaseError) throw error
      return { status: refusesWrites(error) ? 'read-only' : 'away' }
    }
    const status = Math.abs(skew) >= MAX_SKEW_MILLISECONDS ? 'skewed' : 'ready'
    return { status, ...(Math.abs(skew) >= NOTABLE_SKEW_MILLISECONDS ? { skewMilliseconds: skew } : {}) }
  }
}

async function tryToWrite(db: Transaction): Promise<void> {
  await db.run(FILL, randomBytes(FILL_BYTES).toString('base64'))
  db.undo()
}

function refusesWrites(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined
  return isReadOnly(cause) || isFull(cause)
}
