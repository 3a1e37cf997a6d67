import type { DatabaseSync } from 'node:sqlite'
import { hashOf, randomId } from './random-id.ts'

export interface Session {
  readonly grantId: string
  /** Worth a new cookie: the browser's one would otherwise run out first. */
  readonly isRenewed: boolean
}

export interface Sessions {
  /** Makes a session and returns the cookie's value, of which only the hash is kept. */
  begin(grantId: string, now: number): string
  find(cookie: string, now: number): Session | undefined
  end(cookie: string): void
  purge(now: number): void
}

/** As long as a hub's refresh token usually lasts without being used. */
export const sessionIdleSeconds = 30 * 86_400
const absoluteMilliseconds = 180 * 86_400_000
const renewMilliseconds = 3_600_000

/** Browsers that are signed in here, each with one grant. They last over restarts, of the browser and of this app. */
export function createSessions(database: DatabaseSync): Sessions {
  const insert = database.prepare('INSERT INTO sessions (hash, grant_id, created_at, seen_at) VALUES (?, ?, ?, ?)')
  const select = database.prepare(
    'SELECT grant_id, seen_at FROM sessions WHERE hash = ? AND seen_at > ? AND created_at > ?',
  )
  const touch = database.prepare('UPDATE sessions SET seen_at = ? WHERE hash = ?')
  const remove = database.prepare('DELETE FROM sessions WHERE hash = ?')
  const removeOld = database.prepare('DELETE FROM sessions WHERE seen_at <= ? OR created_at <= ?')

  return {
    begin(grantId, now) {
      const cookie = randomId()
      insert.run(hashOf(cookie), grantId, now, now)
      return cookie
    },
    find(cookie, now) {
      const hash = hashOf(cookie)
      const row = select.get(hash, ...limits(now))
      if (!row) return undefined
      const isRenewed = now - Number(row['seen_at']) > renewMilliseconds
      if (isRenewed) touch.run(now, hash)
      return { grantId: String(row['grant_id']), isRenewed }
    },
    end: (cookie) => void remove.run(hashOf(cookie)),
    purge: (now) => void removeOld.run(...limits(now)),
  }
}

function limits(now: number): [seenAfter: number, createdAfter: number] {
  return [now - sessionIdleSeconds * 1000, now - absoluteMilliseconds]
}
