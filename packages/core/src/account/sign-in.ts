import { describeEvent } from '../events/describe-event.ts'
import { hashValue } from '../issued-values/issued-value.ts'
import { newId } from '../issued-values/id.ts'
import { SESSION_ABSOLUTE_SECONDS, SESSION_IDLE_SECONDS } from '../interaction/lifetimes.ts'
import type { RequestFacts } from '../request-facts.ts'
import type { TenantStorage } from '../storage/port.ts'
import type { Account, Interaction } from '../storage/records.ts'

export type SignInResult =
  | {
      readonly outcome: 'signed-in'
      readonly interaction: Interaction
      /** The new cookie's value: 256 random bits; only its hash is stored. */
      readonly sessionValue: string
      readonly sessionHash: string
    }
  | { readonly outcome: 'refused'; readonly reason: 'account_blocked' | 'interaction_expired' | 'interaction_done' }
  | { readonly outcome: 'stale' }

/** Starts a session with a new id, whatever cookie the browser brought (no fixation), and moves the interaction on. */
export async function signIn(
  storage: TenantStorage,
  interaction: Interaction,
  account: Account,
  endedSessionHash: string | null,
  facts: RequestFacts,
): Promise<SignInResult> {
  const { now, random } = facts
  const sessionValue = random(32).toString('base64url')
  const sessionHash = hashValue(sessionValue)
  const signedIn = await storage.signIn({
    interaction: { id: interaction.id, version: interaction.version },
    accountId: account.id,
    accountEpoch: account.epoch,
    accountRevision: account.revision,
    tenantEpoch: storage.tenant.epoch,
    session: {
      id: newId(now, random),
      sessionHash,
      authAt: now,
      amr: ['pwd'],
      acr: null,
      idleEndsAt: now + SESSION_IDLE_SECONDS * 1000,
      absoluteEndsAt: now + SESSION_ABSOLUTE_SECONDS * 1000,
    },
    endedSessionHash,
    now,
    events: {
      'signed-in': [
        describeEvent(facts, 'account.signed_in', { method: 'password' }, { actor: account.id, subject: account.id }),
      ],
    },
  })
  if (signedIn.outcome !== 'signed-in') return signedIn
  if (signedIn.interaction === null) return { outcome: 'stale' }
  return { outcome: 'signed-in', interaction: signedIn.interaction, sessionValue, sessionHash }
}

/** The person behind a session cookie; the session's idle end moves on. */
export async function findSignedIn(storage: TenantStorage, sessionHash: string | null, { now }: RequestFacts) {
  if (sessionHash === null) return null
  const touched = await storage.touchSession({ sessionHash, idleEndsAt: now + SESSION_IDLE_SECONDS * 1000, now })
  return touched.outcome === 'live' ? { session: touched.session, account: touched.account } : null
}
