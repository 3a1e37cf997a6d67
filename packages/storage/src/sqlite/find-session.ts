import type { AccessVerbs, Id } from '@identity-hub/core'
import { listOfOneSession } from '../lists/one-session.ts'
import type { Connection } from './connection.ts'
import { type Commits, readPage } from './lists.ts'

export async function findSession(
  db: Connection,
  commits: Commits,
  tenantId: Id,
  input: Parameters<AccessVerbs['findSession']>[0],
): ReturnType<AccessVerbs['findSession']> {
  const { rows } = await readPage(db, commits, listOfOneSession(tenantId, input), { after: null, limit: 1 })
  const [session] = rows
  return session === undefined ? { outcome: 'unknown' } : { outcome: 'found', session }
}
