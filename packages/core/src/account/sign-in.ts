import { describeEvent } from '../events/describe-event.ts'
import { hashValue } from '../issued-values/issued-value.ts'
import { newId } from '../issued-values/id.ts'
import { SESSION_ABSOLUTE_SECONDS, SESSION_IDLE_SECONDS } from '../interaction/lifetimes.ts'
import { keptSource, type RequestFacts } from '../request-facts.ts'
import type { TenantStorage } from '../storage/port.ts'
import type { Account, Interaction } from '../storage/records.ts'

export type SignInResult =
  | {
      readonly outcome: 'signed-in'
      /** Moved on; null when none was to be. */
      readonly interaction: Interaction | null
      /** The new cookie's value: 256 random bits; only its hash is stored. */
      readonly sessionValue: string
      readonly sessionHash: string
    }
  | { readonly outcome: 'refused'; readonly reason: 'account_blocked' | 'interaction_expired' | 'interaction_done' }
  | { readonly outcome: 'stale' }

/** The browser that somebody signs in with. */
export interface SigningBrowser {
  /** Of the session cookie that it brought, if any: that session ends. */
  readonly sessionHash: string | null
  /** What it calls itself, at most 400 characters. */
  readonly userAgent: string | null
}

/** Starts a session with a new id, whatever cookie the browser brought (no fixation), and moves an interaction on. */
export async function signIn(
  storage: TenantStorage,
  interaction: Interaction | null,
  account: Account,
  browser: SigningBrowser,
  facts: RequestFacts,
): Promise<SignInResult> {
  const { now, random } = facts
  const sessionValue = random(32).toString('base64url')
  const sessionHash = hashValue(sessionValue)
  const signedIn = await storage.signIn({
    interaction: interaction === null ? null : { id: interaction.id, version: interaction.version },
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
      userAgent: browser.userAgent,
      source: keptSource(facts),
    },
    endedSessionHash: browser.sessionHash,
    now,
    events: {
      'signed-in': [
        describeEvent(facts, 'account.signed_in', { method: 'password' }, { actor: account.id, subject: account.id }),
      ],
    },
  })
  if (signedIn.outcome !== 'signed-in') return signedIn
  return { outcome: 'signed-in', interaction: signedIn.interaction, sessionValue, sessionHash }
}

const MAX_ATTEMPTS = 3

/**
 * Signs in to an interaction wherever it stands. A form that was sent twice finds it moved on by the first one, whose
 * answer and session the browser has dropped: the second one gets a session of its own and goes on from there.
 */
export async function signInToInteraction(
  storage: TenantStorage,
  started: Interaction,
  browserHash: string,
  account: Account,
  browser: SigningBrowser,
  facts: RequestFacts,
): Promise<SignInResult & { readonly interaction: Interaction }> {
  let interaction = started
  let result: SignInResult = { outcome: 'stale' }
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const toMove = interaction.state === 'login' ? interaction : null
    result = await signIn(storage, toMove, account, browser, facts)
    if (result.outcome === 'signed-in') return { ...result, interaction: result.interaction ?? interaction }
    const loaded = await storage.loadInteraction({ id: interaction.id, browserHash, now: facts.now })
    if (loaded.outcome !== 'open' || loaded.interaction.version === interaction.version) break
    interaction = loaded.interaction
  }
  return { ...result, interaction }
}

/** The person behind a session cookie; the session's idle end moves on. */
export async function findSignedIn(storage: TenantStorage, sessionHash: string | null, { now }: RequestFacts) {
  if (sessionHash === null) return null
  const touched = await storage.touchSession({ sessionHash, idleEndsAt: now + SESSION_IDLE_SECONDS * 1000, now })
  return touched.outcome === 'live' ? { session: touched.session, account: touched.account } : null
}
