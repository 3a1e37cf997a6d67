import { randomBytes } from 'node:crypto'
import { StoreError } from '../errors/store-error.ts'
import type { TokenSet } from '../grants/token-set.ts'
import type { Hub } from '../hub.ts'
import { requestTokens } from '../token/request-tokens.ts'
import { checkAuthorizationResponse, type AuthorizationResponseQuery } from './check-authorization-response.ts'
import type { PendingAuthorization } from './pending-authorization.ts'

export interface FinishAuthorizationOptions {
  /** Breaks the exchange off; the code is lost then. */
  readonly signal?: AbortSignal | undefined
}

/**
 * The authorization response, then the exchange of its code, which is sent once: a second one would be a replay, and a
 * hub answers that by revoking what the first one got. RFC 6749 §4.1.2–4.1.4
 */
export async function finishAuthorization(
  hub: Hub,
  query: AuthorizationResponseQuery,
  pendingAuthorization: PendingAuthorization | undefined,
  { signal }: FinishAuthorizationOptions,
): Promise<TokenSet> {
  const { code, pending } = checkAuthorizationResponse(query, pendingAuthorization, {
    issuer: hub.issuer,
    now: hub.clock(),
    lifetimeSeconds: hub.authorizationLifetimeSeconds,
  })
  const answer = await requestTokens(
    hub,
    {
      grant_type: 'authorization_code',
      code,
      redirect_uri: pending.redirectUri,
      code_verifier: pending.codeVerifier,
    },
    { signal },
  )
  const tokens: TokenSet = {
    grantId: randomBytes(16).toString('base64url'),
    version: 1,
    accessToken: answer.accessToken,
    issuedAt: answer.issuedAt,
    expiresAt: answer.expiresAt,
    ...(answer.refreshToken !== undefined && { refreshToken: answer.refreshToken }),
    scope: answer.scope ?? pending.scope ?? '',
  }
  if ((await hub.grants.save(tokens)) === 'conflict') {
    throw new StoreError('save', 'The store refused a new grant as a conflict.')
  }
  return tokens
}
