import { describeEvent } from '../events/describe-event.ts'
import { parseIssuedValue } from '../issued-values/issued-value.ts'
import type { RequestFacts } from '../request-facts.ts'
import type { NewPasswordLink } from '../storage/administration/accounts.ts'
import type { TenantStorage } from '../storage/port.ts'
import type { Account } from '../storage/records.ts'
import { personOf } from './attempt-limits.ts'
import { checkNewPassword, type NewPasswordProblem } from './check-new-password.ts'
import type { Passwords } from './passwords.ts'

/** Somebody may choose a password for the account: whoever brings the link has proved to be its owner. */
export interface OpenPasswordLink {
  readonly outcome: 'open'
  readonly id: string
  readonly valueHash: string
  readonly purpose: NewPasswordLink['purpose']
  readonly account: Account
}

/** The value has 256 random bits, so that what became of a link is told to nobody but its holder. */
export type ClosedPasswordLink = { readonly outcome: 'used' | 'expired' | 'unknown' }

/** @param presented the value in the link, `pl_<id>_<secret>`, or anything else */
export async function findPasswordLink(
  storage: TenantStorage,
  presented: string,
  { now }: Pick<RequestFacts, 'now'>,
): Promise<OpenPasswordLink | ClosedPasswordLink> {
  const link = parseIssuedValue('pl', presented)
  if (link === null) return { outcome: 'unknown' }
  const { id, hash: valueHash } = link
  const found = await storage.findPasswordLink({ id, valueHash, now })
  return found.outcome === 'open' ? { ...found, id, valueHash } : found
}

export type UsedPasswordLink =
  | { readonly outcome: 'set' }
  | { readonly outcome: 'invalid'; readonly problem: NewPasswordProblem }
  /** Too many for this account at this moment. */
  | { readonly outcome: 'busy' }
  | ClosedPasswordLink

/** Sets the password and spends the link. Nobody is signed in by it. */
export async function usePasswordLink(
  { storage, passwords }: { readonly storage: TenantStorage; readonly passwords: Passwords },
  { id, valueHash, purpose, account }: OpenPasswordLink,
  next: { readonly password: string; readonly repeated: string },
  facts: RequestFacts,
): Promise<UsedPasswordLink> {
  const problem = checkNewPassword(next.password, next.repeated)
  if (problem !== null) return { outcome: 'invalid', problem }
  const { now } = facts
  const tenantId = storage.tenant.id
  const subjects = { actor: account.id, subject: account.id }
  const used = await passwords.gate(tenantId, personOf(account, ''), async () =>
    storage.usePasswordLink({
      id,
      valueHash,
      passwordHash: await passwords.hash(next.password, tenantId),
      now,
      events: [describeEvent(facts, 'account.password_set', { purpose }, subjects)],
    }),
  )
  if (used === 'busy') return { outcome: 'busy' }
  return { outcome: used.outcome }
}
