import { describe, expect, test } from 'vitest'
import { expectTokenError } from '../expectations.ts'
import { resultOf, tokensOf } from '../flow/tokens.ts'
import { race, tally } from '../http/race.ts'
import type { Kit } from '../kit.ts'

export const parallelRefreshes = 200
export const refreshRaces = 5

const words = (scope: string) => scope.split(' ').toSorted()

export function refreshing(kit: Kit): void {
  const { clients, admin } = kit.target
  const client = clients.firstParty

  describe('Refreshing, RFC 6749 §6 and RFC 9700 §4.14', () => {
    test('RT-01: a refresh token works only for the client that it was issued to', async () => {
      const { refreshToken, accessToken } = await kit.obtainTokens(client)
      for (const other of [clients.confidential, clients.secondConfidential, clients.public])
        expectTokenError(await kit.refresh(other, refreshToken), 'invalid_grant')
      expect(await kit.isAlive(accessToken)).toBe(true)
      expect((await kit.refresh(client, refreshToken)).status).toBe(200)
    })

    test('RT-02: each refresh brings a new pair of tokens, for every kind of client', async () => {
      for (const of of [clients.public, clients.native, clients.confidential]) {
        const first = await kit.obtainTokens(of)
        const second = tokensOf(await kit.refresh(of, first.refreshToken))
        expect(second.refreshToken).not.toBe(first.refreshToken)
        expect(second.accessToken).not.toBe(first.accessToken)
        expect(words(second.scope)).toEqual(words(first.scope))
        expect(await kit.isAlive(second.accessToken)).toBe(true)
      }
    })

    test('RT-03, RT-06: a retired token revokes the family as soon as its successor was used', async () => {
      const first = await kit.obtainTokens(client)
      const second = tokensOf(await kit.refresh(client, first.refreshToken))
      const third = tokensOf(await kit.refresh(client, second.refreshToken))
      expectTokenError(await kit.refresh(client, first.refreshToken), 'invalid_grant')
      for (const { accessToken } of [first, second, third]) expect(await kit.isAlive(accessToken)).toBe(false)
      expectTokenError(await kit.refresh(client, third.refreshToken), 'invalid_grant')
    })

    test(`RT-04: ${parallelRefreshes} parallel refreshes inside the retry window get equal tokens, ${refreshRaces} times`, async () => {
      for (let round = 0; round < refreshRaces; round += 1) {
        const { refreshToken } = await kit.obtainTokens(client)
        const answers = await race(parallelRefreshes, () => kit.refresh(client, refreshToken))
        expect(tally(answers.map(resultOf))).toEqual({ '200': parallelRefreshes })
        const tokens = answers.map(tokensOf)
        expect(new Set(tokens.map(({ accessToken }) => accessToken)).size).toBe(1)
        expect(new Set(tokens.map((answer) => answer.refreshToken)).size).toBe(1)
        const [next] = tokens
        expect(next && (await kit.refresh(client, next.refreshToken)).status).toBe(200)
      }
    })

    if (clients.strictRefresh !== undefined) {
      const strict = clients.strictRefresh
      test(`RT-04: without a retry window one of ${parallelRefreshes} parallel refreshes wins and the family dies, ${refreshRaces} times`, async () => {
        for (let round = 0; round < refreshRaces; round += 1) {
          const { refreshToken } = await kit.obtainTokens(strict)
          const answers = await race(parallelRefreshes, () => kit.refresh(strict, refreshToken))
          expect(tally(answers.map(resultOf))).toEqual({ '200': 1, '400 invalid_grant': parallelRefreshes - 1 })
          const winner = answers.find(({ status }) => status === 200)
          const tokens = winner && tokensOf(winner)
          expect(tokens && (await kit.isAlive(tokens.accessToken))).toBe(false)
          expectTokenError(await kit.refresh(strict, tokens?.refreshToken ?? ''), 'invalid_grant')
        }
      })
    }

    test('RT-06: the window covers the immediate predecessor only', async () => {
      const first = await kit.obtainTokens(client)
      const second = tokensOf(await kit.refresh(client, first.refreshToken))
      const third = tokensOf(await kit.refresh(client, second.refreshToken))
      expect(tokensOf(await kit.refresh(client, second.refreshToken)).refreshToken).toBe(third.refreshToken)
      expectTokenError(await kit.refresh(client, first.refreshToken), 'invalid_grant')
      expectTokenError(await kit.refresh(client, third.refreshToken), 'invalid_grant')
    })

    test('RT-07: nobody else gets the answer again, and no attempt harms the family', async () => {
      const { refreshToken } = await kit.obtainTokens(client)
      const second = tokensOf(await kit.refresh(client, refreshToken))
      const wrong = { clientId: client.clientId, clientSecret: `${client.clientSecret}x` }
      expectTokenError(await kit.refresh(wrong, refreshToken), 'invalid_client')
      expectTokenError(await kit.refresh(clients.secondConfidential, refreshToken), 'invalid_grant')
      expectTokenError(await kit.refresh(clients.public, refreshToken), 'invalid_grant')
      expect(tokensOf(await kit.refresh(client, refreshToken)).refreshToken).toBe(second.refreshToken)
      expect(await kit.isAlive(second.accessToken)).toBe(true)
    })

    test('RT-07: another request with the same token is refused and revokes nothing', async () => {
      const { refreshToken } = await kit.obtainTokens(client)
      const second = tokensOf(await kit.refresh(client, refreshToken))
      expect((await kit.refresh(client, refreshToken, { scope: 'profile' })).status).toBe(400)
      expect(await kit.isAlive(second.accessToken)).toBe(true)
      expect((await kit.refresh(client, second.refreshToken)).status).toBe(200)
    })

    test('RT-08: a refresh cannot widen the scope', async () => {
      const { refreshToken } = await kit.obtainTokens(client, { parameters: { scope: 'profile' } })
      expectTokenError(await kit.refresh(client, refreshToken, { scope: 'profile email' }), 'invalid_scope')
      expect(tokensOf(await kit.refresh(client, refreshToken)).scope).toBe('profile')
    })

    test('RT-08: a narrower refresh narrows its own access token only', async () => {
      const first = await kit.obtainTokens(client)
      const narrow = tokensOf(await kit.refresh(client, first.refreshToken, { scope: 'profile' }))
      expect(narrow.scope).toBe('profile')
      const narrowAgain = tokensOf(await kit.refresh(client, narrow.refreshToken, { scope: 'profile' }))
      expect(narrowAgain.scope).toBe('profile')
      const whole = tokensOf(await kit.refresh(client, narrowAgain.refreshToken, { scope: first.scope }))
      expect(words(whole.scope)).toEqual(words(first.scope))
      const withoutScope = tokensOf(await kit.refresh(client, whole.refreshToken))
      expect(words(withoutScope.scope)).toEqual(words(first.scope))
    })

    test('RT-11, SESS-05: blocking the user ends refresh, API and session at once, and unblocking revives nothing', async () => {
      const user = await admin.createUser()
      const tokens = await kit.obtainTokens(client, { user })
      const rotated = tokensOf(await kit.refresh(client, tokens.refreshToken))
      await admin.blockUser(user.username)
      for (const refreshToken of [rotated.refreshToken, tokens.refreshToken])
        expectTokenError(await kit.refresh(client, refreshToken), 'invalid_grant')
      expect(await kit.isAlive(rotated.accessToken)).toBe(false)
      const blocked = await kit.authorize(kit.browserOf(user), client, { prompt: 'none' })
      expect(blocked.kind === 'away' && blocked.parameters.get('error')).toBe('login_required')
      await admin.unblockUser(user.username)
      expectTokenError(await kit.refresh(client, rotated.refreshToken), 'invalid_grant')
      expect(await kit.isAlive(rotated.accessToken)).toBe(false)
      const still = await kit.authorize(kit.browserOf(user), client, { prompt: 'none' })
      expect(still.kind === 'away' && still.parameters.get('error')).toBe('login_required')
      expect((await kit.identity((await kit.obtainTokens(client, { user })).accessToken)).status).toBe(200)
    })

    test('RT-11: a password that an administrator resets ends the grants', async () => {
      const user = await admin.createUser()
      const tokens = await kit.obtainTokens(client, { user })
      await admin.setPassword(user.username, 'correct horse battery staple 42')
      expectTokenError(await kit.refresh(client, tokens.refreshToken), 'invalid_grant')
      expect(await kit.isAlive(tokens.accessToken)).toBe(false)
    })

    if (admin.withdrawConsent !== undefined) {
      const withdraw = admin.withdrawConsent.bind(admin)
      test('RT-11, CONS-04: withdrawn consent ends the grants and is asked for again', async () => {
        const user = await admin.createUser()
        const tokens = await kit.obtainTokens(clients.confidential, { user })
        await withdraw(user.username, clients.confidential.clientId)
        expectTokenError(await kit.refresh(clients.confidential, tokens.refreshToken), 'invalid_grant')
        expect(await kit.isAlive(tokens.accessToken)).toBe(false)
        expect((await kit.authorize(kit.browserOf(user), clients.confidential)).kind).toBe('page')
      })
    }

    test('RT-17: a wrong secret or a bad scope does not consume the token', async () => {
      const { refreshToken } = await kit.obtainTokens(client)
      const wrong = { clientId: client.clientId, clientSecret: 'wrong' }
      expectTokenError(await kit.refresh(wrong, refreshToken), 'invalid_client')
      expectTokenError(await kit.refresh(client, refreshToken, { scope: 'a"b' }), 'invalid_scope')
      expectTokenError(await kit.refresh(client, refreshToken, { resource: 'x' }), 'invalid_target')
      expect((await kit.refresh(client, refreshToken)).status).toBe(200)
    })
  })
}
