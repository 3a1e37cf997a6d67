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

/** The token was sent in a way that is not supported, or in two ways. RFC 6750 §3.1. */
export const SENT_WRONGLY = {
  error: 'invalid_request',
  error_description: 'Send the access token in the Authorization header only.',
} as const
