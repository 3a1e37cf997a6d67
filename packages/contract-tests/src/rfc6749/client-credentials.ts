import { describe, test } from '../run/cases.ts'
import { expect } from '../run/expect.ts'
import { expectTokenError } from '../expectations.ts'
import { accessTokenOf, membersOf } from '../flow/tokens.ts'
import type { Kit } from '../kit.ts'

export function clientCredentialsGrant(kit: Kit): void {
  const { clients, admin } = kit.target

  describe('The client credentials grant, RFC 6749 §4.4', () => {
    test('CC-01: it is for confidential clients that registered it', async () => {
      for (const client of kit.othersThan(clients.clientCredentials)) {
        const answer = await kit.clientCredentials(client)
        expectTokenError(
          answer,
          ...kit.errors('unauthorized_client', 'invalid_client', 'invalid_request', 'unsupported_grant_type'),
        )
      }
      expect((await kit.clientCredentials(clients.clientCredentials)).status).toBe(200)
    })

    test('CC-01: a public client cannot be registered for it', async () => {
      const redirectUris = ['https://spa.example/cb']
      const registration = {
        type: 'public',
        redirectUris,
        scope: clients.clientCredentials.scope,
        grantTypes: ['client_credentials'],
      } as const
      expect((await admin.registerClient(registration)).outcome).toBe('refused')
    })

    test('CC-02: there is no refresh token in the answer', async () => {
      const answer = await kit.clientCredentials(clients.clientCredentials)
      expect(membersOf(answer)).toHaveProperty('access_token')
      expect(membersOf(answer)).not.toHaveProperty('refresh_token')
    })

    test('CC-03: an app token speaks for no user', async () => {
      const app = accessTokenOf(await kit.clientCredentials(clients.clientCredentials))
      const answer = await kit.identity(app)
      // An API may serve apps, too: under names of their own.
      if (answer.status === 200 && !kit.target.policy) {
        const { accessToken } = await kit.obtainTokens(clients.firstParty)
        expect(answer.body).not.toBe((await kit.identity(accessToken)).body)
      } else expect([401, 403]).toContain(answer.status)
    })

    test('CC-03: no client can take the id of a user', { policy: true }, async () => {
      const tokens = await kit.obtainTokens(clients.firstParty)
      const { identityId } = membersOf(await kit.identity(tokens.accessToken))
      const registration = {
        type: 'confidential',
        redirectUris: ['https://taken.example/cb'],
        scope: clients.confidential.scope,
        clientId: String(identityId),
      } as const
      expect((await admin.registerClient(registration)).outcome).toBe('refused')
    })

    test('CC-04: a scope that was asked for is the scope that comes back', async () => {
      const [scope] = clients.clientCredentials.scope.split(' ')
      const answer = await kit.clientCredentials(clients.clientCredentials, { scope })
      // What was asked for need not be repeated. RFC 6749 §5.1
      expect(membersOf(answer)['scope'] ?? scope).toBe(scope)
    })
  })
}
