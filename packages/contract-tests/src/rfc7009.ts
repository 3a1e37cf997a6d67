import { describe, test } from './run/cases.ts'
import { expect } from './run/expect.ts'
import { expectTokenError } from './expectations.ts'
import { aboutToken } from './flow/about-token.ts'
import { membersOf, tokensOf } from './flow/tokens.ts'
import { race, tally } from './http/race.ts'
import type { Kit } from './kit.ts'

const rounds = 5
const unknownTokens = ['unknown', 'rt_unknown', `at_${'0'.repeat(26)}_${'A'.repeat(43)}`, 'é', 'a'.repeat(2000)]

export function revocation(kit: Kit): void {
  const { clients, issuer, otherTenant } = kit.target
  const client = clients.firstParty
  const { revoke } = aboutToken(kit)
  const obtain = () => kit.obtainTokens(client)
  const unproved = kit.errors('invalid_client', 'invalid_request')
  const form = { 'Content-Type': 'application/x-www-form-urlencoded' }

  describe('Revocation, RFC 7009', () => {
    test('REV-01: only POST revokes', async () => {
      const { refreshToken } = await obtain()
      for (const method of ['GET', 'PUT', 'DELETE', 'PATCH']) {
        const answer = await kit.send({ method, url: kit.url('revokeToken') })
        expect(kit.refusal(405), method).toContain(answer.status)
      }
      expect((await kit.refresh(client, refreshToken)).status).toBe(200)
    })

    test('REV-01: the token is required, once, in a form', async () => {
      const { refreshToken } = await obtain()
      for (const token of [undefined, '']) expectTokenError(await revoke(client, '', { token }), 'invalid_request')
      const { headers } = (await revoke(client, 'unknown')).request
      const url = kit.url('revokeToken')
      const post = (body: string, more: Record<string, string> = {}) =>
        kit.send({ method: 'POST', url, headers: { ...headers, ...more }, body })
      expectTokenError(await post(`token=${refreshToken}&token=${refreshToken}`), 'invalid_request')
      const json = await post(JSON.stringify({ token: refreshToken }), { 'Content-Type': 'application/json' })
      expect(kit.refusal(415)).toContain(json.status)
      const inQuery = await kit.send({ method: 'POST', url: `${url}?token=${refreshToken}`, headers, body: '' })
      expect(kit.refusal(400)).toContain(inQuery.status)
      expect((await kit.refresh(client, refreshToken)).status).toBe(200)
    })

    test('REV-01: a body that is too large is refused as that', { policy: true }, async () => {
      expect((await revoke(client, 'a'.repeat(70_000))).status).toBe(413)
    })

    test('REV-05: a refresh token that was revoked is refused at once', async () => {
      const { refreshToken } = await obtain()
      expect((await revoke(client, refreshToken)).status).toBe(200)
      expectTokenError(await kit.refresh(client, refreshToken), 'invalid_grant')
    })

    test('REV-06: the access tokens of the grant end with its refresh token, and those of other grants do not', async () => {
      const first = await obtain()
      // Some count every authorization of a client by one person as one grant.
      const other = kit.target.policy ? await obtain() : null
      const second = tokensOf(await kit.refresh(client, first.refreshToken))
      await revoke(client, second.refreshToken)
      for (const { accessToken } of [first, second]) expect(await kit.isAlive(accessToken)).toBe(false)
      if (other === null) return
      expect(await kit.isAlive(other.accessToken)).toBe(true)
      expect((await kit.refresh(client, other.refreshToken)).status).toBe(200)
    })

    test('REV-06: a refresh token that was used before ends the grant, too', { policy: true }, async () => {
      const first = await obtain()
      const second = tokensOf(await kit.refresh(client, first.refreshToken))
      expect((await revoke(client, first.refreshToken)).status).toBe(200)
      expect(await kit.isAlive(second.accessToken)).toBe(false)
      expectTokenError(await kit.refresh(client, second.refreshToken), 'invalid_grant')
    })

    test('REV-07: revoking an access token ends it, and does the same to its refresh token each time', async () => {
      const outcomes = new Set<number>()
      for (let round = 0; round < 3; round += 1) {
        const { accessToken, refreshToken } = await obtain()
        expect((await revoke(client, accessToken)).status).toBe(200)
        expect(await kit.isAlive(accessToken)).toBe(false)
        outcomes.add((await kit.refresh(client, refreshToken)).status)
      }
      expect([...outcomes]).toEqual(kit.target.policy ? [200] : [expect.any(Number)])
    })

    test('REV-04: a hint that is wrong, or that nobody knows, is only a hint', async () => {
      for (const token_type_hint of ['access_token', 'refresh_token', 'id_token', 'anything']) {
        const { accessToken, refreshToken } = await obtain()
        expect((await revoke(client, accessToken, { token_type_hint })).status, token_type_hint).toBe(200)
        expect(await kit.isAlive(accessToken), token_type_hint).toBe(false)
        expect((await revoke(client, refreshToken, { token_type_hint })).status, token_type_hint).toBe(200)
        expectTokenError(await kit.refresh(client, refreshToken), 'invalid_grant')
      }
    })

    test('REV-03: what is unknown, or was revoked before, is no error', async () => {
      const { accessToken, refreshToken, authorization } = await obtain()
      for (const token of [accessToken, accessToken, refreshToken, refreshToken, authorization.code, ...unknownTokens])
        expect((await revoke(client, token)).status, token.slice(0, 12)).toBe(200)
    })

    test('REV-02: no other client revokes a token, confidential or public', async () => {
      const { accessToken, refreshToken } = await obtain()
      for (const other of kit.othersThan(client))
        for (const token of [accessToken, refreshToken]) {
          const answer = await revoke(other, token)
          expect(kit.refusal(200).concat(200), other.clientId).toContain(answer.status)
        }
      expect(await kit.isAlive(accessToken)).toBe(true)
      expect((await kit.refresh(client, refreshToken)).status).toBe(200)
    })

    test('REV-02: whose token it is stays untold', { policy: true }, async () => {
      const { accessToken, refreshToken } = await obtain()
      const [other = clients.public] = kit.othersThan(client)
      const unknown = await revoke(other, 'unknown')
      for (const token of [accessToken, refreshToken]) {
        const { status, body } = await revoke(other, token)
        expect({ status, body }).toEqual({ status: unknown.status, body: unknown.body })
      }
    })

    test('CAUTH-05, CAUTH-03: a confidential client revokes nothing without its secret, or with two proofs', async () => {
      const { accessToken, refreshToken } = await obtain()
      expectTokenError(await revoke(client, refreshToken, {}, { method: 'none' }), ...unproved)
      const wrong = { ...client, clientSecret: `${client.clientSecret}x` }
      expectTokenError(await revoke(wrong, refreshToken), 'invalid_client')
      expectTokenError(await revoke(wrong, refreshToken, {}, { method: 'post' }), 'invalid_client')
      const { clientId: client_id, clientSecret: client_secret } = client
      expectTokenError(await revoke(client, refreshToken, { client_id, client_secret }), 'invalid_request')
      const nobody = await kit.send({
        method: 'POST',
        url: kit.url('revokeToken'),
        headers: form,
        body: `token=${refreshToken}`,
      })
      expectTokenError(nobody, ...unproved)
      expect(await kit.isAlive(accessToken)).toBe(true)
      expect((await kit.refresh(client, refreshToken)).status).toBe(200)
    })

    test('REV-08: a public client revokes its own tokens with its client_id alone', async () => {
      const { accessToken, refreshToken } = await kit.obtainTokens(clients.public)
      expect((await revoke(clients.public, refreshToken)).status).toBe(200)
      expect(await kit.isAlive(accessToken)).toBe(false)
      expectTokenError(await kit.refresh(clients.public, refreshToken), 'invalid_grant')
    })

    test('REV-10: success is an empty object in JSON', { policy: true }, async () => {
      const { refreshToken } = await obtain()
      for (const token of [refreshToken, refreshToken, 'unknown']) {
        const { headers, body } = await revoke(client, token)
        expect(headers.get('content-type')).toMatch(/^application\/json\b/)
        expect(body).toBe('{}')
      }
    })

    test(`REV-05: a revocation amid refreshes leaves nothing alive, ${rounds} times over`, async () => {
      for (let round = 0; round < rounds; round += 1) {
        const { refreshToken, accessToken } = await obtain()
        const answers = await race(10, (index) =>
          index === 5 ? revoke(client, refreshToken) : kit.refresh(client, refreshToken),
        )
        const successors = answers.filter((answer) => 'refresh_token' in membersOf(answer)).map(tokensOf)
        // Whoever refreshed first may have turned the revocation into that of a spent token; its successor ends it.
        for (const successor of kit.target.policy ? [] : successors) await revoke(client, successor.refreshToken)
        for (const token of [accessToken, ...successors.map((one) => one.accessToken)])
          expect(await kit.isAlive(token)).toBe(false)
        for (const token of [refreshToken, ...successors.map((one) => one.refreshToken)])
          expectTokenError(await kit.refresh(client, token), 'invalid_grant')
      }
    })

    test('TEN-02: a token of one tenant is revoked by nobody at another', async () => {
      const { accessToken, refreshToken } = await obtain()
      for (const stranger of [otherTenant.sameClient, otherTenant.namesake])
        for (const token of [accessToken, refreshToken]) {
          const answer = await revoke(stranger, token, {}, { issuer: otherTenant.issuer })
          expect(kit.refusal(200).concat(200)).toContain(answer.status)
        }
      expect(await kit.isAlive(accessToken)).toBe(true)
      expect((await kit.refresh(client, refreshToken)).status).toBe(200)
    })

    test('TOKEN-14: a script of a registered origin may revoke, and no other one', { policy: true }, async () => {
      const preflight = (Origin: string) =>
        kit.send({
          method: 'OPTIONS',
          url: kit.url('revokeToken'),
          headers: { Origin, 'Access-Control-Request-Method': 'POST' },
        })
      const readable = async (origin: string) => (await preflight(origin)).headers.get('access-control-allow-origin')
      expect(await readable(kit.target.allowedOrigin)).toBe(kit.target.allowedOrigin)
      expect(await readable('https://evil.example')).toBeNull()
    })

    test('META-06: the metadata names the endpoint, and the methods that work there', async () => {
      const metadata = membersOf(await kit.send({ url: kit.url('getAuthorizationServerMetadata') }))
      expect(metadata['revocation_endpoint']).toBe(kit.url('revokeToken'))
      const methods = metadata['revocation_endpoint_auth_methods_supported'] ?? ['client_secret_basic']
      for (const [name, method] of [
        ['client_secret_basic', 'basic'],
        ['client_secret_post', 'post'],
      ] as const)
        if (Array.isArray(methods) && methods.includes(name))
          expect((await revoke(client, 'unknown', {}, { method })).status, name).toBe(200)
      expect(String(metadata['revocation_endpoint']).startsWith(new URL(issuer).origin)).toBe(true)
    })

    test('CAUTH-07: guessing a client secret here is limited, too', async () => {
      const { admin, secretAttempts, sourceAddresses } = kit.target
      const registered = await admin.registerClient({
        type: 'confidential',
        redirectUris: [],
        scope: 'profile',
        grantTypes: ['client_credentials'],
      })
      if (registered.outcome === 'refused') throw new Error(registered.message)
      const guesser = { clientId: registered.client.clientId, clientSecret: 'wrong' }
      const [localAddress] = sourceAddresses
      const answers = await race(secretAttempts + 50, () => revoke(guesser, 'unknown', {}, { localAddress }))
      const { 401: evaluated = 0, 429: delayed = 0, ...others } = tally(answers.map(({ status }) => status))
      expect(others).toEqual({})
      expect(evaluated).toBeLessThanOrEqual(secretAttempts)
      expect(delayed).toBeGreaterThanOrEqual(50)
      const right = await revoke(registered.client, 'unknown', {}, { localAddress })
      expect(right.status).toBe(429)
      expect(Number(right.headers.get('retry-after'))).toBeGreaterThan(0)
    })
  })
}
