import { OAuthError } from '../errors/oauth-error.ts'
import { UnexpectedResponseError } from '../errors/unexpected-response-error.ts'
import { requestIdOf } from '../http/hub-fetch.ts'
import { isObject } from '../http/is-object.ts'

/** The error that an endpoint's refusal stands for. RFC 6749 §5.2 */
export function refusalOf(
  answer: unknown,
  response: Response,
  endpoint: 'token endpoint' | 'revocation endpoint',
): OAuthError | UnexpectedResponseError {
  const { status } = response
  const requestId = requestIdOf(response)
  if (!isObject(answer) || typeof answer['error'] !== 'string') {
    return new UnexpectedResponseError(`The ${endpoint} answered ${status} without an error.`, { status, requestId })
  }
  const { error, error_description: description, error_uri: uri } = answer
  const errorDescription = typeof description === 'string' ? description : undefined
  const errorUri = typeof uri === 'string' ? uri : undefined
  return new OAuthError({ error, errorDescription, errorUri, status, requestId })
}
