import { describe, test } from '../run/cases.ts'
import { expect } from '../run/expect.ts'
import { hasConsentForm, hasSignInForm, type AwayLanding, type Browser, type Landing } from '../browser/browser.ts'
import { expectAway, expectOwnPage } from '../expectations.ts'
import { pageText } from '../html/form.ts'
import { walkOn } from '../flow/walk-through.ts'
import type { Kit } from '../kit.ts'

export function interactions(kit: Kit): void {
  const { clients, admin, otherTenant, issuer } = kit.target

  describe('A sign-in under way', () => {
    test('LOGIN-13: a finished or unknown one is a friendly page', async () => {
      const browser = kit.newBrowser()
      const user = await admin.createUser()
      const signIn = await kit.authorize(browser, clients.confidential)
      const consent = await browser.signIn(signIn, user)
      const { location } = expectAway(await browser.decide(consent, 'allow'))
      for (const { exchange } of [signIn, consent])
        expectOwnPage(await browser.visit(exchange.request.url), kit.refusal(410))
      for (const landing of [signIn, consent]) {
        const repeated =
          landing === signIn ? await browser.signIn(landing, user) : await browser.decide(landing, 'allow')
        // A server may say its answer again to the same browser and person, but never another one.
        if (repeated.kind === 'away') expect(repeated.location).toBe(location)
        else expectOwnPage(repeated, kit.refusal(403, 410))
      }
      const { href, pathname } = signIn.exchange.request.url
      const id = pathname.split('/').toSorted((left, right) => right.length - left.length)[0] ?? ''
      for (const other of [`${id.slice(0, -4)}0000`, id.toUpperCase(), `${id}0`, id.slice(1), 'x'])
        expectOwnPage(await browser.visit(href.replace(id, other)), kit.refusal(403, 404, 410))
      for (const altered of [`${signIn.exchange.request.url.href}x`, signIn.exchange.request.url.href.slice(0, -1)])
        expect((await browser.visit(altered)).exchange.status).toBeLessThan(500)
    })

    for (const secondTab of ['is loaded again', 'signs in with the form that it shows'] as const)
      test(`LOGIN-14: two tabs with two clients do not mix; the second one ${secondTab}`, async () => {
        const browser = kit.newBrowser()
        const user = await admin.createUser()
        const [first, second] = [clients.confidential, clients.secondConfidential]
        const tabA = await kit.authorize(browser, first, { state: 'tab-a' })
        const tabB = await kit.authorize(browser, second, { state: 'tab-b' })
        const consentA = await browser.signIn(tabA, user)
        expect(pageText(consentA.exchange.body)).toContain(first.name)
        const shownB = secondTab === 'is loaded again' ? await browser.visit(tabB.exchange.request.url) : tabB
        const consentB = hasSignInForm(shownB) ? await browser.signIn(shownB, user) : shownB
        expect(hasConsentForm(consentB) && pageText(consentB.exchange.body)).toContain(second.name)
        const awayB = await allow(browser, consentB)
        const awayA = await allow(browser, consentA)
        expect(awayA.location.startsWith(first.redirectUris[0])).toBe(true)
        expect(awayB.location.startsWith(second.redirectUris[0])).toBe(true)
        expect([awayA.parameters.get('state'), awayB.parameters.get('state')]).toEqual(['tab-a', 'tab-b'])
        expect([awayA, awayB].map(({ parameters }) => parameters.has('code'))).toEqual([true, true])
      })

    test('LOGIN-15: it ends in the browser in which it began', async () => {
      const victim = kit.newBrowser()
      const signIn = await kit.authorize(victim, clients.confidential)
      const stranger = kit.newBrowser()
      await kit.authorize(stranger, clients.confidential)
      for (const browser of [stranger, kit.newBrowser()])
        expectOwnPage(await browser.visit(signIn.exchange.request.url), kit.refusal(403))
      const consent = await victim.signIn(signIn, await admin.createUser())
      expect(hasConsentForm(consent)).toBe(true)
      expectOwnPage(await stranger.visit(consent.exchange.request.url), kit.refusal(403))
      expectOwnPage(await stranger.decide(consent, 'allow'), kit.refusal(403))
      expectAway(await victim.decide(consent, 'allow'))
    })

    test('TEN-07: it belongs to its tenant, whatever cookies are copied', async () => {
      const browser = kit.newBrowser()
      const signIn = await kit.authorize(browser, clients.confidential)
      const neighbour = kit.newBrowser()
      await kit.authorize(neighbour, otherTenant.namesake, {}, otherTenant.issuer)
      for (const { name, path, host } of neighbour.jar.list())
        for (const { value } of browser.jar.list()) browser.jar.plant({ name, path, host, value })
      const elsewhere = signIn.exchange.request.url.href.replace(issuer, otherTenant.issuer)
      expect(elsewhere).not.toBe(signIn.exchange.request.url.href)
      expectOwnPage(await browser.visit(elsewhere), kit.refusal(403, 404, 410))
      expect(hasSignInForm(await browser.visit(signIn.exchange.request.url))).toBe(true)
    })

    test('SESS-07: 200 tabs leave the cookies small and the first one usable', async () => {
      const browser = kit.newBrowser()
      const user = await kit.target.someUser()
      const first = await kit.authorize(browser, clients.firstParty)
      const statuses = new Set<number>()
      for (let tab = 0; tab < 200; tab += 1)
        statuses.add((await browser.get(kit.authorizationUrl(clients.firstParty))).status)
      expect([...statuses].filter((status) => ![200, 429, ...kit.redirects].includes(status))).toEqual([])
      expect((browser.jar.headerFor(first.exchange.request.url) ?? '').length).toBeLessThan(4096)
      expect((await walkOn(browser, first, user)).parameters.has('code')).toBe(true)
    })

    test(
      'SESS-07: a browser has a limited number of them, told as 429, and another browser is not held up',
      { policy: true },
      async () => {
        const browser = kit.newBrowser()
        let answer = await browser.get(kit.authorizationUrl(clients.firstParty))
        for (let tab = 1; tab < 1000 && answer.status === 303; tab += 1)
          answer = await browser.get(kit.authorizationUrl(clients.firstParty))
        expectOwnPage(answer, 429)
        expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
        expect(hasSignInForm(await kit.authorize(kit.newBrowser(), clients.firstParty))).toBe(true)
      },
    )
  })
}

/** Allows, and once more where the page comes back because something changed meanwhile. */
async function allow(browser: Browser, page: Landing): Promise<AwayLanding> {
  const landing = await browser.decide(page, 'allow')
  return expectAway(hasConsentForm(landing) ? await browser.decide(landing, 'allow') : landing)
}
