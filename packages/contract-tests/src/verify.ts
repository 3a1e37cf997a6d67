import { describe, test } from './run/cases.ts'
import { expect } from './run/expect.ts'
import { aboutToken } from './flow/about-token.ts'
import { withQuery } from './flow/authorization-request.ts'
import { accessTokenOf, membersOf } from './flow/tokens.ts'
import type { Exchange } from './http/exchange.ts'
import type { Kit } from './kit.ts'

/** Not only the status: a caller reads the body. */
function expectInvalid({ status, body }: Exchange, about = 'invalid'): void {
  expect({ status, body }, about).toEqual({ status: 200, body: '{"error":"invalid_token"}' })
}

function expectRefused(answer: Exchange): void {
  expect(answer.status).toBe(400)
  expect(membersOf(answer)['error']).toBe('invalid_request')
  expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer realm=".*error="invalid_request"/)
}

export function verification(kit: Kit): void {
  const { clients, otherTenant } = kit.target
  const client = clients.firstParty
  const { revoke } = aboutToken(kit)
  const call = (headers: Record<string, string>, query: Readonly<Record<string, string>> = {}, issuer?: string) =>
    kit.send({ url: withQuery(kit.url('verifyToken', issuer), query), headers })
  const verify = (token: string, issuer?: string) => call({ Authorization: `Bearer ${token}` }, {}, issuer)

  // The hosted service's own operation: no RFC asks for it.
  describe('Verifying a token, as the hosted service does', { policy: true }, () => {
    test('BEAR-01: whoever holds a token learns whose client it is for, in any case of the scheme', async () => {
      const { accessToken, expiresInSeconds, scope } = await kit.obtainTokens(client)
      for (const scheme of ['Bearer', 'bearer', 'BEARER']) {
        const answer = await call({ Authorization: `${scheme} ${accessToken}` })
        expect(answer.status, scheme).toBe(200)
        const { expires_in, ...members } = membersOf(answer)
        expect(members, scheme).toEqual({ audience: client.clientId, scope })
        expect(Number(expires_in)).toBeLessThanOrEqual(expiresInSeconds)
        expect(Number(expires_in)).toBeGreaterThan(expiresInSeconds - 60)
      }
      const app = accessTokenOf(await kit.clientCredentials(clients.clientCredentials))
      expect(membersOf(await verify(app))['audience']).toBe(clients.clientCredentials.clientId)
    })

    test('BEAR-02: a token in the query is refused where nobody has switched that on', async () => {
      const { accessToken } = await kit.obtainTokens(client)
      const query = kit.examples.use('verifyToken', 'query')
      for (const access_token of [accessToken, 'unknown']) expectRefused(await call({}, { ...query, access_token }))
      const twice = `${kit.url('verifyToken')}?access_token=${accessToken}&access_token=${accessToken}`
      expectRefused(await kit.send({ url: twice }))
    })

    test('BEAR-03: without a token the challenge names no error', async () => {
      for (const headers of [{}, { Authorization: `Basic ${btoa('a:b')}` }]) {
        const none = await call(headers)
        expect(none.status).toBe(401)
        expect(none.headers.get('www-authenticate')).toMatch(/^Bearer realm="[^"]+"$/)
        expect(none.body).toBe('{}')
      }
    })

    test('BEAR-04: two ways at once, or half a way, are invalid_request', async () => {
      const { accessToken } = await kit.obtainTokens(client)
      expectRefused(await call({ Authorization: `Bearer ${accessToken}` }, { access_token: accessToken }))
      for (const authorization of ['Bearer', `Bearer ${accessToken} x`, `Bearer "${accessToken}"`])
        expectRefused(await call({ Authorization: authorization }))
    })

    test('BEAR-06: no code, refresh token or secret passes for an access token', async () => {
      const { refreshToken, authorization } = await kit.obtainTokens(client)
      const { code } = await kit.obtainCode(client)
      for (const value of [refreshToken, authorization.code, code, client.clientSecret, 'eyJhbGciOiJub25lIn0.e30.'])
        expectInvalid(await verify(value))
    })

    test('REV-05: a token that was revoked is invalid at once', async () => {
      const { accessToken, refreshToken } = await kit.obtainTokens(client)
      await revoke(client, refreshToken)
      expectInvalid(await verify(accessToken))
    })

    test('TEN-02: a token of one tenant is invalid at another', async () => {
      const { accessToken } = await kit.obtainTokens(client)
      expectInvalid(await verify(accessToken, otherTenant.issuer))
      expect(membersOf(await verify(accessToken))['audience']).toBe(client.clientId)
    })

    test('TOKEN-14: a script of a registered origin may read the answer, and no other one', async () => {
      const { accessToken } = await kit.obtainTokens(client)
      const readableFrom = async (Origin: string) => {
        const { headers } = await call({ Authorization: `Bearer ${accessToken}`, Origin })
        return headers.get('access-control-allow-origin')
      }
      expect(await readableFrom(kit.target.allowedOrigin)).toBe(kit.target.allowedOrigin)
      expect(await readableFrom('https://evil.example')).toBeNull()
    })
  })
}
