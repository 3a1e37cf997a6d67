import type { ServerSettings } from '../dependencies.ts'

const TWO_YEARS_SECONDS = 63_072_000

/** On every response, names and values in turn; pages add theirs in `send-page.ts`. */
export function securityHeaders({ secure }: Pick<ServerSettings, 'secure'>): readonly string[] {
  return [
    'X-Content-Type-Options',
    'nosniff',
    'Referrer-Policy',
    'no-referrer',
    ...(secure ? ['Strict-Transport-Security', `max-age=${TWO_YEARS_SECONDS}`] : []),
  ]
}
