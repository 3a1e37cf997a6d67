import { describe, test } from './run/cases.ts'
import { expect } from './run/expect.ts'
import { expectErrorAtClient, expectGrantRefused, expectTokenError } from './expectations.ts'
import type { Overrides } from './flow/authorization-request.ts'
import { challengeOf, newVerifier } from './flow/pkce.ts'
import { NotApplicable } from './run/not-applicable.ts'
import type { Kit } from './kit.ts'
import type { ContractClient } from './target.ts'

export function proofKey(kit: Kit): void {
  const { clients, issuer } = kit.target

  /** A client without a secret, which needs PKCE most, or any. */
  const one = (): ContractClient => withoutSecret()[0] ?? clients.firstParty
  const withoutSecret = () => kit.othersThan({ clientId: '' }).filter(({ clientSecret }) => clientSecret === undefined)

  async function expectRefused(client: ContractClient, parameters: Overrides) {
    const landing = await kit.completeAuthorization(client, { parameters: { state: 'kept', ...parameters } })
    const expected = { error: ['invalid_request'], issuer, redirectUri: client.redirectUris[0], state: 'kept' }
    expectErrorAtClient(landing, expected)
  }

  describe('PKCE, RFC 7636', () => {
    test('PKCE-01: a public client cannot leave the challenge out', async () => {
      const people = withoutSecret()
      if (people.length === 0) throw new NotApplicable('the configuration has no client without a secret')
      const without = { code_challenge: undefined, code_challenge_method: undefined }
      for (const client of people) {
        const { parameters } = await kit.completeAuthorization(client, { parameters: without })
        if (parameters.has('error') || kit.target.policy) await expectRefused(client, without)
        // A code without a challenge does no harm where it brings no tokens.
        else {
          const authorization = await kit.obtainCode(client, { parameters: without })
          for (const verifier of [undefined, newVerifier()])
            expect([400, 401]).toContain((await kit.redeem({ ...authorization, verifier })).status)
        }
      }
    })

    test('PKCE-02: a confidential client cannot either', { recommended: true }, async () => {
      const without = { code_challenge: undefined, code_challenge_method: undefined }
      await expectRefused(clients.confidential, without)
      await expectRefused(clients.firstParty, without)
    })

    test('PKCE-02: a client that was exempted can leave it out', async () => {
      const without = { code_challenge: undefined, code_challenge_method: undefined }
      const exempt = await kit.obtainCode(clients.pkceOptional, { parameters: without })
      expect((await kit.redeem(exempt)).status).toBe(200)
    })

    test('PKCE-02: a challenge that an exempt client sends is enforced', async () => {
      for (const code_verifier of [undefined, newVerifier()]) {
        const authorization = await kit.obtainCode(clients.pkceOptional)
        expectTokenError(
          await kit.redeem(authorization, { code_verifier }),
          ...kit.errors('invalid_grant', 'invalid_request'),
        )
        if (kit.target.policy) expect((await kit.redeem(authorization)).status).toBe(200)
      }
      await expectRefused(clients.pkceOptional, { code_challenge_method: 'plain' })
      if (!kit.target.policy) return
      await expectRefused(clients.pkceOptional, { code_challenge: 'short' })
      await expectRefused(clients.pkceOptional, { code_challenge: undefined })
    })

    test('PKCE-03: S256 works', async () => {
      expect((await kit.redeem(await kit.obtainCode(one()))).status).toBe(200)
    })

    test('PKCE-04: plain, an absent and an unknown method are refused', async () => {
      const absent = kit.target.policy ? [undefined, ''] : []
      for (const code_challenge_method of ['plain', 's256', 'S512', 'S256 plain', ...absent])
        await expectRefused(one(), { code_challenge_method })
    })

    test('PKCE-04: without a method a challenge is not taken for a plain one', async () => {
      const verifier = newVerifier()
      const parameters = { code_challenge: verifier, code_challenge_method: undefined }
      const landing = await kit.completeAuthorization(one(), { parameters })
      if (landing.parameters.has('error')) return expect(landing.parameters.get('error')).toBe('invalid_request')
      const authorization = await kit.obtainCode(one(), { parameters })
      expectTokenError(await kit.redeem({ ...authorization, verifier }), 'invalid_grant', 'invalid_request')
    })

    test('PKCE-05: a challenge has at least 43 unreserved characters', { recommended: true }, async () => {
      const good = challengeOf(newVerifier())
      const bad = [good.slice(1), `${good}=`, `${good.slice(1)}=`, `+${good.slice(1)}`, `/${good.slice(1)}`]
      for (const code_challenge of [...bad, `é${good.slice(1)}`, ` ${good}`, 'a'])
        await expectRefused(one(), { code_challenge })
    })

    test('PKCE-05: a challenge of S256 has 43 characters of base64url', { policy: true }, async () => {
      for (const code_challenge of [`${challengeOf(newVerifier())}A`, '.'.repeat(43)])
        await expectRefused(one(), { code_challenge })
    })

    test('PKCE-06: a verifier has 43 to 128 unreserved characters', async () => {
      for (const verifier of [
        'a',
        'a'.repeat(42),
        'a'.repeat(129),
        `${'a'.repeat(43)} `,
        `é${'a'.repeat(43)}`,
        `+${'a'.repeat(43)}`,
      ]) {
        const challenge = { code_challenge: challengeOf(verifier) }
        const authorization = await kit.obtainCode(clients.firstParty, { parameters: challenge })
        expectGrantRefused(await kit.redeem({ ...authorization, verifier }))
      }
      const longest = 'a-._~Z9'.repeat(19).slice(0, 128)
      const parameters = { code_challenge: challengeOf(longest) }
      const authorization = await kit.obtainCode(clients.firstParty, { parameters })
      expect((await kit.redeem({ ...authorization, verifier: longest })).status).toBe(200)
    })

    test('PKCE-07: a wrong verifier is invalid_grant', async () => {
      const authorization = await kit.obtainCode(clients.firstParty)
      const verifier = authorization.verifier ?? ''
      const flipped = `${verifier.slice(0, -1)}${verifier.endsWith('A') ? 'E' : 'A'}`
      expectTokenError(await kit.redeem({ ...authorization, verifier: flipped }), 'invalid_grant')
    })

    test('PKCE-08: a missing or empty verifier is refused where a challenge was sent', async () => {
      const authorization = await kit.obtainCode(clients.firstParty)
      for (const code_verifier of [undefined, '']) {
        expectGrantRefused(await kit.redeem(authorization, { code_verifier }))
      }
    })

    test('PKCE-09: a verifier for a code without a challenge is refused', async () => {
      const parameters = { code_challenge: undefined, code_challenge_method: undefined }
      const authorization = await kit.obtainCode(clients.pkceOptional, { parameters })
      expectGrantRefused(await kit.redeem({ ...authorization, verifier: newVerifier() }))
    })

    test('PKCE-10: the challenge is not its own verifier, and the token endpoint takes no method', async () => {
      const authorization = await kit.obtainCode(clients.firstParty)
      const code_verifier = authorization.sent['code_challenge'] ?? ''
      expectTokenError(await kit.redeem(authorization, { code_verifier }), 'invalid_grant')
      expectTokenError(
        await kit.redeem(authorization, { code_verifier, code_challenge_method: 'plain' }),
        'invalid_grant',
      )
      expect((await kit.redeem(authorization)).status).toBe(200)
    })

    test('PKCE-11: four wrong verifiers do not spend a code', { policy: true }, async () => {
      const four = await kit.obtainCode(clients.firstParty)
      for (let attempt = 0; attempt < 4; attempt += 1)
        expectTokenError(await kit.redeem({ ...four, verifier: newVerifier() }), 'invalid_grant')
      expect((await kit.redeem(four)).status).toBe(200)
    })

    test('PKCE-11: five wrong verifiers spend a code that was not redeemed', async () => {
      const five = await kit.obtainCode(clients.firstParty)
      for (let attempt = 0; attempt < 5; attempt += 1)
        expectTokenError(await kit.redeem({ ...five, verifier: newVerifier() }), 'invalid_grant')
      expectTokenError(await kit.redeem(five), 'invalid_grant')
    })

    test('PKCE-12: neither the code nor the response gives the challenge away', async () => {
      const { code, landing, sent } = await kit.obtainCode(clients.firstParty)
      const challenge = sent['code_challenge'] ?? ''
      const raw = Buffer.from(challenge, 'base64url')
      for (const part of [code, ...code.split(/[._]/)]) {
        const decoded = Buffer.from(part, 'base64url')
        expect(decoded.includes(raw) || decoded.includes(challenge)).toBe(false)
      }
      expect(landing.location).not.toContain(challenge)
    })
  })
}
