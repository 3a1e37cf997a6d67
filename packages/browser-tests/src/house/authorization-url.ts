import { hash, randomBytes } from 'node:crypto'

/** Where an app would send its user, with PKCE; `more` adds or replaces parameters. RFC 6749 §4.1.1. */
export function authorizationUrl(
  issuer: string,
  { clientId, redirectUri }: { readonly clientId: string; readonly redirectUri: string },
  more: Readonly<Record<string, string>> = {},
): string {
  const url = new URL(`${issuer}/oauth2/v1/auth`)
  const parameters = {
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    state: randomBytes(16).toString('base64url'),
    code_challenge: hash('sha256', randomBytes(32).toString('base64url'), 'base64url'),
    code_challenge_method: 'S256',
    ...more,
  }
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
  return url.href
}
