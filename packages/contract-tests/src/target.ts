import type { ContractPages } from './browser/pages.ts'

/** An app that the target knows. Every one may use the scope `profile`, unless its comment says otherwise. */
export interface ContractClient {
  readonly clientId: string
  /** What people know it by. */
  readonly name: string
  /** A confidential client has one. */
  readonly clientSecret?: string
  readonly redirectUris: readonly [string, ...string[]]
  /** Everything it may ask for, space-delimited. */
  readonly scope: string
}

export interface ConfidentialContractClient extends ContractClient {
  readonly clientSecret: string
}

/** A client that no browser visits. */
export type ServiceContractClient = Omit<ConfidentialContractClient, 'redirectUris'>

export interface ContractUser {
  readonly username: string
  readonly password: string
}

/**
 * The clients that the tests use, by the part that they play. Where `firstParty` or `confidential` is missing, the other
 * one takes its part in the tests that want any confidential client. "Asks" means that the user sees a
 * consent page.
 */
export interface ContractClients {
  /** Asks; may use `profile email`; two redirect URIs on https; basic and post. */
  readonly confidential: ConfidentialContractClient
  /** Asks; exactly one redirect URI, which has a query. */
  readonly secondConfidential: ConfidentialContractClient
  /** Asks; no secret; one redirect URI on https. */
  readonly public: ContractClient
  /** Asks every time; `http://127.0.0.1/…`, `http://[::1]/…`, and a scheme of its own with a dot in it, in this order. */
  readonly native: ContractClient & { readonly redirectUris: readonly [string, string, string] }
  /** Confidential; never asks. */
  readonly firstParty: ConfidentialContractClient
  /** Confidential; never asks; may leave PKCE out. */
  readonly pkceOptional: ConfidentialContractClient
  /** Confidential; never asks; its access tokens live for `shortLivedSeconds`. */
  readonly shortLived: ConfidentialContractClient
  /** Confidential; never asks; may use `profile` and the scope of `target.role`. */
  readonly roleScoped: ConfidentialContractClient
  /** The grant type client_credentials and no other; a scope of its own, and `profile`. */
  readonly clientCredentials: ServiceContractClient
  /** Confidential; never asks; client_secret_basic and no other method. */
  readonly basicOnly: ConfidentialContractClient
  /** Public; never asks; `target.allowedOrigin` is allowed to read responses. */
  readonly corsClient: ContractClient
  /** Confidential; never asks; exactly one redirect URI: http on localhost, with a port. For an issuer on loopback http. */
  readonly loopbackWeb: ConfidentialContractClient
  /** Confidential; never asks; codes, idle and whole refresh lifetimes of a few seconds (`target.expiring`). */
  readonly expiring: ConfidentialContractClient
  /** Confidential; never asks; no retry of a refresh: a second use is a replay. */
  readonly strictRefresh: ConfidentialContractClient
}

/** What an administrator wants to register. */
export interface ClientRegistration {
  readonly type: 'confidential' | 'public' | 'native'
  readonly redirectUris: readonly string[]
  readonly scope: string
  readonly name?: string
  readonly clientId?: string
  readonly grantTypes?: readonly string[]
}

export type RegistrationOutcome =
  | { readonly outcome: 'created'; readonly client: ContractClient }
  | { readonly outcome: 'refused'; readonly message: string }

/** What an administrator does behind the server's back; each takes effect before it resolves. */
export interface ContractAdministration {
  /** A new user, who has granted nothing. */
  createUser(): Promise<ContractUser>
  blockUser(username: string): Promise<void>
  unblockUser(username: string): Promise<void>
  setPassword(username: string, password: string): Promise<void>
  assignRole(username: string, role: string): Promise<void>
  removeRole(username: string, role: string): Promise<void>
  registerClient(registration: ClientRegistration): Promise<RegistrationOutcome>
  /** A new secret; the old one still works for a while. */
  rotateSecret(clientId: string): Promise<string>
  /** Forgets the user's consent to a client, with what rests on it. */
  withdrawConsent?(username: string, clientId: string): Promise<void>
  /** Stops the server as an operator would, and starts it again at the same address with the same data. */
  restart?(): Promise<void>
  /** Kills the server without warning, and starts it again likewise. */
  crash?(): Promise<void>
}

/** Another issuer of the same server. */
export interface ContractNeighbour {
  readonly issuer: string
  /** The same client_id, secret string and redirect URI as `clients.firstParty`, registered here too. */
  readonly sameClient: ConfidentialContractClient
  /** The same client_id as `clients.confidential`, with a secret of its own. */
  readonly namesake: ConfidentialContractClient
  /** The same user name and password as `user`. */
  readonly user: ContractUser
}

/** A scope that only users with a role may grant. */
export interface GuardedScope {
  readonly name: string
  readonly scope: string
}

export interface ExpiringLifetimes {
  readonly codeSeconds: number
  /** Of a refresh token that is not used. */
  readonly idleSeconds: number
  /** Of all refresh tokens of a grant together. */
  readonly absoluteSeconds: number
}

/**
 * The server under test, as the tests see it: nothing is optional. What the configuration lacks throws `NotApplicable`
 * as soon as a test uses it.
 */
export interface ContractTarget {
  /** RFC 8414 §2 */
  readonly issuer: string
  readonly replicas: readonly string[]
  /** What people know the issuer by. */
  readonly name: string
  readonly otherTenant: ContractNeighbour
  /** Its members are those of the configuration; reading another one gives a stand-in. */
  readonly clients: ContractClients
  readonly user: ContractUser
  readonly pages: ContractPages
  readonly admin: Required<ContractAdministration>
  readonly role: GuardedScope
  readonly allowedOrigin: string
  readonly shortLivedSeconds: number
  readonly expiring: ExpiringLifetimes
  readonly retryWindowSeconds: number
  readonly sourceAddresses: readonly string[]
  readonly signInAttempts: number
  readonly secretAttempts: number
  readonly fuzz: number
  /** Whether there is another issuer at the same server. */
  readonly tenants: boolean
  /** Whether what only this project asks for is asked for, too. */
  readonly policy: boolean
  /** A client that plays exactly this part, none that stands in for it. */
  readonly given: <Part extends keyof ContractClients>(part: Part) => ContractClients[Part]
  /** A user for a test that does not mind whether others have used it before: a new one where there can be one. */
  readonly someUser: () => Promise<ContractUser>
}
