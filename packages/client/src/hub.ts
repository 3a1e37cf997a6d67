import type { GrantStore } from './grants/grant-store.ts'
import type { ContractHttp } from './http/contract-http.ts'
import type { GetMetadata } from './metadata/metadata-source.ts'
import type { ClientAuthentication } from './token/client-authentication.ts'

/** One client at one hub: what every step needs. */
export interface Hub {
  readonly issuer: string
  /** The last part of the issuer. */
  readonly tenant: string
  readonly clientId: string
  readonly authentication: ClientAuthentication
  readonly redirectUri: string
  readonly scope: string | undefined
  readonly grants: Required<GrantStore>
  readonly http: ContractHttp
  readonly getMetadata: GetMetadata
  readonly clock: () => number
  readonly retryWindowSeconds: number
  readonly authorizationLifetimeSeconds: number
}
