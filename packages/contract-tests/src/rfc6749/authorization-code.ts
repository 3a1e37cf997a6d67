import { describe, test } from '../run/cases.ts'
import { expect } from '../run/expect.ts'
import { expectGrantRefused, expectTokenError } from '../expectations.ts'
import { newVerifier } from '../flow/pkce.ts'
import { resultOf, tokensOf } from '../flow/tokens.ts'
import { race, tally } from '../http/race.ts'
import { NotApplicable } from '../run/not-applicable.ts'
import type { Kit } from '../kit.ts'

export const codesPerRace = 20
export const redemptionsPerCode = 200
const codesThatDie = 5

export function authorizationCode(kit: Kit): void {
  const { clients, admin } = kit.target
  const client = clients.firstParty

  describe('The authorization code, RFC 6749 §4.1', () => {
    test(`CODE-01: of ${redemptionsPerCode} parallel redemptions one wins, ${codesPerRace} codes over`, async () => {
      const winners: number[] = []
      for (let round = 0; round < codesPerRace; round += 1) {
        const authorization = await kit.obtainCode(client)
        const answers = await race(redemptionsPerCode, () => kit.redeem(authorization))
        const { '200': won = 0, ...lost } = tally(answers.map(resultOf))
        expect(Object.keys(lost).filter((result) => result !== '400 invalid_grant')).toEqual([])
        winners.push(won)
      }
      const most = `${Math.max(...winners)} of ${redemptionsPerCode} redemptions of one code brought tokens`
      expect(winners, most).toEqual(winners.map(() => 1))
    })

    test(
      `CODE-02: after ${redemptionsPerCode} parallel redemptions the winner's tokens are dead, ${codesThatDie} codes over`,
      { recommended: true },
      async () => {
        for (let round = 0; round < codesThatDie; round += 1) {
          const authorization = await kit.obtainCode(client)
          const answers = await race(redemptionsPerCode, () => kit.redeem(authorization))
          const winner = answers.find(({ status }) => status === 200)
          const tokens = winner && tokensOf(winner)
          expect(tokens && (await kit.isAlive(tokens.accessToken)), 'its access token lives').toBe(false)
          expectTokenError(await kit.refresh(client, tokens?.refreshToken ?? ''), 'invalid_grant')
        }
      },
    )

    test('CODE-02: a second redemption revokes the tokens of the first', { recommended: true }, async () => {
      const tokens = await kit.obtainTokens(client)
      const rotated = tokensOf(await kit.refresh(client, tokens.refreshToken))
      expectTokenError(await kit.redeem(tokens.authorization), 'invalid_grant')
      for (const { accessToken } of [tokens, rotated])
        expect(await kit.isAlive(accessToken), 'an access token of the first lives').toBe(false)
      expectTokenError(await kit.refresh(client, rotated.refreshToken), 'invalid_grant')
    })

    test(`CODE-03, PKCE-11: after the winner ${redemptionsPerCode} wrong verifiers leave its tokens alive`, async () => {
      const tokens = await kit.obtainTokens(client)
      const answers = await race(redemptionsPerCode, () =>
        kit.redeem({ ...tokens.authorization, verifier: newVerifier() }),
      )
      expect(tally(answers.map(resultOf))).toEqual({ '400 invalid_grant': redemptionsPerCode })
      expect(await kit.isAlive(tokens.accessToken)).toBe(true)
      expect((await kit.refresh(client, tokens.refreshToken)).status).toBe(200)
    })

    test(`CODE-03: after the winner ${redemptionsPerCode} attempts of another client leave its tokens alive`, async () => {
      const tokens = await kit.obtainTokens(client)
      const [as] = kit.othersThan(client)
      const answers = await race(redemptionsPerCode, () => kit.redeem(tokens.authorization, {}, as && { as }))
      expect(tally(answers.map(resultOf))).toEqual({ '400 invalid_grant': redemptionsPerCode })
      expect(await kit.isAlive(tokens.accessToken)).toBe(true)
      expect((await kit.refresh(client, tokens.refreshToken)).status).toBe(200)
    })

    test('CODE-03: a replay with a wrong secret, redirect_uri or without a verifier leaves the tokens alive', async () => {
      const tokens = await kit.obtainTokens(client)
      const as = { clientId: client.clientId, clientSecret: `${client.clientSecret}x` }
      expectTokenError(await kit.redeem(tokens.authorization, {}, { as }), 'invalid_client')
      expectTokenError(
        await kit.redeem(tokens.authorization, { redirect_uri: 'https://evil.example/' }),
        'invalid_grant',
      )
      expect((await kit.redeem(tokens.authorization, { code_verifier: undefined })).status).toBe(400)
      expect(await kit.isAlive(tokens.accessToken)).toBe(true)
      expect((await kit.refresh(client, tokens.refreshToken)).status).toBe(200)
    })

    test('CODE-05: a code works only for the client that it was issued to', async () => {
      const authorization = await kit.obtainCode(client)
      for (const as of kit.othersThan(client))
        expectTokenError(await kit.redeem(authorization, {}, { as }), 'invalid_grant')
      const nobody = await kit.redeem(authorization, { client_id: '' }, { as: { clientId: '' } })
      expectTokenError(nobody, 'invalid_client', 'invalid_request')
      const [other] = kit.othersThan(client)
      // Beside Basic some do not read it.
      if (kit.target.policy)
        expect((await kit.redeem(authorization, { client_id: other?.clientId })).status).toBeGreaterThanOrEqual(400)
      expect((await kit.redeem(authorization)).status).toBe(200)
    })

    test('CODE-05: a code of a public client works only for that client', async () => {
      const publicCode = await kit.obtainCode(clients.public)
      for (const as of kit.othersThan(clients.public))
        expectTokenError(await kit.redeem(publicCode, {}, { as }), 'invalid_grant')
      expect((await kit.redeem(publicCode)).status).toBe(200)
    })

    test('CODE-06: the redirect_uri has to be the one of the request', async () => {
      const [first, ...others] = clients.confidential.redirectUris
      for (const redirect_uri of [
        ...others,
        `${first}/`,
        first.toUpperCase(),
        `${first}?`,
        encodeURIComponent(first),
      ]) {
        const authorization = await kit.obtainCode(clients.confidential)
        expectTokenError(await kit.redeem(authorization, { redirect_uri }), 'invalid_grant')
        if (kit.target.policy) expect((await kit.redeem(authorization)).status).toBe(200)
      }
    })

    test('CODE-06, CODE-07: a redirect_uri that was in the request cannot be left out', async () => {
      for (const redirect_uri of [undefined, '']) {
        const authorization = await kit.obtainCode(clients.confidential)
        expectGrantRefused(await kit.redeem(authorization, { redirect_uri }))
        if (kit.target.policy) expect((await kit.redeem(authorization)).status).toBe(200)
      }
    })

    test('CODE-07: a redirect_uri that was not in the request need not be sent', async () => {
      if (clients.secondConfidential.redirectUris.length > 1)
        throw new NotApplicable('`secondConfidential` has several redirect URIs, and has to say which')
      const parameters = { redirect_uri: undefined }
      const authorization = await kit.obtainCode(clients.secondConfidential, { parameters })
      expect((await kit.redeem(authorization, { redirect_uri: undefined })).status).toBe(200)
    })

    test('CODE-12: one kind of issued value is never taken for another', async () => {
      const tokens = await kit.obtainTokens(client)
      const fresh = await kit.obtainCode(client)
      const other = client.clientSecret
      for (const code of [tokens.accessToken, tokens.refreshToken, other])
        expectTokenError(await kit.redeem({ ...fresh, code }), 'invalid_grant')
      for (const refreshToken of [fresh.code, tokens.accessToken, other])
        expectTokenError(await kit.refresh(client, refreshToken), 'invalid_grant')
      expect(await kit.isAlive(tokens.accessToken), 'no attempt revoked anything').toBe(true)
      expect((await kit.redeem(fresh)).status).toBe(200)
    })

    test('CODE-13: a truncated, padded or altered value is unknown, and spends nothing', async () => {
      const authorization = await kit.obtainCode(client)
      for (const code of variantsOf(authorization.code))
        expectGrantRefused(await kit.redeem({ ...authorization, code }))
      const tokens = tokensOf(await kit.redeem(authorization))
      for (const refreshToken of variantsOf(tokens.refreshToken))
        expectGrantRefused(await kit.refresh(client, refreshToken))
      for (const accessToken of variantsOf(tokens.accessToken).filter((value) => !/\s/.test(value)))
        expect(await kit.isAlive(accessToken), accessToken.slice(0, 4)).toBe(false)
      expect(await kit.isAlive(tokens.accessToken)).toBe(true)
      expect((await kit.refresh(client, tokens.refreshToken)).status).toBe(200)
    })

    test('CODE-14: a user who was blocked after the code gets no tokens', async () => {
      const user = await admin.createUser()
      const authorization = await kit.obtainCode(client, { user })
      await admin.blockUser(user.username)
      expectTokenError(await kit.redeem(authorization), 'invalid_grant')
      await admin.unblockUser(user.username)
      expectTokenError(await kit.redeem(authorization), 'invalid_grant')
    })
  })
}

function variantsOf(value: string): string[] {
  const swapped = value.replace(/[a-z](?=[^a-z]*$)/i, (letter) =>
    letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
  )
  const last = value.slice(-1)
  const tail = `${value.slice(0, -1)}${last === 'A' ? 'B' : String.fromCodePoint((last.codePointAt(0) ?? 0) + 1)}`
  return [
    value.slice(0, -1),
    value.slice(1),
    `${value}=`,
    `${value}A`,
    ` ${value}`,
    `${value} `,
    `${value}\n`,
    swapped,
    tail,
    value.toUpperCase(),
  ]
}
