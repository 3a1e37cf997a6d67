import type { ContractPages } from '../browser/pages.ts'
import type {
  ContractAdministration,
  ContractClients,
  ContractNeighbour,
  ContractUser,
  ExpiringLifetimes,
  GuardedScope,
} from '../target.ts'

/**
 * Everything that the contract may know about a server. Only an issuer, one client and a user are needed; what is left
 * out makes the tests that need it not applicable, and the report says what was missing.
 */
export interface ContractConfiguration {
  /** RFC 8414 §2; no slash at the end unless the server's own metadata has one. */
  readonly issuer: string
  /** What people know the issuer by. */
  readonly name?: string
  /**
   * Where the server answers. Read from its metadata (RFC 8414, or OpenID Connect Discovery) when left out; `document`:
   * at the paths of the OpenAPI document.
   */
  readonly endpoints?: ContractEndpoints | 'document'
  /** A URL whose GET an access token opens: 200 with one, 401 without. The userinfo endpoint when left out. */
  readonly protectedResource?: string
  /** At least one; each has a part to play. */
  readonly clients: Partial<ContractClients>
  readonly user: ContractUser
  /** More users, who have granted nothing; each is used once, where a test wants a new one. */
  readonly spareUsers?: readonly ContractUser[]
  /** How to get through the server's pages where they are no plain HTML forms. */
  readonly pages?: ContractPages
  readonly admin?: Partial<ContractAdministration>
  readonly otherTenant?: ContractNeighbour
  /**
   * Origins at which the replicas of the server answer for the issuer's own. Each request goes to the next one, so that
   * none finds what another keeps to itself.
   */
  readonly replicas?: readonly string[]
  /** Addresses of this machine to connect from, so that limits per source see several sources; none: only the usual one. */
  readonly sourceAddresses?: readonly string[]
  /** A scope that only users with a role may grant; `user` does not have it. */
  readonly role?: GuardedScope
  /** An origin whose scripts may read the token endpoint's answers for `clients.corsClient`. */
  readonly allowedOrigin?: string
  /** How long access tokens of `clients.shortLived` live. */
  readonly shortLivedSeconds?: number
  /** The lifetimes of `clients.expiring`. */
  readonly expiring?: ExpiringLifetimes
  /** How long a lost refresh answer can be fetched again; 0 when left out: a second use is a replay. */
  readonly retryWindowSeconds?: number
  /** Wrong passwords for one user before the next attempt has to wait, at most. */
  readonly signInAttempts?: number
  /** Wrong secrets for one client before its next request from that address has to wait, at most. */
  readonly secretAttempts?: number
  /** Whether to run what only this project asks for, too. */
  readonly policy?: boolean
  /** The OpenAPI document; the kit's own when left out. */
  readonly documentUrl?: URL
  /** Of everything that is drawn; another one each time when left out. */
  readonly seed?: number
  /** How many made-up requests to send; 1,500 when left out. */
  readonly fuzz?: number
}

/** URLs under the names that they have in metadata. RFC 8414 §2, OpenID Connect Discovery §3 */
export interface ContractEndpoints {
  readonly authorization_endpoint: string
  readonly token_endpoint: string
  readonly revocation_endpoint?: string
  readonly introspection_endpoint?: string
  readonly userinfo_endpoint?: string
}

/** Gives an editor the types of `contract.config.ts`; returns what it gets. */
export function defineConfig(configuration: ContractConfiguration): ContractConfiguration {
  return configuration
}
