import { BearerError } from '../errors/bearer-error.ts'
import { UnexpectedResponseError } from '../errors/unexpected-response-error.ts'
import { at } from '../http/contract-http.ts'
import { requestIdOf } from '../http/hub-fetch.ts'
import { isObject } from '../http/is-object.ts'
import type { Hub } from '../hub.ts'
import { bearerChallenge } from './bearer-challenge.ts'
import type { Identity } from './identity.ts'

/** Who granted this token? Throws `BearerError` when it does not open the API. RFC 6750 §2.1 */
export async function requestIdentity(
  hub: Hub,
  accessToken: string,
  signal: AbortSignal | undefined,
): Promise<Identity> {
  const { data, error, response } = await hub.http.GET('/{tenant}/api/identity/v1', {
    ...at(`${hub.issuer}/api/identity/v1`),
    params: { path: { tenant: hub.tenant } },
    headers: { Authorization: `Bearer ${accessToken}` },
    signal: signal ?? null,
  })
  const { status } = response
  const requestId = requestIdOf(response)
  if (response.ok) {
    if (isIdentity(data)) return data
    throw new UnexpectedResponseError('The identity lacks a member.', { status, requestId })
  }
  if (status !== 400 && status !== 401 && status !== 403) {
    throw new UnexpectedResponseError(`The identity API answered ${status}.`, { status, requestId })
  }
  const answer: unknown = error
  const member = (name: string): string | undefined => {
    const value = isObject(answer) ? answer[name] : undefined
    return typeof value === 'string' ? value : undefined
  }
  const parameters = bearerChallenge(response.headers.get('WWW-Authenticate'))
  throw new BearerError({
    error: parameters.get('error') ?? member('error'),
    errorDescription: parameters.get('error_description') ?? member('error_description'),
    errorUri: parameters.get('error_uri') ?? member('error_uri'),
    scope: parameters.get('scope') ?? member('scope'),
    status,
    requestId,
  })
}

function isIdentity(value: unknown): value is Identity {
  return (
    isObject(value) &&
    typeof value['identityId'] === 'string' &&
    typeof value['displayName'] === 'string' &&
    typeof value['userName'] === 'string' &&
    typeof value['disabled'] === 'boolean'
  )
}
