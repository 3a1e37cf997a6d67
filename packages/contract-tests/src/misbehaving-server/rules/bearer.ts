import type { OperationResponse } from '@identity-hub/koa-server'
import type { AccessToken } from '../state/records.ts'

type Identity = Extract<OperationResponse<'getIdentity'>, { status: 200 }>['body']

export const bearerRules = {
  /** The token of an `Authorization` header; null: there is none that could be one. RFC 6750 §2.1 */
  readBearer(authorization: string): string | null {
    return /^bearer +([A-Za-z0-9._~+/-]+=*)$/i.exec(authorization)?.[1] ?? null
  },

  /** A token in the query is refused, beside another one or alone. RFC 9700 §4.3.2 */
  tokenInQuery(_token: string, _authorization: string | undefined): 'refuse' | 'take' | 'ignore' {
    return 'refuse'
  },

  accessTokenIsExpired(token: AccessToken): boolean {
    return Date.now() >= token.expiresAt
  },

  /** An app token speaks for nobody. */
  opensIdentity(token: AccessToken): boolean {
    return token.grant.account !== null && token.scopes.includes('profile')
  },

  /** Whom a token speaks for, as far as its scope goes. */
  identity({ grant: { account }, scopes }: AccessToken): Identity {
    const { id = '', displayName = '', username = '', blocked = true } = account ?? {}
    return {
      identityId: id,
      displayName,
      userName: username,
      disabled: blocked,
      ...(scopes.includes('email') && { emailAddress: username, emailAddressVerified: true }),
    }
  },
}
