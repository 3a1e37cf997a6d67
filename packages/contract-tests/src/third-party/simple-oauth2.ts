import { AuthorizationCode } from 'simple-oauth2'
import { describe, expect, test } from 'vitest'
import { challengeOf, newVerifier } from '../flow/pkce.ts'
import { walkThrough } from '../flow/walk-through.ts'
import type { Kit } from '../kit.ts'

/** simple-oauth2 as its documentation shows it: it reads every answer as JSON, also that of a revocation. */
export function simpleOauth2(kit: Kit): void {
  const { issuer, clients, user } = kit.target
  const { clientId, clientSecret, redirectUris } = clients.confidential
  const { origin, pathname } = new URL(issuer)

  async function signIn() {
    const client = new AuthorizationCode({
      client: { id: clientId, secret: clientSecret },
      auth: {
        tokenHost: origin,
        authorizePath: `${pathname}/oauth2/v1/auth`,
        tokenPath: `${pathname}/oauth2/v1/token`,
        revokePath: `${pathname}/oauth2/v1/revoke`,
      },
    })
    const verifier = newVerifier()
    const [redirect_uri] = redirectUris
    const url = new URL(client.authorizeURL({ redirect_uri, scope: 'profile', state: 's' }))
    url.searchParams.set('code_challenge', challengeOf(verifier))
    url.searchParams.set('code_challenge_method', 'S256')
    const { parameters } = await walkThrough(kit.newBrowser(), url.href, user)
    const code = parameters.get('code') ?? ''
    // Its types do not know PKCE; it sends on whatever it is given.
    return client.getToken({ code, redirect_uri, code_verifier: verifier } as Parameters<typeof client.getToken>[0])
  }

  describe('simple-oauth2', () => {
    test('REV-10: revokeAll() ends the access token and then the grant', async () => {
      const tokens = await (await signIn()).refresh()
      expect(await kit.isAlive(String(tokens.token['access_token']))).toBe(true)
      await tokens.revokeAll()
      expect(await kit.isAlive(String(tokens.token['access_token']))).toBe(false)
      await expect(tokens.refresh()).rejects.toMatchObject({ data: { payload: { error: 'invalid_grant' } } })
    })

    test('REV-07: revoke() of the access token leaves the refresh token alone', async () => {
      const tokens = await signIn()
      await tokens.revoke('access_token')
      expect(await kit.isAlive(String(tokens.token['access_token']))).toBe(false)
      const next = await tokens.refresh()
      expect(await kit.isAlive(String(next.token['access_token']))).toBe(true)
    })
  })
}
