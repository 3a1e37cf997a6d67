import type { Handlers, OperationResponse } from '@identity-hub/koa-server'
import type { Visit } from '../http/visit.ts'
import type { Client } from '../state/records.ts'
import { authenticateClient, checkParameters, notCached } from './authenticate-client.ts'
import { appTokens } from './client-credentials.ts'
import { exchangeCode } from './exchange-code.ts'
import type { IssuedTokens } from './issued-tokens.ts'
import { refresh } from './refresh.ts'
import type { TokenError } from './token-errors.ts'

type Response = OperationResponse<'issueToken'>

/** A token request after its client is known. */
export interface TokenRequest {
  readonly visit: Visit
  readonly client: Client
  /** A parameter of the body that was sent. */
  readonly parameter: (name: string) => string | undefined
}

const grants: Readonly<Record<string, (request: TokenRequest) => Promise<IssuedTokens | TokenError>>> = {
  authorization_code: exchangeCode,
  refresh_token: refresh,
  client_credentials: appTokens,
}

/** RFC 6749 §3.2 */
export const issueToken: Handlers<Visit, { issueToken: false }>['issueToken'] = async ({
  body: sent,
  context: visit,
}) => {
  const { rules } = visit
  const body = rules.formOf(sent, visit.ctx.querystring)
  const problem = checkParameters(visit, body)
  if (problem !== null) return problem
  const parameter = (name: string) => rules.parameter(body, name)
  const grantType = parameter('grant_type')
  if (grantType === undefined) return refuse('invalid_request', 'grant_type is missing.')
  if (!rules.grantTypeIsSupported(grantType)) return refuse('unsupported_grant_type', 'There is no such grant_type.')

  const client = authenticateClient(visit, body)
  if ('status' in client) return client
  if (!rules.clientMayUse(client, grantType))
    return refuse('unauthorized_client', 'This client may not use this grant_type.')
  const resource = parameter('resource')
  if (resource !== undefined && rules.resourceIsRefused(resource))
    return refuse('invalid_target', 'No resource indicator is supported.')

  const result = await (grants[grantType] ?? appTokens)({ visit, client, parameter })
  return 'error' in result ? refuse(result.error, result.description) : tokenResponse(visit, result)
}

function refuse(error: TokenError['error'], error_description: string): Response {
  return { status: 400, headers: notCached, body: { error, error_description } }
}

/** RFC 6749 §5.1 */
function tokenResponse({ rules }: Visit, { accessToken, refreshToken }: IssuedTokens): Response {
  return {
    status: 200,
    headers: notCached,
    body: {
      access_token: accessToken.value,
      token_type: 'Bearer',
      expires_in: rules.expiresIn(accessToken),
      ...(refreshToken !== null && { refresh_token: refreshToken.value }),
      scope: rules.scopeInResponse(accessToken.scopes, accessToken.grant),
    },
  }
}
