import type { Account, AccountChange } from '@identity-hub/core'

/** A status, what it comes after, and whether it ends what the account had. */
export interface StatusChange {
  readonly from: readonly Account['status'][]
  readonly to: Account['status']
  readonly ends: boolean
}

export const STATUS_CHANGES: Readonly<Record<'block' | 'unblock' | 'archive' | 'restore', StatusChange>> = {
  block: { from: ['active'], to: 'blocked', ends: true },
  unblock: { from: ['blocked'], to: 'active', ends: false },
  archive: { from: ['active', 'blocked'], to: 'archived', ends: true },
  restore: { from: ['archived'], to: 'active', ends: false },
}

/** Changes after which no link sets a password any longer: it was meant for how things were. */
export const endsPasswordLinks = (change: AccountChange, before: Account, after: Account): boolean =>
  (after.epoch !== before.epoch && change.kind !== 'send-password-link') ||
  change.kind === 'change-password' ||
  // It was sent to the address.
  after.emailAddress !== before.emailAddress
