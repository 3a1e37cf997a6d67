import { describe, expect, test } from 'vitest'
import { expectTokenError } from '../expectations.ts'
import { accessTokenOf, membersOf } from '../flow/tokens.ts'
import type { Kit } from '../kit.ts'

export function clientCredentialsGrant(kit: Kit): void {
  const { clients, admin } = kit.target

  describe('The client credentials grant, RFC 6749 §4.4', () => {
    test('CC-01: it is for confidential clients that registered it', async () => {
      for (const client of [clients.public, clients.native, clients.confidential])
        expectTokenError(await kit.clientCredentials(client), 'unauthorized_client')
      expect((await kit.clientCredentials(clients.clientCredentials)).status).toBe(200)
    })

    test('CC-01: a public client cannot be registered for it', async () => {
      const redirectUris = ['https://spa.example/cb']
      const registration = {
        type: 'public',
        redirectUris,
        scope: 'profile',
        grantTypes: ['client_credentials'],
      } as const
      expect((await admin.registerClient(registration)).outcome).toBe('refused')
    })

    test('CC-02: there is no refresh token in the answer', async () => {
      const answer = await kit.clientCredentials(clients.clientCredentials)
      expect(Object.keys(membersOf(answer)).toSorted()).toEqual(['access_token', 'expires_in', 'scope', 'token_type'])
    })

    test('CC-03: an app token speaks for no user, and no client can take the id of one', async () => {
      const app = accessTokenOf(await kit.clientCredentials(clients.clientCredentials))
      expect([401, 403]).toContain((await kit.identity(app)).status)
      const tokens = await kit.obtainTokens(clients.firstParty)
      const { identityId } = membersOf(await kit.identity(tokens.accessToken))
      const registration = {
        type: 'confidential',
        redirectUris: ['https://taken.example/cb'],
        scope: 'profile',
        clientId: String(identityId),
      } as const
      expect((await admin.registerClient(registration)).outcome).toBe('refused')
    })

    test('CC-04: a scope that was asked for is the scope that comes back', async () => {
      const answer = await kit.clientCredentials(clients.clientCredentials, { scope: 'profile' })
      expect(membersOf(answer)['scope']).toBe('profile')
    })
  })
}
