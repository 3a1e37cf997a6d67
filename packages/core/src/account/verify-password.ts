import { describeRefusal } from '../events/describe-event.ts'
import type { RequestFacts } from '../request-facts.ts'
import type { HubStorage, TenantStorage } from '../storage/port.ts'
import type { Account } from '../storage/records.ts'
import { attemptLimits, personOf } from './attempt-limits.ts'
import { MAX_PASSWORD_BYTES } from './password-length.ts'
import type { Passwords } from './passwords.ts'

export interface PasswordAttempt {
  readonly identifier: string
  readonly password: string
  /** Names the browser when it signed in to this account before (see the device cookie); null otherwise. */
  readonly device: (account: Account) => string | null
}

/** Why a sign-in was refused, for the operator: the person learns much less. */
export type SignInRefusal =
  | 'credentials_too_long'
  | 'too_many_attempts_waiting'
  | 'throttled'
  | 'account_unknown'
  | 'password_wrong'
  | 'account_blocked'

export type PasswordCheck =
  | { readonly ok: true; readonly account: Account; readonly passwordHash: string }
  /** One answer for an unknown user, a wrong password and a blocked account. */
  | { readonly ok: false; readonly reason: 'wrong_credentials' }
  | { readonly ok: false; readonly reason: 'throttled'; readonly retryAfterSeconds: number }
  | { readonly ok: false; readonly reason: 'busy' }

const MAX_IDENTIFIER_LENGTH = 320

/**
 * Checks a user name and password: counted before the hash is computed, given back when right. The person learns
 * nothing about which part was wrong, neither from the answer nor from its time.
 */
export async function verifyPassword(
  {
    hub,
    storage,
    passwords,
  }: { readonly hub: HubStorage; readonly storage: TenantStorage; readonly passwords: Passwords },
  attempt: PasswordAttempt,
  facts: RequestFacts,
): Promise<PasswordCheck> {
  const { identifier, password } = attempt
  const refuse = (reason: SignInRefusal, accountId: string | null = null): void =>
    hub.recordRefusal(
      storage.tenant,
      describeRefusal(facts, 'account.sign_in_refused', reason, {}, { subject: accountId }),
    )
  if (identifier.length > MAX_IDENTIFIER_LENGTH || Buffer.byteLength(password) > MAX_PASSWORD_BYTES) {
    refuse('credentials_too_long')
    return { ok: false, reason: 'wrong_credentials' }
  }
  const found = await storage.findAccountByIdentifier(identifier)
  const account = found.outcome === 'found' ? found.account : null
  const passwordHash = found.outcome === 'found' ? found.passwordHash : null
  const device = account === null ? null : attempt.device(account)
  const person = personOf(account, identifier)
  const limits = attemptLimits(person, facts.source ?? '', device)
  const [own, ...shared] = limits

  const tenantId = storage.tenant.id
  const evaluate = async () => {
    const counted = await storage.countAttempt({ keys: limits, now: facts.now })
    if (counted.outcome === 'delayed') return counted
    const right = await passwords.verify(passwordHash, password, tenantId)
    if (right) await storage.settleAttempt({ clear: [own], giveBack: shared, now: facts.now })
    return { outcome: right ? ('right' as const) : ('wrong' as const) }
  }
  // Whoever has to wait anyway takes no place, no hash and no write from others.
  const before = await storage.findDelay({ keys: limits, now: facts.now })
  const checked = before.outcome === 'delayed' ? before : await passwords.gate(tenantId, person, evaluate)

  if (checked === 'busy') {
    refuse('too_many_attempts_waiting', account?.id)
    return { ok: false, reason: 'busy' }
  }
  if (checked.outcome === 'delayed') {
    refuse('throttled', account?.id)
    return {
      ok: false,
      reason: 'throttled',
      retryAfterSeconds: Math.max(1, Math.ceil((checked.until - facts.now) / 1000)),
    }
  }
  if (checked.outcome === 'wrong' || account === null || passwordHash === null) {
    refuse(account === null ? 'account_unknown' : 'password_wrong', account?.id)
    return { ok: false, reason: 'wrong_credentials' }
  }
  if (account.status !== 'active') {
    refuse('account_blocked', account.id)
    return { ok: false, reason: 'wrong_credentials' }
  }
  if (passwords.needsRehash(passwordHash)) await rehash(storage, passwords, account, passwordHash, password, facts)
  return { ok: true, account, passwordHash }
}

async function rehash(
  storage: TenantStorage,
  passwords: Passwords,
  account: Account,
  expectedPasswordHash: string,
  password: string,
  { now }: RequestFacts,
): Promise<void> {
  const passwordHash = await passwords.hash(password, storage.tenant.id)
  const change = { kind: 'rehash-password', passwordHash, expectedPasswordHash } as const
  await storage.changeAccount({ accountId: account.id, change, now })
}
