import type { Id, TenantStorage } from '@identity-hub/core'
import { administrativeEvent, done, unknown, type Administration, type Result } from '../administration.ts'
import { findUserToChange } from '../users/change-user.ts'

/** Signs a person out in one browser; what apps were granted stays. */
export async function endSession(
  administration: Administration,
  storage: TenantStorage,
  sessionId: Id,
): Promise<Result<null>> {
  const now = administration.now()
  const found = await storage.findSession({ sessionId, now })
  if (found.outcome === 'unknown') return noSuchSession(storage, sessionId)
  const { accountId } = found.session
  const user = await findUserToChange(administration, storage, accountId)
  if (!user.ok) return user
  const ended = await storage.endSessionById({
    sessionId,
    accountId,
    now,
    events: [administrativeEvent(administration, 'session.ended', { sessionId }, { subject: accountId })],
  })
  return ended.outcome === 'ended' ? done(null) : noSuchSession(storage, sessionId)
}

function noSuchSession({ tenant }: TenantStorage, sessionId: Id) {
  return unknown('session', `there is no session ${sessionId} in the tenant ${tenant.slug}`)
}

/** Signs a person out everywhere. */
export async function endUserSessions(
  administration: Administration,
  storage: TenantStorage,
  id: Id,
): Promise<Result<{ readonly count: number }>> {
  const user = await findUserToChange(administration, storage, id)
  if (!user.ok) return user
  const { count } = await storage.endSessions({
    accountId: id,
    keepSessionId: null,
    now: administration.now(),
    events: [administrativeEvent(administration, 'session.ended', {}, { subject: id })],
  })
  return done({ count })
}
