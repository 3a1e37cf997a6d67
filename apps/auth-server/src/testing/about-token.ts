import type { TestHub } from './start-test-hub.ts'
import { exchange, TestBrowser, type TestClient, type TokenAnswer } from './test-browser.ts'

export interface Answer {
  readonly status: number
  readonly body: unknown
  readonly headers: Headers
}

/** Asks the hub to revoke or to introspect a token, as a client with a secret. */
export async function askAbout(
  hub: TestHub,
  operation: 'revoke' | 'introspect',
  client: TestClient,
  token: string | undefined,
): Promise<Answer> {
  const response = await fetch(`${hub.origin}/acme/oauth2/v1/${operation}`, {
    method: 'POST',
    body: new URLSearchParams({ client_id: client.clientId, client_secret: client.clientSecret, token: token ?? '' }),
  })
  return { status: response.status, body: await response.json(), headers: response.headers }
}

export interface GrantedTokens {
  readonly accessToken: string
  readonly refreshToken: string
}

/** For a first-party client: tokens that the test user granted. */
export async function obtainTokens(hub: TestHub, client: TestClient): Promise<GrantedTokens> {
  const code = await new TestBrowser(hub).obtainCode(client.clientId)
  return granted(await exchange(hub, client, code))
}

export function granted({
  access_token: accessToken = '',
  refresh_token: refreshToken = '',
}: TokenAnswer): GrantedTokens {
  return { accessToken, refreshToken }
}
