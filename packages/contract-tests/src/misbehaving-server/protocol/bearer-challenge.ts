import type { Tenant } from '../state/tenant.ts'

/** A refusal whose body's members are the challenge's attributes, too. RFC 6750 §3 */
export function bearerChallenge<Status extends 400 | 401 | 403, const Body extends Record<string, string>>(
  { slug }: Tenant,
  status: Status,
  body: Body,
) {
  const attributes = Object.entries(body).map(([name, value]) => `${name}="${value}"`)
  return {
    status,
    headers: {
      'Cache-Control': 'no-store' as const,
      'WWW-Authenticate': [`Bearer realm="${slug}"`, ...attributes].join(', '),
    },
    body,
  }
}
