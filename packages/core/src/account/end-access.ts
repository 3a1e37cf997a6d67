import { describeEvent } from '../events/describe-event.ts'
import type { SignedIn } from '../interaction/settings.ts'
import type { RequestFacts } from '../request-facts.ts'
import type { TenantStorage } from '../storage/port.ts'

const ID = /^[0-9a-z]{26}$/
const MOST_GRANTS_TOLD = 500

/**
 * Takes back what a person allowed a client, and ends its grants, also those that no consent was asked for. What is not
 * theirs, has ended or never was is answered alike.
 * @param client the client's record id, or anything else
 */
export async function endAccess(
  storage: TenantStorage,
  { account }: SignedIn,
  client: string,
  facts: RequestFacts,
): Promise<void> {
  if (!ID.test(client)) return
  const { now } = facts
  const own = { accountId: account.id, client, after: null, now }
  const [consents, grants] = await Promise.all([
    storage.listConsents({ ...own, limit: 1 }),
    storage.listGrants({ ...own, live: true, limit: MOST_GRANTS_TOLD }),
  ])
  const subjects = { actor: account.id, subject: account.id, client }
  await storage.withdrawConsent({
    accountId: account.id,
    client,
    now,
    events: {
      withdrawn: [
        ...consents.rows.map(({ clientId }) => describeEvent(facts, 'consent.withdrawn', { clientId }, subjects)),
        ...grants.rows.map(({ id }) => describeEvent(facts, 'grant.revoked', {}, { ...subjects, grantId: id })),
      ],
    },
  })
}

/**
 * Ends one session of the person; grants stay. What is not theirs, has ended or never was is answered alike.
 * @param sessionId a session's record id, or anything else
 */
export async function endOwnSession(
  storage: TenantStorage,
  { session, account }: SignedIn,
  sessionId: string,
  facts: RequestFacts,
): Promise<void> {
  if (!ID.test(sessionId)) return
  const subjects = { actor: account.id, subject: account.id }
  const event =
    sessionId === session.id
      ? describeEvent(facts, 'account.signed_out', {}, subjects)
      : describeEvent(facts, 'session.ended', { sessionId }, subjects)
  await storage.endSessionById({ sessionId, accountId: account.id, now: facts.now, events: [event] })
}

/** Ends every session of the person, this one, too; grants stay. */
export async function signOutEverywhere(
  storage: TenantStorage,
  { account }: Pick<SignedIn, 'account'>,
  facts: RequestFacts,
): Promise<{ readonly count: number }> {
  const subjects = { actor: account.id, subject: account.id }
  return storage.endSessions({
    accountId: account.id,
    keepSessionId: null,
    now: facts.now,
    events: [describeEvent(facts, 'session.ended', {}, subjects)],
  })
}
