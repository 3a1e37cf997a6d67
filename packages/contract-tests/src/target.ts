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

/** The clients that the tests use. "Asks" means that the user sees a consent page. */
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
  readonly loopbackWeb?: ConfidentialContractClient
  /** Confidential; never asks; codes, idle and whole refresh lifetimes of a few seconds (`target.expiring`). */
  readonly expiring?: ConfidentialContractClient
  /** Confidential; never asks; no retry of a refresh: a second use is a replay. */
  readonly strictRefresh?: ConfidentialContractClient
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

/** Everything that the contract has to know about a server. */
export interface ContractTarget {
  /** RFC 8414 §2; no slash at the end. */
  readonly issuer: string
  /**
   * Origins at which the replicas of the server answer for the issuer's own. Each request goes to the next one, so that
   * none finds what another keeps to itself.
   */
  readonly replicas?: readonly string[]
  /** What people know the issuer by. */
  readonly name: string
  /** The document; this repository's own when left out. */
  readonly documentUrl?: URL
  readonly otherTenant: ContractNeighbour
  readonly clients: ContractClients
  readonly user: ContractUser
  readonly admin: ContractAdministration
  /** The role that `scope` requires; `user` does not have it. */
  readonly role: { readonly name: string; readonly scope: string }
  readonly allowedOrigin: string
  readonly shortLivedSeconds: number
  readonly expiring?: { readonly codeSeconds: number; readonly idleSeconds: number; readonly absoluteSeconds: number }
  /** How long a lost refresh answer can be fetched again. */
  readonly retryWindowSeconds: number
  /** Addresses of this machine to connect from, so that limits per source see several sources; none: only the usual one. */
  readonly sourceAddresses: readonly string[]
  /** Wrong passwords for one user before the next attempt has to wait, at most. */
  readonly signInAttempts: number
  /** Wrong secrets for one client before its next request from that address has to wait, at most. */
  readonly secretAttempts: number
}
