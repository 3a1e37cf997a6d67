import {
  createVisitor,
  expectAway,
  formsOf,
  race,
  resultOf,
  send,
  sendInTurn,
  tally,
  tokensOf,
  untouched,
  type Send,
  type Visitor,
} from '@identity-hub/contract-tests/visitor'
import { describe, expect, test } from 'vitest'
import type { ContractHub } from '../contract-target.ts'
import { present } from './present.ts'

const PROMISED_MILLISECONDS = 1_000

/** What no replica keeps to itself. `everywhere` is as in `rights`. */
export function sharedState({ target, hubs }: ContractHub, everywhere: readonly Visitor[]): void {
  const { admin, clients, issuer, signInAttempts, secretAttempts } = target
  const { addresses, origin } = hubs

  /** A visitor whose every request goes to the next replica, and where each one went. */
  function wander() {
    const places: string[] = []
    const tracked: Send = (options) => {
      places.push(new URL(options.url).origin)
      return send(options)
    }
    return { visitor: createVisitor(target, { send: sendInTurn(tracked, origin, addresses) }), places }
  }

  describe('Replicas', () => {
    test('OPS-02: a sign-in succeeds whose every request reaches another replica than the one before', async () => {
      const { visitor, places } = wander()
      const client = clients.confidential
      const user = await admin.createUser()
      const authorization = await visitor.obtainCode(client, { user })
      const first = tokensOf(await visitor.redeem(authorization))
      expect((await visitor.identity(first.accessToken)).status).toBe(200)
      const second = tokensOf(await visitor.refresh(client, first.refreshToken))
      const again = tokensOf(await visitor.refresh(client, first.refreshToken))
      expect(again.refreshToken).toBe(second.refreshToken)
      const third = tokensOf(await visitor.refresh(client, second.refreshToken))
      expect((await visitor.identity(third.accessToken)).status).toBe(200)
      // Authorization, sign-in page and form, consent page and form, exchange, API, three refreshes, API.
      expect(places.length).toBeGreaterThanOrEqual(11)
      expect(places).toEqual(places.map((_, index) => addresses[index % addresses.length]))
    })

    test('OPS-02, SESS-04: a session that is ended at one replica is ended at all', async () => {
      const { visitor } = wander()
      const user = await admin.createUser()
      const browser = visitor.newBrowser()
      await visitor.obtainCode(clients.firstParty, { user, browser })
      const answersOf = () =>
        Promise.all(
          everywhere.map(async (at) => {
            const answer = await at.authorize(browser.through(at.send), clients.firstParty, { prompt: 'none' })
            return expectAway(answer).parameters.get('error')
          }),
        )
      expect(await answersOf()).toEqual(everywhere.map(() => null))
      const copy = browser.copy()
      const page = await browser.visit(`${issuer}/sign-out`)
      const form = formsOf(page.exchange.body).find(({ method }) => method === 'post')
      if (page.kind !== 'page' || form === undefined) throw new Error('The sign-out page did not come')
      expect((await browser.submit(page, form, untouched(form))).exchange.status).toBe(200)
      // Whoever copied the cookie still has it.
      const copied = everywhere.map((at) => at.authorize(copy.through(at.send), clients.firstParty, { prompt: 'none' }))
      for (const answer of await Promise.all(copied))
        expect(expectAway(answer).parameters.get('error')).toBe('login_required')
    })

    test('OPS-02, CONS-05: an interaction that was decided at one replica is decided at all: eight decisions at once give one code', async () => {
      const { visitor } = wander()
      const browser = visitor.newBrowser()
      const page = await visitor.authorize(browser, clients.confidential)
      const consent = await browser.signIn(page, await admin.createUser())
      const decided = await race(8, () => browser.decide(consent, 'allow'))
      const codes = decided.map((landing) => (landing.kind === 'away' ? landing.parameters.get('code') : null))
      expect(new Set(codes.filter((code) => code !== null)).size).toBe(1)
    })

    test('OPS-02, LOGIN-06: wrong passwords are counted together: spread over all replicas no more are evaluated than at one', async () => {
      const { visitor } = wander()
      const user = await admin.createUser()
      const guesses = await race(4 * signInAttempts, async (index) => {
        const localAddress = target.sourceAddresses[index % Math.max(1, target.sourceAddresses.length)]
        const browser = visitor.newBrowser({ localAddress })
        const page = await visitor.authorize(browser, clients.firstParty)
        return browser.signIn(page, { ...user, password: `wrong password ${index}` })
      })
      const statuses = tally(guesses.map(({ exchange }) => exchange.status))
      expect(statuses).toEqual({ 400: signInAttempts, 429: 3 * signInAttempts })
      for (const at of everywhere) {
        const browser = at.newBrowser()
        const right = await browser.signIn(await at.authorize(browser, clients.firstParty), user)
        expect(right.exchange.status, 'the right password').toBe(429)
      }
    })

    test('OPS-02, CAUTH-07: wrong secrets are counted together: spread over all replicas no more are evaluated than at one', async () => {
      const { visitor } = wander()
      const { clientId, clientSecret } = clients.clientCredentials
      const answers = await race(2 * secretAttempts, (index) =>
        visitor.clientCredentials({ clientId, clientSecret: `guess-${index}` }),
      )
      expect(tally(answers.map(({ status }) => status))).toEqual({ 401: secretAttempts, 429: secretAttempts })
      const right = await Promise.all(everywhere.map((at) => at.clientCredentials({ clientId, clientSecret })))
      expect(right.map(({ status }) => status)).toEqual(everywhere.map(() => 429))
    })

    test('CAUTH-07: after wrong secrets at one replica alone, the right one waits at all', async () => {
      const service = { type: 'confidential', redirectUris: [], scope: 'profile' } as const
      const registered = await admin.registerClient({ ...service, grantTypes: ['client_credentials'] })
      if (registered.outcome === 'refused') throw new Error(registered.message)
      const { clientId, clientSecret = '' } = registered.client
      const one = present(everywhere[0])
      const guesses = await race(secretAttempts, (index) =>
        one.clientCredentials({ clientId, clientSecret: `guess-${index}` }),
      )
      expect(tally(guesses.map(({ status }) => status))).toEqual({ 401: secretAttempts })
      const right = await Promise.all(everywhere.map((at) => at.clientCredentials({ clientId, clientSecret })))
      expect(right.map(({ status }) => status)).toEqual(everywhere.map(() => 429))
    })

    test('RT-15: a refresh token that comes back at one replica ends its family at all, within a second', async () => {
      const [first, ...others] = everywhere
      const client = clients.firstParty
      const stolen = await present(first).obtainTokens(client)
      const second = tokensOf(await present(first).refresh(client, stolen.refreshToken))
      const third = tokensOf(await present(first).refresh(client, second.refreshToken))
      expect(resultOf(await present(first).refresh(client, stolen.refreshToken))).toBe('400 invalid_grant')
      const since = performance.now()
      const answers = await Promise.all(
        others.map(async (at) => ({
          alive: await Promise.all([stolen, second, third].map(({ accessToken }) => at.isAlive(accessToken))),
          refreshed: resultOf(await at.refresh(client, third.refreshToken)),
        })),
      )
      expect(performance.now() - since).toBeLessThan(PROMISED_MILLISECONDS)
      expect(answers).toEqual(others.map(() => ({ alive: [false, false, false], refreshed: '400 invalid_grant' })))
    })

    test('OPS-02, CODE-01: a code works once, also when each replica is asked one after the other', async () => {
      const { visitor } = wander()
      const authorization = await visitor.obtainCode(clients.firstParty)
      const results: string[] = []
      for (const at of everywhere) results.push(resultOf(await at.redeem(authorization)))
      expect(results).toEqual(['200', ...everywhere.slice(1).map(() => '400 invalid_grant')])
    })
  })
}
