import type { DatabaseSync } from 'node:sqlite'
import type { PendingAuthorization } from '@identity-hub/client'
import { transaction } from './open-database.ts'
import { hashOf } from './random-id.ts'
import type { Sealer } from './sealer.ts'

/** What browsers have begun at the hub. `browser` is the value of the browser's cookie. */
export interface PendingAuthorizations {
  remember(browser: string, pending: PendingAuthorization): void
  /** Reads and deletes in one step: of two equal requests only one gets it. */
  take(browser: string, state: string): PendingAuthorization | undefined
  purge(now: number): void
}

export const pendingSeconds = 3_600

/** A tab each; the oldest gives way. */
const perBrowser = 20
/** Anybody can start a sign-in, so all of them together are bounded, too. */
const altogether = 50_000

export function createPendingAuthorizations(database: DatabaseSync, sealer: Sealer): PendingAuthorizations {
  const insert = database.prepare(
    'INSERT INTO pending_authorizations (state_hash, browser_hash, sealed, created_at) VALUES (?, ?, ?, ?)',
  )
  const keepNewest = database.prepare(
    `DELETE FROM pending_authorizations WHERE browser_hash = ?1 AND id <=
       (SELECT id FROM pending_authorizations WHERE browser_hash = ?1 ORDER BY id DESC LIMIT 1 OFFSET ${perBrowser})`,
  )
  const keepRecent = database.prepare(
    `DELETE FROM pending_authorizations WHERE id <=
       (SELECT id FROM pending_authorizations ORDER BY id DESC LIMIT 1 OFFSET ${altogether})`,
  )
  const take = database.prepare(
    'DELETE FROM pending_authorizations WHERE state_hash = ? AND browser_hash = ? RETURNING sealed',
  )
  const removeOld = database.prepare('DELETE FROM pending_authorizations WHERE created_at < ?')

  return {
    remember(browser, pending) {
      const stateHash = hashOf(pending.state)
      const sealed = sealer.seal(JSON.stringify(pending), labelOf(stateHash))
      transaction(database, () => {
        insert.run(stateHash, hashOf(browser), sealed, pending.createdAt)
        keepNewest.run(hashOf(browser))
        keepRecent.run()
      })
    },
    take(browser, state) {
      const stateHash = hashOf(state)
      const sealed = take.get(stateHash, hashOf(browser))?.['sealed']
      if (!(sealed instanceof Uint8Array)) return undefined
      const pending: PendingAuthorization = JSON.parse(sealer.open(sealed, labelOf(stateHash)))
      return pending
    },
    purge: (now) => void removeOld.run(now - pendingSeconds * 1000),
  }
}

function labelOf(stateHash: string): string {
  return `pending:${stateHash}`
}
