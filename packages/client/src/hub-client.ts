import type { FinishAuthorizationOptions } from './authorization/finish-authorization.ts'
import type { AuthorizationResponseQuery } from './authorization/check-authorization-response.ts'
import type { PendingAuthorization } from './authorization/pending-authorization.ts'
import type { StartAuthorizationOptions, StartedAuthorization } from './authorization/start-authorization.ts'
import type { GetAccessTokenOptions } from './grants/get-access-token.ts'
import type { GrantStore } from './grants/grant-store.ts'
import type { AccessToken, TokenSet } from './grants/token-set.ts'
import type { GetIdentityOptions, IdentityOf } from './identity/get-identity.ts'
import type { Identity } from './identity/identity.ts'
import type { AuthorizationServerMetadata } from './metadata/authorization-server-metadata.ts'
import type { GetMetadataOptions } from './metadata/metadata-source.ts'
import type { ClientAuthentication } from './token/client-authentication.ts'
import type { ClientCredentialsOptions } from './token/client-credentials.ts'
import type { RevocableTokens } from './token/revoke.ts'

export interface HubClientOptions {
  /** The hub's tenant: `https://hub.example/acme`. It is compared as it stands here. */
  readonly issuer: string
  readonly clientId: string
  readonly authentication: ClientAuthentication
  /** As it is registered, byte for byte. */
  readonly redirectUri: string
  /** Space-delimited. Default: all scopes that are registered for the client. */
  readonly scope?: string
  readonly store: GrantStore
  /** Default: the global one. */
  readonly fetch?: typeof globalThis.fetch
  /** Epoch milliseconds. Default: `Date.now`. */
  readonly clock?: () => number
  /** For each request, its body included. Default 4,000: a second attempt fits into the retry window. */
  readonly timeoutMilliseconds?: number
  /** How long the hub repeats the answer to a refresh. 0 sends each refresh once. Default 10. */
  readonly retryWindowSeconds?: number
  /** How long a person may take between start and finish. Default 3,600. */
  readonly authorizationLifetimeSeconds?: number
}

/** Every function throws `HubClientError`s only, or the caller's own abort reason. */
export interface HubClient {
  readonly issuer: string

  /** The issuer's metadata, kept as long as the hub allows. RFC 8414 */
  getMetadata(options?: GetMetadataOptions): Promise<AuthorizationServerMetadata>

  /** Makes the address to send the browser to, with a fresh state and PKCE. RFC 6749 §4.1.1, RFC 7636 */
  startAuthorization(options?: StartAuthorizationOptions): Promise<StartedAuthorization>

  /**
   * Checks what the browser brought, exchanges the code and saves the tokens. Take `pending` out of the browser's
   * session in the same step as you read it: a code that is sent twice revokes its grant. RFC 6749 §4.1.2–4.1.4
   */
  finishAuthorization(
    query: AuthorizationResponseQuery,
    pending: PendingAuthorization | undefined,
    options?: FinishAuthorizationOptions,
  ): Promise<TokenSet>

  /** An access token that lasts, refreshed when needed. RFC 6749 §6 */
  getAccessToken(grantId: string, options?: GetAccessTokenOptions): Promise<AccessToken>

  /** A new access token, whatever is left of the present one. */
  refresh(grantId: string, options?: Pick<GetAccessTokenOptions, 'signal'>): Promise<AccessToken>

  /** A token for the client itself, kept until shortly before its end. RFC 6749 §4.4 */
  clientCredentials(options?: ClientCredentialsOptions): Promise<AccessToken>

  /** Asks the hub's identity API; for a grant with one more attempt after a refresh. RFC 6750 */
  getIdentity(of: IdentityOf, options?: GetIdentityOptions): Promise<Identity>

  /**
   * Has the hub end a grant with all its tokens, when a person signs out or disconnects your app. End it in your store
   * first, so that nobody uses it meanwhile. A token that the hub no longer knows is fine; after `hub-unreachable`
   * nothing was revoked, and the same tokens may be sent again. RFC 7009
   */
  revoke(tokens: RevocableTokens, options?: { readonly signal?: AbortSignal | undefined }): Promise<void>

  /** Resolves when no refresh is under way any more. Await it before you close the store. */
  settled(): Promise<void>
}
