import { BEARER_ERROR_PATHS, BEARER_REFUSALS, type BearerRefusal } from '@identity-hub/core'

/** A refusal whose body's members are the challenge's attributes, too. RFC 6750 §3. */
export function challengeOf(realm: string) {
  return <Status extends 400 | 401 | 403, const Body extends Record<string, string>>(status: Status, body: Body) => ({
    status,
    headers: {
      'Cache-Control': 'no-store' as const,
      'WWW-Authenticate': [
        `Bearer realm="${realm}"`,
        ...Object.entries(body).map(([name, value]) => `${name}="${value}"`),
      ].join(', '),
    },
    body,
  })
}

/** What the wire says of an access token that is refused. RFC 6750 §3.1. */
export function bearerError<Reason extends BearerRefusal>(reason: Reason, issuer: string) {
  const refusal = BEARER_REFUSALS[reason]
  const error: (typeof BEARER_REFUSALS)[Reason][0] = refusal[0]
  return { error, error_description: refusal[1], error_uri: issuer + BEARER_ERROR_PATHS[reason] }
}
