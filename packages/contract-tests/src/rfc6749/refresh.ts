import { describe, test } from '../run/cases.ts'
import { expect } from '../run/expect.ts'
import { expectTokenError } from '../expectations.ts'
import { membersOf, resultOf, tokensOf } from '../flow/tokens.ts'
import { race, tally } from '../http/race.ts'
import { NotApplicable } from '../run/not-applicable.ts'
import { narrowScope, words } from '../flow/scopes.ts'
import type { Kit } from '../kit.ts'
import type { ContractClient } from '../target.ts'

export const parallelRefreshes = 200
export const refreshRaces = 5

export function refreshing(kit: Kit): void {
  const { clients, admin } = kit.target
  const client = clients.firstParty

  describe('Refreshing, RFC 6749 §6 and RFC 9700 §4.14', () => {
    test('RT-01: a refresh token works only for the client that it was issued to', async () => {
      const { refreshToken, accessToken } = await kit.obtainTokens(client)
      for (const other of kit.othersThan(client))
        expectTokenError(await kit.refresh(other, refreshToken), 'invalid_grant')
      expect(await kit.isAlive(accessToken)).toBe(true)
      expect((await kit.refresh(client, refreshToken)).status).toBe(200)
    })

    test('RT-02: each refresh of a public client brings a new pair of tokens', async () => {
      const people = kit.othersThan({ clientId: '' }).filter(({ clientSecret }) => clientSecret === undefined)
      if (people.length === 0) throw new NotApplicable('the configuration has no client without a secret')
      for (const each of kit.target.policy ? [...people, clients.confidential] : people) {
        const first = await kit.obtainTokens(each)
        const second = tokensOf(await kit.refresh(each, first.refreshToken))
        expect(second.refreshToken).not.toBe(first.refreshToken)
        expect(second.accessToken).not.toBe(first.accessToken)
        expect(words(second.scope)).toEqual(words(first.scope))
        expect(await kit.isAlive(second.accessToken)).toBe(true)
      }
    })

    test('RT-03, RT-06: a retired token revokes the family as soon as its successor was used', async () => {
      const rotating = rotatingClient(kit)
      const first = await kit.obtainTokens(rotating)
      const second = tokensOf(await kit.refresh(rotating, first.refreshToken))
      const third = tokensOf(await kit.refresh(rotating, second.refreshToken))
      expectTokenError(await kit.refresh(rotating, first.refreshToken), 'invalid_grant')
      for (const { accessToken } of [first, second, third])
        expect(await kit.isAlive(accessToken), 'an access token of the family lives').toBe(false)
      expectTokenError(await kit.refresh(rotating, third.refreshToken), 'invalid_grant')
    })

    test(`RT-04: ${parallelRefreshes} parallel refreshes inside the retry window get equal tokens, ${refreshRaces} times`, async () => {
      expectRetryWindow(kit)
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

    test(`RT-04: without a retry window one of ${parallelRefreshes} parallel refreshes wins, ${refreshRaces} times`, async () => {
      const strict = await clientThatRotates(kit)
      for (let round = 0; round < refreshRaces; round += 1) {
        const { refreshToken } = await kit.obtainTokens(strict)
        const answers = await race(parallelRefreshes, () => kit.refresh(strict, refreshToken))
        const results = tally(answers.map(resultOf))
        const winners = `${results['200'] ?? 0} of ${parallelRefreshes} refreshes with one token brought tokens`
        expect(results, winners).toEqual({ '200': 1, '400 invalid_grant': parallelRefreshes - 1 })
        if (!kit.target.policy) continue
        const winner = answers.find(({ status }) => status === 200)
        const tokens = winner && tokensOf(winner)
        expect(tokens && (await kit.isAlive(tokens.accessToken)), 'the family lives on').toBe(false)
        expectTokenError(await kit.refresh(strict, tokens?.refreshToken ?? ''), 'invalid_grant')
      }
    })

    test('RT-06: the window covers the immediate predecessor only', async () => {
      expectRetryWindow(kit)
      const first = await kit.obtainTokens(client)
      const second = tokensOf(await kit.refresh(client, first.refreshToken))
      const third = tokensOf(await kit.refresh(client, second.refreshToken))
      expect(tokensOf(await kit.refresh(client, second.refreshToken)).refreshToken).toBe(third.refreshToken)
      expectTokenError(await kit.refresh(client, first.refreshToken), 'invalid_grant')
      expectTokenError(await kit.refresh(client, third.refreshToken), 'invalid_grant')
    })

    test('RT-07: nobody else gets the answer again, and no attempt harms the family', async () => {
      expectRetryWindow(kit)
      const { refreshToken } = await kit.obtainTokens(client)
      const second = tokensOf(await kit.refresh(client, refreshToken))
      const wrong = { clientId: client.clientId, clientSecret: `${client.clientSecret}x` }
      expectTokenError(await kit.refresh(wrong, refreshToken), 'invalid_client')
      for (const other of kit.othersThan(client))
        expectTokenError(await kit.refresh(other, refreshToken), 'invalid_grant')
      expect(tokensOf(await kit.refresh(client, refreshToken)).refreshToken).toBe(second.refreshToken)
      expect(await kit.isAlive(second.accessToken)).toBe(true)
    })

    test('RT-07: another request with the same token is refused and revokes nothing', async () => {
      expectRetryWindow(kit)
      const { refreshToken } = await kit.obtainTokens(client)
      const second = tokensOf(await kit.refresh(client, refreshToken))
      expect((await kit.refresh(client, refreshToken, { scope: narrowScope(client) })).status).toBe(400)
      expect(await kit.isAlive(second.accessToken)).toBe(true)
      expect((await kit.refresh(client, second.refreshToken)).status).toBe(200)
    })

    test('RT-08: a refresh cannot widen the scope', async () => {
      const narrow = narrowScope(client)
      const { refreshToken } = await kit.obtainTokens(client, { parameters: { scope: narrow } })
      expectTokenError(await kit.refresh(client, refreshToken, { scope: client.scope }), 'invalid_scope')
      const { refreshToken: other } = await kit.obtainTokens(client, { parameters: { scope: narrow } })
      expect(tokensOf(await kit.refresh(client, kit.target.policy ? refreshToken : other)).scope).toBe(narrow)
    })

    test('RT-08: a narrower refresh narrows its own access token only', async () => {
      const first = await kit.obtainTokens(client)
      const scope = narrowScope(client)
      const narrow = tokensOf(await kit.refresh(client, first.refreshToken, { scope }))
      expect(narrow.scope).toBe(scope)
      const narrowAgain = tokensOf(await kit.refresh(client, narrow.refreshToken, { scope }))
      expect(narrowAgain.scope).toBe(scope)
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

    test('RT-11, CONS-04: withdrawn consent ends the grants and is asked for again', async () => {
      const user = await admin.createUser()
      const tokens = await kit.obtainTokens(clients.confidential, { user })
      await admin.withdrawConsent(user.username, clients.confidential.clientId)
      expectTokenError(await kit.refresh(clients.confidential, tokens.refreshToken), 'invalid_grant')
      expect(await kit.isAlive(tokens.accessToken)).toBe(false)
      expect((await kit.authorize(kit.browserOf(user), clients.confidential)).kind).toBe('page')
    })

    test('RT-17: a wrong secret or a bad scope does not consume the token', { recommended: true }, async () => {
      const { refreshToken } = await kit.obtainTokens(client)
      const wrong = { clientId: client.clientId, clientSecret: 'wrong' }
      expectTokenError(await kit.refresh(wrong, refreshToken), 'invalid_client')
      expectTokenError(
        await kit.refresh(client, refreshToken, { scope: 'a"b' }),
        ...kit.errors('invalid_scope', 'invalid_request'),
      )
      if (kit.target.policy)
        expectTokenError(await kit.refresh(client, refreshToken, { resource: 'x' }), 'invalid_target')
      expect((await kit.refresh(client, refreshToken)).status).toBe(200)
    })
  })
}

/** One whose refresh tokens work once; nobody has to rotate those of a client that has a secret. */
async function clientThatRotates(kit: Kit): Promise<ContractClient> {
  const { policy, clients } = kit.target
  if (policy) return clients.strictRefresh
  const { refreshToken } = await kit.obtainTokens(clients.strictRefresh)
  const { refresh_token: next } = membersOf(await kit.refresh(clients.strictRefresh, refreshToken))
  return next === undefined || next === refreshToken ? rotatingClient(kit) : clients.strictRefresh
}

/** Replay has to be noticed where nothing else protects the token: at clients without a secret. RFC 9700 §4.14.2 */
export function rotatingClient(kit: Kit): ContractClient {
  if (kit.target.policy) return kit.target.clients.firstParty
  const found = kit.othersThan({ clientId: '' }).find(({ clientSecret }) => clientSecret === undefined)
  if (found === undefined) throw new NotApplicable('the configuration has no client without a secret')
  return found
}

/** Without one, a second use of a refresh token is a replay. */
export function expectRetryWindow({ target }: Kit): void {
  if (target.retryWindowSeconds === 0) throw new NotApplicable('a lost refresh answer cannot be fetched again here')
}
