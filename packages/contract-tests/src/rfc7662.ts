import { describe, test } from './run/cases.ts'
import { expect } from './run/expect.ts'
import { expectTokenError } from './expectations.ts'
import { aboutToken } from './flow/about-token.ts'
import { accessTokenOf, membersOf } from './flow/tokens.ts'
import type { Exchange } from './http/exchange.ts'
import { race, tally } from './http/race.ts'
import type { Kit } from './kit.ts'

const guesses = 1100

async function expectActive(answer: Promise<Exchange>): Promise<Readonly<Record<string, unknown>>> {
  const members = membersOf(await answer)
  expect(members).toMatchObject({ active: true })
  return members
}

export function introspection(kit: Kit): void {
  const { clients, issuer, otherTenant } = kit.target
  const client = clients.firstParty
  const { revoke, introspect } = aboutToken(kit)
  const there = () => ({ issuer: otherTenant.issuer })

  /** Exactly that, and nothing that tells why. */
  function expectInactive(answer: Exchange, about = 'inactive'): void {
    expect(answer.status, about).toBe(200)
    if (kit.target.policy) expect(answer.body, about).toBe('{"active":false}')
    else expect(membersOf(answer), about).toEqual({ active: false })
  }

  describe('Introspection, RFC 7662', () => {
    test('INTRO-01: nobody asks without credentials, or with wrong ones', async () => {
      const { accessToken } = await kit.obtainTokens(client)
      const url = kit.url('introspectToken')
      const form = { 'Content-Type': 'application/x-www-form-urlencoded' }
      const nobody = await kit.send({ method: 'POST', url, headers: form, body: `token=${accessToken}` })
      const refused = kit.errors('invalid_client', 'invalid_request')
      expectTokenError(nobody, ...refused)
      expectTokenError(await introspect(client, accessToken, {}, { method: 'none' }), ...refused)
      const wrong = { ...client, clientSecret: `${client.clientSecret}x` }
      for (const method of ['basic', 'post'] as const)
        expectTokenError(await introspect(wrong, accessToken, {}, { method }), 'invalid_client')
    })

    test('INTRO-01: a public client is nobody in particular, so it may not ask', { policy: true }, async () => {
      for (const anybody of [clients.public, clients.native]) {
        const { accessToken } = await kit.obtainTokens(anybody)
        expectTokenError(await introspect(anybody, accessToken), 'invalid_client')
      }
    })

    test('INTRO-05: an active token is described with members of the right types', async () => {
      const { accessToken, expiresInSeconds, scope } = await kit.obtainTokens(client)
      const members = await expectActive(introspect(client, accessToken))
      const now = Date.now() / 1000
      const { exp, iat } = members
      expect(members['client_id']).toBe(client.clientId)
      const told = members['scope'] ?? scope
      expect(typeof told === 'string' && told.split(' ').toSorted()).toEqual(scope.split(' ').toSorted())
      expect(Number.isInteger(exp)).toBe(true)
      expect(Math.abs(Number(exp) - now - expiresInSeconds)).toBeLessThan(60)
      expect(iat === undefined || Math.abs(Number(iat) - now) < 60).toBe(true)
      expect([undefined, issuer]).toContain(members['iss'])
      expect(['undefined', 'string']).toContain(typeof members['sub'])
      expect([undefined, 'bearer']).toContain(
        typeof members['token_type'] === 'string' ? members['token_type'].toLowerCase() : undefined,
      )
    })

    test('INTRO-05: nothing that can be known is left out', { policy: true }, async () => {
      const { accessToken } = await kit.obtainTokens(client)
      const members = await expectActive(introspect(client, accessToken))
      const names = ['active', 'client_id', 'exp', 'iat', 'iss', 'scope', 'sub', 'token_type']
      expect(Object.keys(members).toSorted()).toEqual(names)
      expect(members).toMatchObject({ iss: issuer, token_type: 'Bearer' })
      const identity = membersOf(await kit.identity(accessToken))
      expect(members['sub']).toBe(identity['identityId'])
    })

    test('INTRO-05, CC-03: an app token is told from a person’s', { policy: true }, async () => {
      const app = accessTokenOf(await kit.clientCredentials(clients.clientCredentials))
      const members = await expectActive(introspect(clients.clientCredentials, app))
      expect(members).toMatchObject({ client_id: clients.clientCredentials.clientId, iss: issuer })
      expect(members).not.toHaveProperty('sub')
    })

    test('INTRO-02: whatever is unknown is inactive, and nothing more', async () => {
      const { code } = await kit.obtainCode(client)
      for (const token of ['unknown', `at_${'0'.repeat(26)}_${'A'.repeat(43)}`, 'é', 'a'.repeat(2000), code])
        expectInactive(await introspect(client, token), token.slice(0, 12))
    })

    test('INTRO-02: a changed tail, case or padding makes an unknown token', async () => {
      const { accessToken } = await kit.obtainTokens(client)
      const tail = accessToken.endsWith('A') ? 'B' : 'A'
      for (const token of [`${accessToken.slice(0, -1)}${tail}`, `${accessToken}=`, ` ${accessToken}`])
        expectInactive(await introspect(client, token))
      await expectActive(introspect(client, accessToken))
    })

    test('INTRO-02, BEAR-06: a refresh token opens nothing, so it is not active', { policy: true }, async () => {
      const { refreshToken } = await kit.obtainTokens(client)
      for (const token_type_hint of [undefined, 'refresh_token', 'access_token'])
        expectInactive(await introspect(client, refreshToken, { token_type_hint }))
      expect((await kit.refresh(client, refreshToken)).status).toBe(200)
    })

    test('INTRO-05: a hint that is wrong, or that nobody knows, is only a hint', async () => {
      const { accessToken } = await kit.obtainTokens(client)
      for (const token_type_hint of ['access_token', 'refresh_token', 'anything'])
        await expectActive(introspect(client, accessToken, { token_type_hint }))
    })

    test('INTRO-03: only POST asks, and never in the query', async () => {
      const { accessToken } = await kit.obtainTokens(client)
      const url = kit.url('introspectToken')
      const { headers } = (await introspect(client, accessToken)).request
      for (const method of ['GET', 'PUT', 'DELETE']) {
        const answer = await kit.send({ method, url: `${url}?token=${accessToken}`, headers })
        expect(kit.refusal(405), method).toContain(answer.status)
        expect(membersOf(answer)).not.toHaveProperty('active')
      }
      const inQuery = await kit.send({ method: 'POST', url: `${url}?token=${accessToken}`, headers, body: '' })
      expect(kit.refusal(400)).toContain(inQuery.status)
    })

    test('INTRO-03: the token is required, once, in a form that is not too large', async () => {
      const { accessToken } = await kit.obtainTokens(client)
      const { request } = await introspect(client, accessToken)
      const post = (body: string, more: Record<string, string> = {}) =>
        kit.send({ method: 'POST', url: request.url.href, headers: { ...request.headers, ...more }, body })
      for (const body of ['', 'token=', `token=${accessToken}&token=${accessToken}`])
        expectTokenError(await post(body), 'invalid_request')
      const json = await post(JSON.stringify({ token: accessToken }), { 'Content-Type': 'application/json' })
      expect(kit.refusal(415)).toContain(json.status)
      expect(kit.refusal(413)).toContain((await post(`token=${'a'.repeat(70_000)}`)).status)
    })

    test('INTRO-04: each client sees its own tokens, and no other one’s', { policy: true }, async () => {
      const callers = [
        { caller: client, at: {} },
        { caller: clients.secondConfidential, at: {} },
        { caller: clients.pkceOptional, at: {} },
        { caller: otherTenant.sameClient, at: there() },
        { caller: otherTenant.namesake, at: there() },
      ]
      const owned = [client, clients.secondConfidential, clients.pkceOptional]
      const tokens = await Promise.all(owned.map((owner) => kit.obtainTokens(owner)))
      for (const [of, { accessToken }] of tokens.entries())
        for (const { caller, at } of callers) {
          const answer = await introspect(caller, accessToken, {}, at)
          if (caller === owned[of]) expect(membersOf(answer)).toMatchObject({ active: true })
          else expectInactive(answer, `${caller.clientId} about a token of ${owned[of]?.clientId}`)
        }
    })

    test('TEN-02, INTRO-04: a token of one tenant is unknown at another', async () => {
      const { accessToken } = await kit.obtainTokens(client)
      expectInactive(await introspect(otherTenant.sameClient, accessToken, {}, there()))
      await expectActive(introspect(client, accessToken))
    })

    test('INTRO-06: a revocation shows at once', async () => {
      const grant = await kit.obtainTokens(client)
      await expectActive(introspect(client, grant.accessToken))
      await revoke(client, grant.refreshToken)
      expectInactive(await introspect(client, grant.accessToken), 'the refresh token was revoked')
      const single = await kit.obtainTokens(client)
      await revoke(client, single.accessToken)
      expectInactive(await introspect(client, single.accessToken), 'the access token was revoked')
    })

    test('INTRO-06: blocking a user shows at once, and unblocking brings nothing back', async () => {
      const user = await kit.target.admin.createUser()
      const { accessToken } = await kit.obtainTokens(client, { user })
      await expectActive(introspect(client, accessToken))
      await kit.target.admin.blockUser(user.username)
      expectInactive(await introspect(client, accessToken))
      await kit.target.admin.unblockUser(user.username)
      expectInactive(await introspect(client, accessToken))
    })

    test('INTRO-08: no answer may be kept by a cache', async () => {
      const { accessToken } = await kit.obtainTokens(client)
      for (const token of [accessToken, 'unknown'])
        expect((await introspect(client, token)).headers.get('cache-control')).toMatch(/no-store/)
    })

    test('META-06: the metadata names the endpoint, and only methods with a secret', async () => {
      const metadata = membersOf(await kit.send({ url: kit.url('getAuthorizationServerMetadata') }))
      expect(metadata['introspection_endpoint']).toBe(kit.url('introspectToken'))
      const methods = metadata['introspection_endpoint_auth_methods_supported'] ?? ['client_secret_basic']
      if (kit.target.policy) expect(methods).toEqual(['client_secret_basic', 'client_secret_post'])
      for (const [name, method] of [
        ['client_secret_basic', 'basic'],
        ['client_secret_post', 'post'],
      ] as const)
        if (Array.isArray(methods) && methods.includes(name))
          expect((await introspect(client, 'unknown', {}, { method })).status, name).toBe(200)
    })

    test(`INTRO-07: who tries ${guesses} unknown tokens has to wait, and still learns about its own`, async () => {
      const registered = await kit.target.admin.registerClient({
        type: 'confidential',
        redirectUris: [],
        scope: 'profile',
        grantTypes: ['client_credentials'],
      })
      if (registered.outcome === 'refused') throw new Error(registered.message)
      const scanner = registered.client
      const own = accessTokenOf(await kit.clientCredentials(scanner))
      const counts: Record<string, number> = {}
      for (let tried = 0; tried < guesses; tried += 100) {
        const answers = await race(100, (index) => introspect(scanner, `at_guess_${tried + index}`))
        for (const [status, count] of Object.entries(tally(answers.map((answer) => answer.status))))
          counts[status] = (counts[status] ?? 0) + count
      }
      expect(Object.keys(counts).toSorted()).toEqual(['200', '429'])
      const late = await introspect(scanner, 'at_guess_late')
      expect(late.status).toBe(429)
      expect(Number(late.headers.get('retry-after'))).toBeGreaterThan(0)
      if (kit.target.policy) await expectActive(introspect(scanner, own))
      expectInactive(await introspect(client, 'at_guess_elsewhere'), 'another client')
    })
  })
}
