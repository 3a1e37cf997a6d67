import { describe, test } from '../run/cases.ts'
import { expect } from '../run/expect.ts'
import { hasSignInForm, type PageLanding } from '../browser/browser.ts'
import { expectAway, expectOwnPage } from '../expectations.ts'
import { expectPasswords } from '../flow/expect-passwords.ts'
import { findSignInForm, signInFields } from '../html/fill-form.ts'
import { attribute, elementsOf, formsOf, textOf } from '../html/form.ts'
import { NotApplicable } from '../run/not-applicable.ts'
import type { Kit } from '../kit.ts'

const markup = '"><script>alert(1)</script><img src=x onerror=alert(1)>\'{{7*7}}'

export function signInPage(kit: Kit): void {
  const { clients, user, admin } = kit.target

  /** A sign-in page in a browser of its own, with its form. */
  async function open(parameters: Record<string, string> = {}, browser = kit.newBrowser()) {
    const landing = await kit.authorize(browser, clients.confidential, parameters)
    const form = landing.kind === 'page' ? findSignInForm(formsOf(landing.exchange.body)) : undefined
    if (form === undefined) throw new Error('The sign-in page did not come')
    return { browser, landing: landing as PageLanding, form }
  }

  describe('The sign-in page', () => {
    test('LOGIN-01: a form is refused in a browser that did not get it', async () => {
      const { landing, form } = await open()
      const fields = signInFields(form, user.username, user.password)
      const url = new URL(form.action, landing.exchange.request.url)
      const victim = await open()
      for (const browser of [kit.newBrowser(), victim.browser]) {
        await browser.post(url, fields)
        expect(hasSignInForm(await kit.authorize(browser, clients.confidential)), 'nobody is signed in').toBe(true)
      }
    })

    test('LOGIN-01: a form without its token, or with that of another browser, is 403', { policy: true }, async () => {
      const own = await open()
      const other = await open()
      const fields = signInFields(own.form, user.username, user.password)
      const hidden = own.form.controls.filter(({ type }) => type === 'hidden').map(({ name }) => name)
      expect(hidden.length).toBeGreaterThan(0)
      const foreign = signInFields(other.form, user.username, user.password)
      const url = new URL(own.form.action, own.landing.exchange.request.url)
      for (const name of hidden) {
        for (const value of [undefined, '', foreign.get(name) ?? '', 'A'.repeat(43)]) {
          const forged = new URLSearchParams(fields)
          if (value === undefined) forged.delete(name)
          else forged.set(name, value)
          expectOwnPage(await own.browser.post(url, forged), kit.refusal(403))
        }
      }
      expectOwnPage(await kit.newBrowser().post(url, fields), kit.refusal(403))
      const after = await kit.authorize(own.browser, clients.confidential, { prompt: 'none' })
      expect(expectAway(after).parameters.get('error')).toBe('login_required')
    })

    test('LOGIN-01, HDR-02: the form works in a browser that hides its origin, as Referrer-Policy: no-referrer makes it', async () => {
      const { browser, landing, form } = await open()
      const fields = signInFields(form, user.username, user.password)
      const hiding = {
        Origin: 'null',
        'Sec-Fetch-Site': 'same-origin',
        'Sec-Fetch-Mode': 'navigate',
        'Sec-Fetch-Dest': 'document',
      }
      const answer = await browser.post(new URL(form.action, landing.exchange.request.url), fields, hiding)
      expect(kit.redirects).toContain(answer.status)
    })

    test('LOGIN-03: a wrong password is 400 with the form again, which still works', { policy: true }, async () => {
      const { browser, landing } = await open()
      const fresh = await admin.createUser()
      const again = await browser.signIn(landing, { ...fresh, password: 'wrong password 1' })
      expect(again.exchange.status).toBe(400)
      expect(hasSignInForm(again)).toBe(true)
      expect(again.exchange.body).toContain(fresh.username)
      expect(again.exchange.body).not.toContain('wrong password 1')
      expect((await browser.signIn(again, fresh)).exchange.status).toBe(200)
    })

    test('LOGIN-03: an unknown user and a wrong password look the same', async () => {
      await expectPasswords(kit)
      const known = await admin.createUser()
      const looks = []
      for (const username of [known.username, `x${known.username.slice(1)}`]) {
        const { browser, landing } = await open()
        const again = await browser.signIn(landing, { username, password: 'wrong password 1' })
        looks.push(lookOf(again.exchange, username))
      }
      const [ofKnown, ofUnknown] = looks
      expect(ofUnknown).toEqual(ofKnown)
    })

    test('LOGIN-09: the user name is taken in any case and with spaces around it', { policy: true }, async () => {
      const { browser, landing } = await open()
      const username = ` ${user.username.toUpperCase()} `
      const next = await browser.signIn(landing, { ...user, username })
      expect(next.kind === 'away' || next.exchange.status === 200).toBe(true)
    })

    test('LOGIN-09: passwords are taken whole, with any characters', async () => {
      for (const password of [`${'a'.repeat(72)}b`, 'pässwörd 🙂 漢字 "&<>', `${'long '.repeat(25)}end`]) {
        const fresh = await admin.createUser()
        await admin.setPassword(fresh.username, password)
        const cut = await open()
        const refused = await cut.browser.signIn(cut.landing, { ...fresh, password: password.slice(0, -1) })
        expect(hasSignInForm(refused), 'a password that was cut').toBe(true)
        const accepted = await cut.browser.signIn(refused, { ...fresh, password })
        expect(hasSignInForm(accepted), password.slice(0, 10)).toBe(false)
      }
    })

    test('LOGIN-09: a password of 1 MB or with a NUL is refused fast', async () => {
      await expectPasswords(kit)
      const { browser, landing, form } = await open()
      for (const password of ['x'.repeat(1024 * 1024), 'x'.repeat(40_000), `${user.password}\0`]) {
        const again = await browser.submit(landing, form, signInFields(form, user.username, password))
        expect(again.exchange.status).toBeLessThan(500)
        expect(hasSignInForm(again) || again.exchange.status >= 400, 'another password signs nobody in').toBe(true)
        if (kit.target.policy) expect([400, 413]).toContain(again.exchange.status)
        expect(again.exchange.durationMilliseconds).toBeLessThan(1000)
      }
    })

    test('LOGIN-11: fields are labelled, known to password managers, and need no script', async () => {
      const { landing } = await open()
      const elements = elementsOf(landing.exchange.body)
      const inputs = elements.filter(
        (element) => element.tagName === 'input' && attribute(element, 'type') !== 'hidden',
      )
      const password = inputs.find((element) => attribute(element, 'type') === 'password')
      expect(password && attribute(password, 'autocomplete')).toBe('current-password')
      expect(inputs.map((element) => attribute(element, 'autocomplete'))).toContain('username')
      for (const input of inputs) {
        const id = attribute(input, 'id')
        const label = elements.find((element) => element.tagName === 'label' && attribute(element, 'for') === id)
        expect(label && textOf(label).trim(), `the label of ${attribute(input, 'name')}`).toBeTruthy()
        expect(attribute(input, 'onpaste')).toBeUndefined()
        expect(attribute(input, 'maxlength')).toBeUndefined()
      }
      expect(elements.filter(({ tagName }) => tagName === 'script')).toEqual([])
    })

    test('LOGIN-12: a GET with credentials signs nobody in', async () => {
      const { browser, landing, form } = await open()
      const url = new URL(form.action, landing.exchange.request.url)
      url.search = String(signInFields(form, user.username, user.password))
      await browser.get(url)
      expect(hasSignInForm(await kit.authorize(browser, clients.confidential)), 'nobody is signed in').toBe(true)
    })

    test('LOGIN-16: what was sent is text on the page, never markup', async () => {
      const hinted = await open({ login_hint: markup })
      expectNoMarkup(hinted.landing.exchange.body)
      const again = await hinted.browser.signIn(hinted.landing, { username: markup, password: 'wrong password 1' })
      expectNoMarkup(again.exchange.body)
      for (const name of ['client_id', 'redirect_uri', 'ui_locales', 'scope', 'state', 'response_type']) {
        const page = await kit.newBrowser().visit(kit.authorizationUrl(clients.confidential, { [name]: markup }))
        if (page.kind === 'page') expectNoMarkup(page.exchange.body)
      }
    })

    test('LOGIN-16: what a client is called is text on the page, never markup', async () => {
      const registration = {
        type: 'native',
        name: markup,
        redirectUris: ['http://127.0.0.1/xss'],
        scope: clients.confidential.scope,
      } as const
      const registered = await admin.registerClient(registration)
      if (registered.outcome === 'refused') throw new NotApplicable('such a name cannot be registered')
      const browser = kit.newBrowser()
      const page = await kit.authorize(browser, registered.client)
      expectNoMarkup(page.exchange.body)
      expectNoMarkup((await browser.signIn(page, user)).exchange.body)
    })
  })
}

function expectNoMarkup(body: string): void {
  const elements = elementsOf(body)
  expect(elements.filter(({ tagName }) => tagName === 'script' || tagName === 'img')).toEqual([])
  const handlers = elements.flatMap(({ attrs }) => attrs).filter(({ name }) => name.startsWith('on'))
  expect(handlers).toEqual([])
}

/** A page without what differs each time. */
function lookOf(exchange: PageLanding['exchange'], username: string) {
  const hidden = formsOf(exchange.body).flatMap(({ controls }) => controls.filter(({ type }) => type === 'hidden'))
  const ownNames = exchange.request.url.pathname.split('/').filter((segment) => segment.length >= 16)
  const differing = [...hidden.map(({ value }) => value), ...ownNames]
  const body = differing.reduce(
    (text, value) => text.replaceAll(value, '…'),
    exchange.body.replaceAll(username, 'USER'),
  )
  const headers = [...exchange.headers].filter(
    ([name]) => !['date', 'x-request-id', 'set-cookie', 'content-length', 'etag'].includes(name),
  )
  const cookies = exchange.setCookies.map((setCookie) => setCookie.replace(/=[^;]*/, ''))
  return { status: exchange.status, body, headers, cookies }
}
