import type { RedirectUriPolicy } from '../authorization/check-redirect-uri.ts'
import type { SealingKeys } from '../sealing/sealing-keys.ts'
import type { TenantStorage } from '../storage/port.ts'
import type { Account, Session } from '../storage/records.ts'

/** The tenant's storage, its issuer (RFC 8414 §2), what its redirect URIs are judged by, and what codes are made of. */
export interface AuthorizationSettings {
  readonly storage: TenantStorage
  readonly issuer: string
  readonly redirectUris: RedirectUriPolicy
  readonly keys: SealingKeys
  /** The browser's cookie as it was sent: 256 random bits. */
  readonly browserValue: string
}

/** A person who is signed in. */
export interface SignedIn {
  readonly session: Session
  readonly account: Account
}
