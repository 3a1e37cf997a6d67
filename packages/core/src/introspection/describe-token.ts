import type { IntrospectionResponse } from '@identity-hub/api-types'
import type { LiveAccessToken } from '../bearer/check-access-token.ts'
import { instantOf } from '../issued-values/id.ts'
import { formatScope } from '../scope/parse-scope.ts'

/** RFC 7662 §2.2. An app token has no `sub`: a client's name there could pass for a person's. RFC 9700 §4.15. */
export function describeToken(token: LiveAccessToken, issuer: string): IntrospectionResponse {
  const { account, parties } = token
  return {
    active: true,
    client_id: token.clientId,
    token_type: 'Bearer',
    scope: formatScope(token.scopes),
    ...(account === null ? {} : { sub: account.id }),
    iss: issuer,
    ...(parties.audience.length === 0 ? {} : { aud: [...parties.audience] }),
    iat: Math.floor(instantOf(token.id) / 1000),
    exp: Math.floor(token.expiresAt / 1000),
  }
}
