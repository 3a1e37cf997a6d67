import { describe, test } from '../run/cases.ts'
import { expect } from '../run/expect.ts'
import { hasConsentForm, hasSignInForm, type Browser } from '../browser/browser.ts'
import { expectOwnPage } from '../expectations.ts'
import { untouched } from '../html/fill-form.ts'
import { formsOf } from '../html/form.ts'
import { expectOpenId } from '../flow/openid.ts'
import { walkOn } from '../flow/walk-through.ts'
import type { Kit } from '../kit.ts'

export function sessions(kit: Kit): void {
  const { clients, issuer, otherTenant } = kit.target
  const client = clients.firstParty

  async function isSignedIn(browser: Browser, of = issuer, as: typeof client = client) {
    const landing = await kit.authorize(browser, as, {}, of)
    return landing.kind === 'away' ? landing.parameters.has('code') : hasConsentForm(landing)
  }

  async function signedIn() {
    const browser = kit.newBrowser()
    const user = await kit.target.someUser()
    await kit.obtainCode(client, { browser, user })
    return { browser, user }
  }

  /** A new person on the consent page. */
  async function askedForConsent(browser = kit.newBrowser()) {
    const signIn = await kit.authorize(browser, clients.confidential)
    const page = await browser.signIn(signIn, await kit.target.someUser())
    expect(hasConsentForm(page)).toBe(true)
    return { browser, page }
  }

  async function signOut(browser: Browser) {
    const page = await browser.visit(`${issuer}/sign-out`)
    const form = formsOf(page.exchange.body).find(({ method }) => method === 'post')
    if (page.kind !== 'page' || form === undefined) throw new Error('The sign-out page did not come')
    return browser.submit(page, form, untouched(form))
  }

  describe('Sessions', () => {
    test('LOGIN-02: cookies from before the sign-in do not become a session', async () => {
      const victim = kit.newBrowser()
      const page = await kit.authorize(victim, client)
      const attacker = victim.copy()
      await walkOn(victim, page, await kit.target.someUser())
      expect(await isSignedIn(victim)).toBe(true)
      expect(await isSignedIn(attacker)).toBe(false)
    })

    test('LOGIN-02: a value that somebody planted is never taken for a session', async () => {
      const { browser, user } = await signedIn()
      const fixed = 'A'.repeat(43)
      const victim = kit.newBrowser()
      for (const { name, path, host } of browser.jar.list()) victim.jar.plant({ name, path, host, value: fixed })
      const page = await kit.authorize(victim, client)
      await walkOn(victim, page, user)
      const attacker = kit.newBrowser()
      for (const { name, path, host } of browser.jar.list()) attacker.jar.plant({ name, path, host, value: fixed })
      expect(await isSignedIn(attacker)).toBe(false)
    })

    test('LOGIN-02: signing in again changes the session and ends the old one', async () => {
      await expectOpenId(kit)
      const { browser, user } = await signedIn()
      const before = browser.copy()
      expect(await isSignedIn(before)).toBe(true)
      const page = await kit.authorize(browser, client, { prompt: 'login' })
      await walkOn(browser, page, user)
      expect(await isSignedIn(browser)).toBe(true)
      expect(await isSignedIn(before)).toBe(false)
    })

    test('SESS-02: a session cookie cannot be guessed: at least 128 bits, new each time', async () => {
      const [first, second] = [await signedIn(), await signedIn()]
      const values = [first, second].flatMap(({ browser }) => browser.jar.list().map(({ value }) => value))
      expect(new Set(values).size).toBe(values.length)
      const { browser } = first
      const needed = []
      for (const { name } of browser.jar.list()) {
        const without = kit.newBrowser()
        for (const cookie of browser.jar.list()) if (cookie.name !== name) without.jar.plant(cookie)
        if (!(await isSignedIn(without)))
          needed.push(browser.jar.list().find((cookie) => cookie.name === name)?.value ?? '')
      }
      expect(needed.length).toBeGreaterThan(0)
      for (const value of needed) expect(value.length).toBeGreaterThanOrEqual(22)
    })

    test('SESS-04: signing out ends the session on the server, not only the cookie', { policy: true }, async () => {
      const { browser } = await signedIn()
      const copy = browser.copy()
      expectOwnPage(await signOut(browser), 200)
      expect(await isSignedIn(browser)).toBe(false)
      expect(await isSignedIn(copy)).toBe(false)
    })

    test(
      'SESS-04, LOGIN-12: nobody is signed out by a link, or by a form of another site',
      { policy: true },
      async () => {
        const { browser } = await signedIn()
        expect((await browser.get(`${issuer}/sign-out`)).status).toBe(200)
        expectOwnPage(await browser.post(`${issuer}/sign-out`, new URLSearchParams()), kit.refusal(403))
        const page = await browser.visit(`${issuer}/sign-out`)
        const names = formsOf(page.exchange.body).flatMap(({ controls }) => controls.map(({ name }) => name))
        expect(names.length).toBeGreaterThan(0)
        const forged = new URLSearchParams(names.map((name) => [name, 'A'.repeat(43)]))
        expectOwnPage(await browser.post(`${issuer}/sign-out`, forged), kit.refusal(403))
        expect(await isSignedIn(browser)).toBe(true)
      },
    )

    test(
      'SESS-04: after the sign-out a consent page that is loaded again leads to the sign-in',
      { policy: true },
      async () => {
        const { browser, page } = await askedForConsent()
        await signOut(browser)
        expect(hasSignInForm(await browser.visit(page.exchange.request.url))).toBe(true)
      },
    )

    test(
      'CONS-03: the form of one person grants nothing once another has signed in to the same browser',
      { policy: true },
      async () => {
        const { browser, page } = await askedForConsent()
        await signOut(browser)
        await askedForConsent(browser)
        expect((await browser.decide(page, 'allow')).kind).toBe('page')
        expect(hasConsentForm(await kit.authorize(browser, clients.confidential))).toBe(true)
      },
    )

    test('SESS-04: tokens outlive the sign-out', { policy: true }, async () => {
      const { browser, user } = await signedIn()
      const tokens = await kit.obtainTokens(client, { browser, user })
      await signOut(browser)
      expect((await kit.refresh(client, tokens.refreshToken)).status).toBe(200)
    })

    test('SESS-08: a session of one tenant is nothing to another', async () => {
      const { browser } = await signedIn()
      const neighbour = kit.newBrowser()
      const { sameClient, user } = otherTenant
      await kit.obtainCode(sameClient, { issuer: otherTenant.issuer, user, browser: neighbour })
      expect(await isSignedIn(neighbour, otherTenant.issuer, sameClient)).toBe(true)
      expect(await isSignedIn(browser, otherTenant.issuer, sameClient)).toBe(false)
      // The same values under every name and path that the other tenant uses.
      for (const { value } of browser.jar.list()) {
        const thief = kit.newBrowser()
        for (const { name, path, host } of neighbour.jar.list()) thief.jar.plant({ name, path, host, value })
        expect(await isSignedIn(thief, otherTenant.issuer, sameClient)).toBe(false)
      }
    })

    test(
      'SESS-05: a changed password ends the other sessions, keeps this one, and the grants',
      { policy: true },
      async () => {
        const { browser, user } = await signedIn()
        const elsewhere = kit.newBrowser()
        const tokens = await kit.obtainTokens(client, { browser: elsewhere, user })
        const page = await browser.visit(`${issuer}/change-password`)
        const form = formsOf(page.exchange.body).find(({ controls }) =>
          controls.some(({ autocomplete }) => autocomplete.includes('new-password')),
        )
        if (page.kind !== 'page' || form === undefined) throw new Error('The page to change the password did not come')
        const fill = (newPassword: string) => {
          const fields = untouched(form)
          for (const { name, autocomplete } of form.controls) {
            if (autocomplete.includes('username')) fields.set(name, user.username)
            if (autocomplete.includes('current-password')) fields.set(name, user.password)
            if (autocomplete.includes('new-password')) fields.set(name, newPassword)
          }
          return fields
        }
        expect((await browser.submit(page, form, fill('short'))).exchange.status).toBe(400)
        const replacement = 'a new and longer password'
        expect((await browser.submit(page, form, fill(replacement))).exchange.status).toBe(200)
        expect(await isSignedIn(browser)).toBe(true)
        expect(await isSignedIn(elsewhere)).toBe(false)
        expect((await kit.refresh(client, tokens.refreshToken)).status).toBe(200)
        const later = kit.newBrowser()
        expect((await later.signIn(await kit.authorize(later, client), user)).exchange.status).toBe(400)
        await walkOn(later, await kit.authorize(later, client), { ...user, password: replacement })
      },
    )
  })
}
