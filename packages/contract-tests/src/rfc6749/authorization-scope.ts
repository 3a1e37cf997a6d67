import { describe, expect, test } from 'vitest'
import { expectAway, expectErrorAtClient, expectOwnPage, expectTokenError } from '../expectations.ts'
import { accessTokenOf, membersOf } from '../flow/tokens.ts'
import type { Kit } from '../kit.ts'

const words = (scope: string) => scope.split(' ').toSorted()

export function authorizationScope(kit: Kit): void {
  const { clients, issuer, role } = kit.target
  const client = clients.confidential
  const [redirectUri] = client.redirectUris

  describe('Scope, RFC 6749 §3.3', () => {
    test('AUTHZ-15: an unknown or malformed scope is invalid_scope', async () => {
      const bad = [
        'unknown',
        'profile unknown',
        'a"b',
        String.raw`a\b`,
        'profile\temail',
        'profile\nemail',
        'é',
        'a'.repeat(5000),
      ]
      for (const scope of bad) {
        const landing = await kit.authorize(kit.newBrowser(), client, { scope, state: 'kept' })
        expectErrorAtClient(landing, { error: 'invalid_scope', issuer, redirectUri, state: 'kept' })
      }
    })

    test('AUTHZ-15: two spaces between names are invalid_scope or do no harm', async () => {
      const landing = await kit.completeAuthorization(client, { parameters: { scope: 'profile  email' } })
      const error = landing.parameters.get('error')
      expect(error ?? 'code').toBe(error === null ? 'code' : 'invalid_scope')
    })

    test('AUTHZ-16: what was granted is told when it is less than what was asked for', async () => {
      const { scope } = await kit.obtainTokens(clients.roleScoped, { parameters: { scope: `profile ${role.scope}` } })
      expect(scope).toBe('profile')
    })

    test('AUTHZ-16: the scope is told, also when none was asked for', async () => {
      const tokens = await kit.obtainTokens(client, { parameters: { scope: undefined } })
      expect(words(tokens.scope)).toEqual(words(client.scope))
      const narrow = await kit.obtainTokens(client, { parameters: { scope: 'profile' } })
      expect(narrow.scope).toBe('profile')
    })

    test('AUTHZ-17: a client never gets a scope outside of its registration', async () => {
      const foreign = clients.clientCredentials.scope.split(' ').find((name) => name !== 'profile') ?? ''
      for (const scope of [foreign, `profile ${foreign}`]) {
        const landing = expectAway(await kit.authorize(kit.newBrowser(), client, { scope }))
        expect(landing.parameters.get('error')).toBe('invalid_scope')
      }
      const tokens = await kit.obtainTokens(client)
      expectTokenError(await kit.refresh(client, tokens.refreshToken, { scope: `profile ${foreign}` }), 'invalid_scope')
      expectTokenError(await kit.clientCredentials(clients.clientCredentials, { scope: role.scope }), 'invalid_scope')
      expectTokenError(await kit.clientCredentials(clients.clientCredentials, { scope: 'email' }), 'invalid_scope')
    })

    test('AUTHZ-18: a client without the grant is unauthorized_client, at both endpoints', async () => {
      const limited = { ...clients.clientCredentials, redirectUris: client.redirectUris }
      const landing = await kit.authorize(kit.newBrowser(), limited, { state: 'kept' })
      if (landing.kind === 'page') expectOwnPage(landing, 400)
      else expectErrorAtClient(landing, { error: 'unauthorized_client', issuer, redirectUri, state: 'kept' })
      const authorization = await kit.obtainCode(client)
      expectTokenError(await kit.redeem(authorization, {}, { as: limited }), 'unauthorized_client')
      expectTokenError(await kit.refresh(limited, 'rt_none'), 'unauthorized_client')
      expectTokenError(await kit.clientCredentials(client), 'unauthorized_client')
    })

    test('a scope that requires a role is granted to those who have it, and ends with it', async () => {
      const { admin } = kit.target
      const user = await admin.createUser()
      await admin.assignRole(user.username, role.name)
      const scope = `profile ${role.scope}`
      const tokens = await kit.obtainTokens(clients.roleScoped, { user, parameters: { scope } })
      expect(words(tokens.scope)).toEqual(words(scope))
      const withoutRole = await kit.obtainTokens(clients.roleScoped, { user, parameters: { scope: 'profile' } })

      await admin.removeRole(user.username, role.name)
      expect(await kit.isAlive(tokens.accessToken)).toBe(false)
      expectTokenError(await kit.refresh(clients.roleScoped, tokens.refreshToken), 'invalid_grant')
      expect(await kit.isAlive(withoutRole.accessToken), 'a grant that does not rest on the role carries on').toBe(true)
      expect((await kit.refresh(clients.roleScoped, withoutRole.refreshToken)).status).toBe(200)

      await admin.assignRole(user.username, role.name)
      expectTokenError(await kit.refresh(clients.roleScoped, tokens.refreshToken), 'invalid_grant')
      expect(await kit.isAlive(tokens.accessToken), 'the role back revives nothing').toBe(false)
      const again = await kit.obtainTokens(clients.roleScoped, { user, parameters: { scope } })
      expect(words(again.scope)).toEqual(words(scope))
    })

    test('a scope that requires a role that the user lacks leaves nothing to grant: access_denied or invalid_scope', async () => {
      const landing = await kit.completeAuthorization(clients.roleScoped, { parameters: { scope: role.scope } })
      expect(landing.parameters.get('error')).toMatch(/^(access_denied|invalid_scope)$/)
    })

    test('offline_access is accepted and changes nothing', async () => {
      const tokens = await kit.obtainTokens(client, { parameters: { scope: 'profile offline_access' } })
      expect(words(tokens.scope)).toContain('profile')
    })

    test('CC-04: without a scope an app token carries the registered ones, and says which', async () => {
      const answer = await kit.clientCredentials(clients.clientCredentials)
      accessTokenOf(answer)
      expect(words(String(membersOf(answer)['scope']))).toEqual(words(clients.clientCredentials.scope))
    })
  })
}
