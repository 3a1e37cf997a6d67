import { describe, test } from './run/cases.ts'
import { expect } from './run/expect.ts'
import { tokenTraffic, undisturbed } from './flow/token-traffic.ts'
import { race } from './http/race.ts'
import type { Kit } from './kit.ts'
import { leastOf } from './measure.ts'
import type { ContractUser } from './target.ts'

const parallelSignIns = 50

export function load(kit: Kit): void {
  const { clients, admin, sourceAddresses } = kit.target

  /** The 99th percentile of token requests while people sign in. */
  async function whileSigningIn(users: readonly ContractUser[]) {
    const pages = await race(parallelSignIns, async (index) => {
      const browser = kit.newBrowser({ localAddress: sourceAddresses[index % Math.max(sourceAddresses.length, 1)] })
      return { browser, page: await kit.authorize(browser, clients.firstParty) }
    })
    const signIns = race(parallelSignIns, async (index) => {
      const { browser, page } = pages[index] ?? {}
      const user = users[index % users.length]
      return browser && page && user ? (await browser.signIn(page, user)).exchange.status : 0
    })
    const slowest = await tokenTraffic(kit, signIns)
    expect((await signIns).filter((status) => ![200, 302, 303].includes(status))).toEqual([])
    return slowest
  }

  describe('Under load', () => {
    test(`LOGIN-10: while ${parallelSignIns} people sign in at once, 99 of 100 token requests take under 200 ms`, async () => {
      const users = await race(10, () => admin.createUser())
      const bound = await undisturbed(kit)
      expect(await leastOf(3, bound, () => whileSigningIn(users))).toBeLessThan(bound)
    })
  })
}
