import { describeEvent } from '../events/describe-event.ts'
import type { RequestFacts } from '../request-facts.ts'
import type { HubStorage, TenantStorage } from '../storage/port.ts'
import { MAX_PASSWORD_BYTES, MIN_PASSWORD_CHARACTERS } from './password-length.ts'
import type { Passwords } from './passwords.ts'
import { verifyPassword, type PasswordAttempt, type PasswordCheck } from './verify-password.ts'

export type NewPasswordProblem = 'too-short' | 'too-long' | 'same' | 'mismatch'

/** NIST SP 800-63B §5.1.1.2: a length, and no rule about which characters. */
export function checkNewPassword(current: string, next: string, repeated: string): NewPasswordProblem | null {
  if (next !== repeated) return 'mismatch'
  if (Array.from(next).length < MIN_PASSWORD_CHARACTERS) return 'too-short'
  if (Buffer.byteLength(next) > MAX_PASSWORD_BYTES) return 'too-long'
  return next === current ? 'same' : null
}

export type ChangePasswordResult =
  | { readonly outcome: 'changed' }
  | { readonly outcome: 'invalid'; readonly problem: NewPasswordProblem }
  | { readonly outcome: 'refused'; readonly check: Exclude<PasswordCheck, { ok: true }> }

/** By the person: their other sessions end, the apps that they connected stay. */
export async function changePassword(
  stores: { readonly hub: HubStorage; readonly storage: TenantStorage; readonly passwords: Passwords },
  attempt: PasswordAttempt,
  next: { readonly password: string; readonly repeated: string; readonly sessionId: string | null },
  facts: RequestFacts,
): Promise<ChangePasswordResult> {
  const problem = checkNewPassword(attempt.password, next.password, next.repeated)
  if (problem !== null) return { outcome: 'invalid', problem }
  const check = await verifyPassword(stores, attempt, facts)
  if (!check.ok) return { outcome: 'refused', check }
  const { account } = check
  const changed = await stores.storage.changeAccount({
    accountId: account.id,
    change: {
      kind: 'change-password',
      passwordHash: await stores.passwords.hash(next.password, stores.storage.tenant.id),
      expectedPasswordHash: check.passwordHash,
      keepSessionId: next.sessionId,
    },
    now: facts.now,
    events: [describeEvent(facts, 'account.password_changed', {}, { actor: account.id, subject: account.id })],
  })
  // Somebody changed it in the same moment: what was typed is no longer the current password.
  return changed.outcome === 'changed'
    ? { outcome: 'changed' }
    : { outcome: 'refused', check: { ok: false, reason: 'wrong_credentials' } }
}
