import type { RedirectUriPolicy } from '../authorization/check-redirect-uri.ts'
import type { TenantStorage } from '../storage/port.ts'
import type { Account, Session } from '../storage/records.ts'

/** The tenant's storage, its issuer (RFC 8414 §2), and what its redirect URIs are judged by. */
export interface AuthorizationSettings {
  readonly storage: TenantStorage
  readonly issuer: string
  readonly redirectUris: RedirectUriPolicy
}

/** A person who is signed in. */
export interface SignedIn {
  readonly session: Session
  readonly account: Account
}
