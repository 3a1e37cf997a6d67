import * as oauth from 'oauth4webapi'
import { describe, expect, test } from 'vitest'
import { walkThrough } from '../flow/walk-through.ts'
import type { Kit } from '../kit.ts'

/** oauth4webapi as its documentation shows it; the only option is that loopback may be http. */
export function oauth4webapi(kit: Kit): void {
  const { issuer, clients, user } = kit.target
  const options = { [oauth.allowInsecureRequests]: new URL(issuer).protocol === 'http:' }
  const discover = async () => {
    const url = new URL(issuer)
    return oauth.processDiscoveryResponse(url, await oauth.discoveryRequest(url, { algorithm: 'oauth2', ...options }))
  }

  describe('oauth4webapi', () => {
    for (const [kind, method] of [
      ['confidential', 'basic'],
      ['confidential', 'post'],
      ['public', 'none'],
    ] as const)
      test(`signs a person in and refreshes, as a ${kind} client (${method})`, async () => {
        const as = await discover()
        const { clientId, clientSecret = '', redirectUris } = clients[kind]
        const client: oauth.Client = { client_id: clientId }
        const authentication = { basic: oauth.ClientSecretBasic, post: oauth.ClientSecretPost, none: oauth.None }[
          method
        ](clientSecret)
        const verifier = oauth.generateRandomCodeVerifier()
        const state = oauth.generateRandomState()
        const url = new URL(as.authorization_endpoint ?? '')
        url.search = String(
          new URLSearchParams({
            client_id: clientId,
            redirect_uri: redirectUris[0],
            response_type: 'code',
            scope: 'profile email',
            code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
            code_challenge_method: 'S256',
            state,
          }),
        )
        const { location } = await walkThrough(kit.newBrowser(), url, user)
        const parameters = oauth.validateAuthResponse(as, client, new URL(location), state)
        const answer = await oauth.authorizationCodeGrantRequest(
          as,
          client,
          authentication,
          parameters,
          redirectUris[0],
          verifier,
          options,
        )
        const tokens = await oauth.processAuthorizationCodeResponse(as, client, answer)
        expect(tokens).toMatchObject({ token_type: 'bearer', scope: 'profile email' })
        const identity = await oauth.protectedResourceRequest(
          tokens.access_token,
          'GET',
          new URL(kit.url('getIdentity')),
          undefined,
          undefined,
          options,
        )
        expect(await identity.json()).toMatchObject({ userName: user.username })
        const refreshed = await oauth.refreshTokenGrantRequest(
          as,
          client,
          authentication,
          tokens.refresh_token ?? '',
          options,
        )
        const next = await oauth.processRefreshTokenResponse(as, client, refreshed)
        expect(next.refresh_token).not.toBe(tokens.refresh_token)
      })

    test('gets an app token', async () => {
      const as = await discover()
      const { clientId, clientSecret } = clients.clientCredentials
      const client: oauth.Client = { client_id: clientId }
      const answer = await oauth.clientCredentialsGrantRequest(
        as,
        client,
        oauth.ClientSecretBasic(clientSecret),
        {},
        options,
      )
      expect((await oauth.processClientCredentialsResponse(as, client, answer)).token_type).toBe('bearer')
    })

    test('understands every refusal', async () => {
      const as = await discover()
      const { clientId, clientSecret } = clients.confidential
      const client: oauth.Client = { client_id: clientId }
      const refused = await oauth.refreshTokenGrantRequest(
        as,
        client,
        oauth.ClientSecretBasic(clientSecret),
        'not-a-token',
        options,
      )
      await expect(oauth.processRefreshTokenResponse(as, client, refused)).rejects.toMatchObject({
        error: 'invalid_grant',
        status: 400,
      })
      const stranger = await oauth.refreshTokenGrantRequest(
        as,
        client,
        oauth.ClientSecretBasic('wrong'),
        'not-a-token',
        options,
      )
      await expect(oauth.processRefreshTokenResponse(as, client, stranger)).rejects.toThrow(
        oauth.WWWAuthenticateChallengeError,
      )
      const denied = new URL(
        (
          await kit.newBrowser().get(kit.authorizationUrl(clients.confidential, { scope: 'no-such-scope', state: 's' }))
        ).headers.get('location') ?? '',
      )
      expect(() => oauth.validateAuthResponse(as, client, denied, 's')).toThrow(oauth.AuthorizationResponseError)
    })
  })
}
