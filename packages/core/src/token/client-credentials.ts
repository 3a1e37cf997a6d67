import { describeEvent } from '../events/describe-event.ts'
import type { RequestFacts } from '../request-facts.ts'
import { permittedToClient } from '../rights/permitted-scopes.ts'
import { formatScope, parseScope } from '../scope/parse-scope.ts'
import { requestScopes } from '../scope/request-scopes.ts'
import type { TenantStorage } from '../storage/port.ts'
import type { Client } from '../storage/records.ts'
import { refuse, type RefusedTokenRequest } from './errors.ts'
import { issueValue } from '../issued-values/issued-value.ts'
import { expiresInSeconds, mintAccessToken } from './mint-tokens.ts'
import { tokenLifetimes } from './token-lifetimes.ts'
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
  const known = await storage.listScopesNamed(asked)
  const scopes = scopesOfClient(asked, request.scope, known)
  if (scopes === null) return refuse('scope_invalid')
  const { now, random } = facts
  const token = issueValue('at', now, random)
  const accessToken = mintAccessToken(tokenLifetimes(client, scopes, known), scopes, null, token, now)
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

/**
 * Pure. What a client gets for itself of the scopes that it asks for: what takes a role or a claim is left out without a
 * word, unless the request named it. null: nothing, or not all that it named.
 */
export function scopesOfClient(
  asked: readonly string[],
  scope: string | undefined,
  known: Parameters<typeof permittedToClient>[1],
): readonly string[] | null {
  const scopes = permittedToClient(asked, known)
  const named = parseScope(scope) ?? []
  const isTooLittle = asked.length > 0 && scopes.length === 0
  return isTooLittle || !named.every((name) => scopes.includes(name)) ? null : scopes
}
