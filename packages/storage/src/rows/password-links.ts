import type { Account, NewPasswordLink } from '@identity-hub/core'

/** Their kind among the one-time values: the subject is the account, the data the purpose. */
export const PASSWORD_LINK = 'password-link'

export interface PasswordLinkRow {
  readonly accountId: string
  readonly purpose: NewPasswordLink['purpose']
  readonly expiresAt: number
  readonly usedAt: number | null
}

/** Whether the link would set a password, and if not, why. */
export function checkPasswordLink(row: PasswordLinkRow, now: number): 'open' | 'used' | 'expired' {
  if (row.usedAt !== null) return 'used'
  return row.expiresAt <= now ? 'expired' : 'open'
}

/** With the password that the link has set. Whoever has an invitation got it at the address, if there is one. */
export const afterPasswordLink = (account: Account, purpose: NewPasswordLink['purpose']): Account => ({
  ...account,
  revision: account.revision + 1,
  emailVerified: account.emailVerified || (purpose === 'invitation' && account.emailAddress !== null),
})
