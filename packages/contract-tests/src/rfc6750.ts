import { describe, test } from './run/cases.ts'
import { expect } from './run/expect.ts'
import { membersOf } from './flow/tokens.ts'
import type { Kit } from './kit.ts'

export function bearerTokens(kit: Kit): void {
  const { clients, user } = kit.target
  const url = () => kit.url('getIdentity')
  const call = (headers: Record<string, string>, query = '') => kit.send({ url: `${url()}${query}`, headers })

  describe('Bearer tokens, RFC 6750', () => {
    test('BEAR-01: the scheme is taken in any case', async () => {
      const { accessToken } = await kit.obtainTokens(clients.firstParty)
      for (const scheme of ['Bearer', 'bearer', 'BEARER'])
        expect((await call({ Authorization: `${scheme} ${accessToken}` })).status, scheme).toBe(200)
    })

    test(
      'BEAR-04: the identity is that of the person who granted the token, and shows what its scope allows',
      { policy: true },
      async () => {
        const both = membersOf(await kit.identity((await kit.obtainTokens(clients.firstParty)).accessToken))
        expect(both).toMatchObject({ userName: user.username, disabled: false })
        expect(both['emailAddress']).toEqual(expect.stringContaining('@'))
        expect(typeof both['emailAddressVerified']).toBe('boolean')
        const narrow = await kit.obtainTokens(clients.firstParty, { parameters: { scope: 'profile' } })
        const profile = membersOf(await kit.identity(narrow.accessToken))
        expect(Object.keys(profile).toSorted()).toEqual(['disabled', 'displayName', 'identityId', 'userName'])
        expect(profile['identityId']).toBe(both['identityId'])
      },
    )

    test('BEAR-02: a token in the query is refused', async () => {
      const { accessToken } = await kit.obtainTokens(clients.firstParty)
      const inQuery = await call({}, `?access_token=${accessToken}`)
      expect([400, 401]).toContain(inQuery.status)
    })

    test('BEAR-02: a token in a body is refused', { policy: true }, async () => {
      const { accessToken } = await kit.obtainTokens(clients.firstParty)
      const { transcript } = kit
      transcript.keepSecret(accessToken)
      const body = `access_token=${accessToken}`
      const posted = await kit.send({
        method: 'POST',
        url: url(),
        headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
        body,
      })
      expect(posted.status).toBe(405)
    })

    test('BEAR-03: without a token the challenge names no error, with a bad one it does', async () => {
      const none = await call({})
      expect(none.status).toBe(401)
      expect(none.headers.get('www-authenticate')).toMatch(/^Bearer\b/i)
      expect(none.headers.get('www-authenticate')).not.toMatch(/error/)
      if (kit.target.policy) expect(membersOf(none)).not.toHaveProperty('error')
      const bad = await call({ Authorization: 'Bearer unknown' })
      expect(bad.status).toBe(401)
      expect(bad.headers.get('www-authenticate')).toMatch(/error="invalid_token"/)
      if (kit.target.policy) expect(membersOf(bad)['error']).toBe('invalid_token')
    })

    test('BEAR-04: two ways at once are invalid_request', async () => {
      const { accessToken } = await kit.obtainTokens(clients.firstParty)
      const both = await call({ Authorization: `Bearer ${accessToken}` }, `?access_token=${accessToken}`)
      expect(both.status).toBe(400)
      if (kit.target.policy) expect(membersOf(both)['error']).toBe('invalid_request')
    })

    test(
      'BEAR-04: a token without the scope is insufficient_scope, which says what is needed',
      { policy: true },
      async () => {
        const tokens = await kit.obtainTokens(clients.firstParty, { parameters: { scope: 'email' } })
        const answer = await kit.identity(tokens.accessToken)
        expect(answer.status).toBe(403)
        expect(membersOf(answer)).toMatchObject({ error: 'insufficient_scope', scope: 'profile' })
        expect(answer.headers.get('www-authenticate')).toMatch(/error="insufficient_scope".*scope="profile"/)
      },
    )

    test('BEAR-04: malformed credentials are 400 or 401, never 5xx', async () => {
      const { accessToken } = await kit.obtainTokens(clients.firstParty)
      const malformed = [
        'Bearer',
        'Bearer ',
        `Bearer ${accessToken} x`,
        `Bearer ${accessToken},${accessToken}`,
        `Bearer "${accessToken}"`,
        'Bearer é',
      ]
      for (const authorization of [
        ...malformed,
        `Basic ${btoa('a:b')}`,
        accessToken,
        `Token ${accessToken}`,
        `Bearer ${'a'.repeat(5000)}`,
      ])
        expect([400, 401], authorization.slice(0, 12)).toContain((await call({ Authorization: authorization })).status)
    })

    test('BEAR-05: an access token lives for an hour at most', async () => {
      const { expiresInSeconds } = await kit.obtainTokens(clients.firstParty)
      expect(expiresInSeconds).toBeGreaterThan(0)
      expect(expiresInSeconds).toBeLessThanOrEqual(3600)
    })

    test('BEAR-06: no code, refresh token or secret opens the API', async () => {
      const tokens = await kit.obtainTokens(clients.firstParty)
      const { code } = await kit.obtainCode(clients.firstParty)
      for (const value of [
        tokens.refreshToken,
        code,
        clients.firstParty.clientSecret,
        tokens.authorization.code,
        'eyJhbGciOiJub25lIn0.e30.',
      ])
        expect((await kit.identity(value)).status).toBe(401)
    })
  })
}
