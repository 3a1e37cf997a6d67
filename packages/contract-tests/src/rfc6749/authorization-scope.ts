import { describe, test } from '../run/cases.ts'
import { expect } from '../run/expect.ts'
import { expectErrorAtClient, expectOwnPage, expectTokenError } from '../expectations.ts'
import { accessTokenOf, membersOf } from '../flow/tokens.ts'
import { NotApplicable } from '../run/not-applicable.ts'
import { narrowScope, words } from '../flow/scopes.ts'
import type { Exchange } from '../http/exchange.ts'
import type { Kit } from '../kit.ts'

export function authorizationScope(kit: Kit): void {
  const { clients, issuer, role } = kit.target
  const client = clients.confidential
  const at = () => ({ issuer, redirectUri: client.redirectUris[0], state: 'kept' })

  describe('Scope, RFC 6749 §3.3', () => {
    test('AUTHZ-15: a malformed scope is invalid_scope', async () => {
      const bad = [
        'a"b',
        String.raw`a\b`,
        client.scope.replace(' ', '\t').padEnd(3, '\t'),
        client.scope.replace(' ', '\n').padEnd(3, '\n'),
        'é',
        'a'.repeat(5000),
      ]
      for (const scope of bad) {
        const landing = await kit.completeAuthorization(client, { parameters: { scope, state: 'kept' } })
        // A server may leave out what it does not know, and say so with the token.
        if (landing.parameters.has('code') && !kit.target.policy) continue
        const errors = ['invalid_scope', 'invalid_request', ...(kit.target.policy ? [] : ['access_denied'])]
        expectErrorAtClient(landing, { error: errors, ...at() })
      }
    })

    test('AUTHZ-15: an unknown scope is invalid_scope, or is left out and what remains is told', async () => {
      for (const scope of ['no-such-scope', `${client.scope} no-such-scope`]) {
        const { parameters } = await kit.completeAuthorization(client, { parameters: { scope } })
        if (kit.target.policy) expect(parameters.get('error'), scope).toBe('invalid_scope')
        // Nothing remained that the person could have granted.
        else if (parameters.has('error'))
          expect(parameters.get('error'), scope).toMatch(/^(invalid_scope|access_denied)$/)
      }
      const asked = { parameters: { scope: `${client.scope} no-such-scope` } }
      if (!(await kit.completeAuthorization(client, asked)).parameters.has('code')) return
      const { exchange } = await kit.obtainTokens(client, asked)
      expect(membersOf(exchange)['scope'], 'the granted scope').toEqual(expect.any(String))
      expect(words(String(membersOf(exchange)['scope']))).not.toContain('no-such-scope')
    })

    test('AUTHZ-15: two spaces between names are invalid_scope or do no harm', async () => {
      const landing = await kit.completeAuthorization(client, {
        parameters: { scope: client.scope.replace(' ', '  ') },
      })
      const error = landing.parameters.get('error')
      expect(error ?? 'code').toBe(error === null ? 'code' : 'invalid_scope')
    })

    test('AUTHZ-16: what was granted is told when it is less than what was asked for', async () => {
      const { scope } = await kit.obtainTokens(clients.roleScoped, { parameters: { scope: `profile ${role.scope}` } })
      expect(scope).toBe('profile')
    })

    test('AUTHZ-16: the scope is told, also when none was asked for', async () => {
      const one = narrowScope(client)
      expect((await kit.obtainTokens(client, { parameters: { scope: one } })).scope).toBe(one)
      const { parameters } = await kit.completeAuthorization(client, { parameters: { scope: undefined } })
      if (parameters.has('error'))
        return expect(parameters.get('error')).toMatch(/^(invalid_(scope|request)|access_denied)$/)
      const { exchange } = await kit.obtainTokens(client, { parameters: { scope: undefined } })
      const told = membersOf(exchange)['scope']
      if (kit.target.policy) expect(words(String(told))).toEqual(words(client.scope))
      else expect(told).toEqual(expect.any(String))
    })

    test('AUTHZ-17: a client never gets a scope outside of its registration', async () => {
      const foreign = clients.clientCredentials.scope.split(' ').find((name) => !client.scope.split(' ').includes(name))
      if (foreign === undefined) throw new NotApplicable('`clientCredentials` has no scope that `confidential` lacks')
      for (const scope of [foreign, `${client.scope} ${foreign}`]) {
        const landing = await kit.completeAuthorization(client, { parameters: { scope } })
        if (landing.parameters.has('error')) expect(landing.parameters.get('error')).toBe('invalid_scope')
        else expect((await kit.obtainTokens(client, { parameters: { scope } })).scope.split(' ')).not.toContain(foreign)
      }
      const tokens = await kit.obtainTokens(client)
      const wider = { scope: `${client.scope} ${foreign}` }
      expectTokenError(await kit.refresh(client, tokens.refreshToken, wider), 'invalid_scope')
    })

    test('AUTHZ-17: an app never gets a scope outside of its registration', async () => {
      const own = clients.clientCredentials.scope.split(' ')
      const foreign = clients.confidential.scope.split(' ').find((name) => !own.includes(name))
      if (foreign === undefined) throw new NotApplicable('`confidential` has no scope that `clientCredentials` lacks')
      const asked = [foreign, ...(kit.target.policy ? [role.scope] : [])]
      for (const scope of asked) {
        const answer = await kit.clientCredentials(clients.clientCredentials, { scope })
        if (answer.status === 200) expect(scopeOf(answer).split(' ')).not.toContain(scope)
        else expectTokenError(answer, 'invalid_scope')
      }
    })

    test('AUTHZ-18: a client without the grant is unauthorized_client, at both endpoints', async () => {
      const limited = { ...clients.clientCredentials, redirectUris: client.redirectUris }
      const landing = await kit.authorize(kit.newBrowser(), limited, { state: 'kept' })
      if (landing.kind === 'page') expectOwnPage(landing, kit.refusal(400))
      else expectErrorAtClient(landing, { error: 'unauthorized_client', ...at() })
      const authorization = await kit.obtainCode(client)
      // Some ask whose code it is first, others what the client may do at all.
      expectTokenError(await kit.redeem(authorization, {}, { as: limited }), 'unauthorized_client', 'invalid_grant')
      expectTokenError(await kit.refresh(limited, 'rt_none'), 'unauthorized_client', 'invalid_grant')
      expectTokenError(await kit.clientCredentials(client), 'unauthorized_client')
    })

    test('AUTHZ-17, RT-11: a scope that requires a role is granted to those who have it, and ends with it', async () => {
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

    test('AUTHZ-17: a scope that requires a role that the user lacks leaves nothing to grant: access_denied or invalid_scope', async () => {
      const landing = await kit.completeAuthorization(clients.roleScoped, { parameters: { scope: role.scope } })
      expect(landing.parameters.get('error')).toMatch(/^(access_denied|invalid_scope)$/)
    })

    test('AUTHZ-15: offline_access is accepted and changes nothing', { policy: true }, async () => {
      const tokens = await kit.obtainTokens(client, { parameters: { scope: `${client.scope} offline_access` } })
      expect(words(tokens.scope)).toEqual(expect.arrayContaining([...words(client.scope)]))
    })

    test(
      'CC-04: without a scope an app token carries the registered ones, and says which',
      { policy: true },
      async () => {
        const answer = await kit.clientCredentials(clients.clientCredentials)
        accessTokenOf(answer)
        expect(words(String(membersOf(answer)['scope']))).toEqual(words(clients.clientCredentials.scope))
      },
    )
  })
}

/** The member `scope` of a token response; empty: there is none. */
function scopeOf(answer: Exchange): string {
  const { scope } = membersOf(answer)
  return typeof scope === 'string' ? scope : ''
}
