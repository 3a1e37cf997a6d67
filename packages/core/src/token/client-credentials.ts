import { describeEvent } from '../events/describe-event.ts'
import type { RequestFacts } from '../request-facts.ts'
import { permittedScopes } from '../rights/permitted-scopes.ts'
import { formatScope } from '../scope/parse-scope.ts'
import { requestScopes } from '../scope/request-scopes.ts'
import type { TenantStorage } from '../storage/port.ts'
import type { Client } from '../storage/records.ts'
import { refuse, type RefusedTokenRequest } from './errors.ts'
import { issueValue } from '../issued-values/issued-value.ts'
import { expiresInSeconds, mintAccessToken } from './mint-tokens.ts'
import type { ClientCredentialsTokenRequest } from '@identity-hub/api-types'
import type { IssuedTokens } from './issued-tokens.ts'

/** An app token: for the client itself, without a refresh token. RFC 6749 §4.4. */
export async function issueClientToken(
  storage: TenantStorage,
  client: Client,
  request: ClientCredentialsTokenRequest,
  facts: RequestFacts,
): Promise<IssuedTokens | RefusedTokenRequest | { outcome: 'stale' }> {
  const asked = requestScopes(client, request.scope)
  if (asked === null) return refuse('scope_invalid')
  // A scope that needs a role is granted only to people who have it; a client has none.
  const scopes = permittedScopes(asked, await storage.listScopesNamed(asked), [])
  const tooLittle = request.scope === undefined ? scopes.length === 0 : scopes.length < asked.length
  if (asked.length > 0 && tooLittle) return refuse('scope_invalid')
  const { now, random } = facts
  const token = issueValue('at', now, random)
  const accessToken = mintAccessToken(client, scopes, null, token, now)
  const subjects = { actor: `client:${client.clientId}`, client: client.id }
  const issued = await storage.issueClientToken({
    fence: { client: client.id, clientEpoch: client.epoch, tenantEpoch: storage.tenant.epoch },
    accessToken: { id: token.id, ...accessToken },
    now,
    events: {
      issued: [
        describeEvent(facts, 'token.issued', { grantType: request.grant_type, scope: formatScope(scopes) }, subjects),
      ],
    },
  })
  switch (issued.outcome) {
    case 'issued':
      return {
        outcome: 'issued',
        accessToken: token.value,
        expiresInSeconds: expiresInSeconds(accessToken, now),
        refreshToken: null,
        scopes,
      }
    case 'dead':
      return refuse('client_disabled')
    case 'stale':
      return { outcome: 'stale' }
  }
}
