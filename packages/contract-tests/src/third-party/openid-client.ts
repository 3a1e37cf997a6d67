import * as client from 'openid-client'
import { describe, expect, test } from 'vitest'
import { walkThrough } from '../flow/walk-through.ts'
import type { Kit } from '../kit.ts'
import type { ContractClient } from '../target.ts'

/** openid-client as its documentation shows it; the only option is that loopback may be http. */
export function openidClient(kit: Kit): void {
  const { issuer, clients, user } = kit.target
  const insecure = new URL(issuer).protocol === 'http:'

  const discover = (
    { clientId, clientSecret }: Pick<ContractClient, 'clientId' | 'clientSecret'>,
    authentication?: client.ClientAuth,
  ) =>
    client.discovery(new URL(issuer), clientId, clientSecret, authentication, {
      algorithm: 'oauth2',
      ...(insecure && { execute: [client.allowInsecureRequests] }),
    })

  describe('openid-client', () => {
    for (const kind of ['confidential', 'public', 'native'] as const)
      test(`signs a person in and refreshes, as a ${kind} client`, async () => {
        const { redirectUris, clientSecret } = clients[kind]
        const config = await discover(clients[kind], clientSecret === undefined ? client.None() : undefined)
        const pkceCodeVerifier = client.randomPKCECodeVerifier()
        const expectedState = client.randomState()
        const url = client.buildAuthorizationUrl(config, {
          redirect_uri: redirectUris[0],
          scope: 'profile',
          code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
          code_challenge_method: 'S256',
          state: expectedState,
        })
        const { location } = await walkThrough(kit.newBrowser(), url, user)
        const tokens = await client.authorizationCodeGrant(config, new URL(location), {
          pkceCodeVerifier,
          expectedState,
        })
        expect(tokens.expiresIn()).toBeGreaterThan(0)
        const identity = await client.fetchProtectedResource(
          config,
          tokens.access_token,
          new URL(kit.url('getIdentity')),
          'GET',
        )
        expect(await identity.json()).toMatchObject({ userName: user.username })
        const next = await client.refreshTokenGrant(config, tokens.refresh_token ?? '')
        expect(next.refresh_token).not.toBe(tokens.refresh_token)
        expect(next.scope).toBe('profile')
      })

    test('gets an app token', async () => {
      const tokens = await client.clientCredentialsGrant(await discover(clients.clientCredentials), {
        scope: 'profile',
      })
      expect(tokens.scope).toBe('profile')
    })

    test('understands every refusal', async () => {
      const config = await discover(clients.confidential)
      const refused = { error: 'invalid_grant', status: 400 }
      await expect(client.refreshTokenGrant(config, 'not-a-token')).rejects.toMatchObject(refused)
      const url = client.buildAuthorizationUrl(config, {
        redirect_uri: clients.confidential.redirectUris[0],
        scope: 'profile',
        state: 's',
      })
      const { location } = await walkThrough(kit.newBrowser(), url, user)
      const denied = client.authorizationCodeGrant(config, new URL(location), { expectedState: 's' })
      await expect(denied).rejects.toMatchObject({ error: 'invalid_request' })
    })
  })
}
