import { describe, test } from '../run/cases.ts'
import { expect } from '../run/expect.ts'
import type { Browser, Landing } from '../browser/browser.ts'
import { findSignInForm, signInFields } from '../html/fill-form.ts'
import { formsOf } from '../html/form.ts'
import { race, tally } from '../http/race.ts'
import { walkOn } from '../flow/walk-through.ts'
import { NotApplicable } from '../run/not-applicable.ts'
import type { Kit } from '../kit.ts'
import { leastOf, median } from '../measure.ts'
import type { ContractUser } from '../target.ts'

const parallelGuesses = 200

const guess = (browser: Browser, page: Landing, who: Pick<ContractUser, 'username'>, attempt: number) =>
  browser.signIn(page, { username: who.username, password: `wrong password ${attempt}` })

/** These exhaust limits on purpose: with users of their own, and from addresses of their own where there are several. */
export function guessing(kit: Kit): void {
  const { target } = kit
  const { clients, admin, sourceAddresses, otherTenant, user } = target
  const client = clients.firstParty
  // A single source may fail about a hundred times in all; with one, fewer samples have to do.
  const timing =
    sourceAddresses.length > 0 ? { samples: 24, rounds: 3, gap: 0.25 } : { samples: 9, rounds: 1, gap: 0.5 }
  let taken = 0
  const nextAddress = () => sourceAddresses[taken++ % Math.max(sourceAddresses.length, 1)]

  async function open(headers: Record<string, string> = {}) {
    const browser = kit.newBrowser({ localAddress: nextAddress(), headers })
    return { browser, page: await kit.authorize(browser, client) }
  }

  describe('Guessing passwords', () => {
    test(`LOGIN-04: an unknown user takes as long as a wrong password (${timing.samples} of each)`, async () => {
      let round = 0
      const gap = async () => {
        round += 1
        const users = await Promise.all(Array.from({ length: timing.samples / 3 }, () => admin.createUser()))
        const durations: { known: number[]; unknown: number[] } = { known: [], unknown: [] }
        for (let sample = 0; sample < timing.samples; sample += 1)
          for (const kind of ['known', 'unknown'] as const) {
            const { browser, page } = await open()
            const username =
              kind === 'known'
                ? (users[sample % users.length]?.username ?? '')
                : `nobody-${round}-${sample}@example.org`
            const { exchange } = await guess(browser, page, { username }, sample)
            if (kit.target.policy) expect(exchange.status).toBe(400)
            durations[kind].push(exchange.durationMilliseconds)
          }
        return Math.abs(1 - median(durations.unknown) / median(durations.known))
      }
      expect(await leastOf(timing.rounds, timing.gap, gap)).toBeLessThan(timing.gap)
    })

    test('LOGIN-05: an account can be guessed at a few times only, from wherever', async () => {
      const victim = await admin.createUser()
      const statuses: number[] = []
      for (let attempt = 0; attempt <= target.signInAttempts; attempt += 1) {
        const { browser, page } = await open()
        const { exchange } = await guess(browser, page, victim, attempt)
        statuses.push(exchange.status)
        if (exchange.status === 429) expect(Number(exchange.headers.get('retry-after'))).toBeGreaterThan(0)
      }
      expect(statuses.at(-1)).toBe(429)
      const { browser, page } = await open()
      expect((await browser.signIn(page, victim)).exchange.status, 'also with the right password').toBe(429)
    })

    test(`LOGIN-06: of ${parallelGuesses} parallel guesses no more are evaluated than the limit allows`, async () => {
      const { signInAttempts } = target
      const victim = await admin.createUser()
      const { browser, page } = await open()
      const form = findSignInForm(formsOf(page.exchange.body))
      if (form === undefined) throw new Error('The sign-in page did not come')
      const url = new URL(form.action, page.exchange.request.url)
      const passwords = Array.from({ length: parallelGuesses - 1 }, (_, index) => `wrong password ${index}`)
      const answers = await race(parallelGuesses, (index) =>
        browser.post(url, signInFields(form, victim.username, passwords[index] ?? victim.password)),
      )
      const { 429: refused = 0, ...evaluated } = tally(answers.map(({ status }) => status))
      expect(refused).toBeGreaterThanOrEqual(parallelGuesses - signInAttempts)
      expect(Object.keys(evaluated).filter((status) => !['303', '400', '403', '410'].includes(status))).toEqual([])
    })

    test('LOGIN-07: the owner gets in from a browser that was there before, while others are kept out', async () => {
      const { signInAttempts } = target
      const owner = await admin.createUser()
      const home = kit.newBrowser({ localAddress: nextAddress() })
      await kit.obtainCode(client, { browser: home, user: owner })
      let last = 0
      for (let attempt = 0; attempt <= signInAttempts; attempt += 1) {
        const { browser, page } = await open()
        last = (await guess(browser, page, owner, attempt)).exchange.status
      }
      expect(last).toBe(429)
      const page = await kit.authorize(home, client, { prompt: 'login' })
      expect((await walkOn(home, page, owner)).parameters.has('code')).toBe(true)
    })

    test('TEN-06: what one tenant keeps out, another lets in', async () => {
      for (let attempt = 0; attempt <= target.signInAttempts; attempt += 1) {
        const { browser, page } = await open()
        await guess(browser, page, user, attempt)
      }
      const { browser, page } = await open()
      expect((await browser.signIn(page, user)).exchange.status).toBe(429)
      const neighbour = kit.newBrowser({ localAddress: nextAddress() })
      const options = { issuer: otherTenant.issuer, user: otherTenant.user, browser: neighbour }
      expect((await kit.redeem(await kit.obtainCode(otherTenant.sameClient, options))).status).toBe(200)
    })

    test('LOGIN-05, LOGIN-08: a source can guess at many accounts a limited number of times, whatever address it claims', async () => {
      if (target.signInAttempts === 0) throw new NotApplicable('guesses are not limited here')
      const localAddress = nextAddress()
      let refused: Landing | undefined
      for (let batch = 0; batch < 30 && refused === undefined; batch += 1) {
        const answers = await race(10, async (index) => {
          const attempt = batch * 10 + index
          const claimed = `198.51.100.${attempt % 250}`
          const headers = {
            'X-Forwarded-For': claimed,
            Forwarded: `for=${claimed}`,
            'X-Real-IP': claimed,
            'X-Client-IP': claimed,
          }
          const browser = kit.newBrowser({ localAddress, headers })
          return guess(
            browser,
            await kit.authorize(browser, client),
            { username: `nobody-${attempt}@example.org` },
            attempt,
          )
        })
        refused = answers.find(({ exchange }) => exchange.status === 429)
      }
      expect(refused?.exchange.status).toBe(429)
      expect(Number(refused?.exchange.headers.get('retry-after'))).toBeGreaterThan(0)
    })
  })
}
