import { setTimeout as wait } from 'node:timers/promises'
import { describe, test } from './run/cases.ts'
import { expect } from './run/expect.ts'
import { expectAway, expectTokenError } from './expectations.ts'
import { hasSignInForm } from './browser/browser.ts'
import { tokenTraffic, undisturbed } from './flow/token-traffic.ts'
import { tokensOf } from './flow/tokens.ts'
import { race } from './http/race.ts'
import { sendRaw } from './http/raw.ts'
import { expectRetryWindow, rotatingClient } from './rfc6749/refresh.ts'
import { walkOn } from './flow/walk-through.ts'
import { expectOpenId } from './flow/openid.ts'
import type { Kit } from './kit.ts'
import { leastOf } from './measure.ts'

/** What only time shows; these wait side by side. */
export function waiting(kit: Kit): void {
  const client = kit.target.clients.firstParty
  const { clients, retryWindowSeconds, expiring } = kit.target

  describe.concurrent('What only time shows', () => {
    test('BEAR-05: an access token ends when expires_in says, and refreshing goes on', async () => {
      const user = await kit.target.someUser()
      const { shortLivedSeconds } = kit.target
      const tokens = await kit.obtainTokens(clients.shortLived, { user })
      expect(tokens.expiresInSeconds).toBeGreaterThan(shortLivedSeconds - 2)
      expect(tokens.expiresInSeconds).toBeLessThanOrEqual(shortLivedSeconds)
      expect(await kit.isAlive(tokens.accessToken)).toBe(true)
      await wait(shortLivedSeconds * 1000 + 300)
      expect(await kit.isAlive(tokens.accessToken)).toBe(false)
      const next = tokensOf(await kit.refresh(clients.shortLived, tokens.refreshToken))
      expect(await kit.isAlive(next.accessToken)).toBe(true)
    })

    test('RT-03, RT-05: after the retry window a second use revokes the family', async () => {
      const user = await kit.target.someUser()
      const rotating = rotatingClient(kit)
      const tokens = await kit.obtainTokens(rotating, { user })
      const next = tokensOf(await kit.refresh(rotating, tokens.refreshToken))
      await wait(retryWindowSeconds * 1000 + 500)
      expectTokenError(await kit.refresh(rotating, tokens.refreshToken), 'invalid_grant')
      expect(await kit.isAlive(next.accessToken), 'an access token of the family lives').toBe(false)
      expectTokenError(await kit.refresh(rotating, next.refreshToken), 'invalid_grant')
    })

    test('RT-05, TOKEN-18: a lost answer can be fetched again, and its lifetime counts down', async () => {
      expectRetryWindow(kit)
      const user = await kit.target.someUser()
      const { refreshToken } = await kit.obtainTokens(client, { user })
      const first = tokensOf(await kit.refresh(client, refreshToken))
      await wait(1100)
      const again = tokensOf(await kit.refresh(client, refreshToken))
      expect({ ...again, exchange: null, expiresInSeconds: 0 }).toEqual({
        ...first,
        exchange: null,
        expiresInSeconds: 0,
      })
      expect(again.expiresInSeconds).toBeLessThan(first.expiresInSeconds)
      expect(await kit.isAlive(first.accessToken)).toBe(true)
      expect((await kit.refresh(client, first.refreshToken)).status).toBe(200)
    })

    test('OPS-07: 200 connections that stop halfway leave others fast', async () => {
      const url = new URL(kit.url('issueToken'))
      const begun = `POST ${url.pathname} HTTP/1.1\r\nHost: ${url.host}\r\nContent-Type: application/x-www-form-urlencoded\r\n`
      const halves = [begun, `${begun}Content-Length: 1000\r\n\r\ngrant_type=`]
      const bound = await undisturbed(kit)
      const stuck = race(200, (index) => sendRaw(url.origin, [halves[index % 2] ?? ''], { waitMilliseconds: 6000 }))
      await wait(500)
      expect(await leastOf(3, bound, () => tokenTraffic(kit))).toBeLessThan(bound)
      await stuck
    })

    test('OIDC-04: max_age asks for the password again when it was given longer ago', async () => {
      await expectOpenId(kit)
      const user = await kit.target.someUser()
      const browser = kit.newBrowser()
      await kit.obtainCode(clients.firstParty, { user, browser })
      await wait(2100)
      expect(
        expectAway(await kit.authorize(browser, clients.firstParty, { max_age: '3600' })).parameters.has('code'),
      ).toBe(true)
      const silent = expectAway(await kit.authorize(browser, clients.firstParty, { max_age: '1', prompt: 'none' }))
      expect(silent.parameters.get('error')).toBe('login_required')
      const page = await kit.authorize(browser, clients.firstParty, { max_age: '1' })
      expect(hasSignInForm(page)).toBe(true)
      expect((await walkOn(browser, page, user)).parameters.has('code')).toBe(true)
    })

    test('CODE-04: a code expires', async () => {
      const user = await kit.target.someUser()
      const authorization = await kit.obtainCode(clients.expiring, { user })
      await wait(expiring.codeSeconds * 1000 + 200)
      expectTokenError(await kit.redeem(authorization), 'invalid_grant')
    })

    test('RT-10: a refresh token that is not used expires', async () => {
      const user = await kit.target.someUser()
      const { refreshToken } = await kit.obtainTokens(clients.expiring, { user })
      await wait(expiring.idleSeconds * 1000 + 200)
      expectTokenError(await kit.refresh(clients.expiring, refreshToken), 'invalid_grant')
    })

    test('RT-09: rotation does not carry a grant beyond its absolute end', async () => {
      const user = await kit.target.someUser()
      const first = await kit.obtainTokens(clients.expiring, { user })
      const startedAt = performance.now()
      const pause = Math.min(expiring.idleSeconds, 1) * 500
      let answer = first.exchange
      while (answer.status === 200 && performance.now() - startedAt < expiring.absoluteSeconds * 1000 + 3000) {
        await wait(pause)
        answer = await kit.refresh(clients.expiring, tokensOf(answer).refreshToken)
      }
      const livedSeconds = (performance.now() - startedAt) / 1000
      expectTokenError(answer, 'invalid_grant')
      expect(livedSeconds).toBeGreaterThan(expiring.absoluteSeconds - 1)
      expect(livedSeconds).toBeLessThan(expiring.absoluteSeconds + 2)
      expect(await kit.isAlive(first.accessToken), 'no access token outlives its grant').toBe(false)
    })
  })
}
