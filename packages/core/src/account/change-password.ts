import { describeEvent } from '../events/describe-event.ts'
import type { RequestFacts } from '../request-facts.ts'
import type { HubStorage, TenantStorage } from '../storage/port.ts'
import { checkNewPassword, type NewPasswordProblem } from './check-new-password.ts'
import type { Passwords } from './passwords.ts'
import { verifyPassword, type PasswordAttempt, type PasswordCheck } from './verify-password.ts'

export type ChangePasswordResult =
  | { readonly outcome: 'changed' }
  | { readonly outcome: 'invalid'; readonly problem: NewPasswordProblem | 'same' }
  | { readonly outcome: 'refused'; readonly check: Exclude<PasswordCheck, { ok: true }> }

/** By the person: their other sessions end, the apps that they connected stay. */
export async function changePassword(
  stores: { readonly hub: HubStorage; readonly storage: TenantStorage; readonly passwords: Passwords },
  attempt: PasswordAttempt,
  next: { readonly password: string; readonly repeated: string; readonly sessionId: string | null },
  facts: RequestFacts,
): Promise<ChangePasswordResult> {
  const problem = checkNewPassword(next.password, next.repeated) ?? (next.password === attempt.password ? 'same' : null)
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
