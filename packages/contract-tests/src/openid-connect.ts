import { describe, test } from './run/cases.ts'
import { expect } from './run/expect.ts'
import { hasConsentForm, hasSignInForm } from './browser/browser.ts'
import { expectAway, expectErrorAtClient } from './expectations.ts'
import { walkOn } from './flow/walk-through.ts'
import { expectPasswords } from './flow/expect-passwords.ts'
import { expectOpenId } from './flow/openid.ts'
import type { Kit } from './kit.ts'

export function promptsAndAges(kit: Kit): void {
  const { clients, issuer, admin } = kit.target
  const client = clients.confidential
  const at = () => ({ issuer, redirectUri: client.redirectUris[0], state: 'kept' })

  describe('Parameters of OpenID Connect Core §3.1.2.1', () => {
    test('OIDC-02: prompt=none without a session is login_required', async () => {
      await expectOpenId(kit)
      const landing = await kit.authorize(kit.newBrowser(), client, { prompt: 'none', state: 'kept' })
      expect(landing.trail).toHaveLength(1)
      expectErrorAtClient(landing, { error: 'login_required', ...at() })
    })

    test('OIDC-02: prompt=none without consent is consent_required, and with it brings a code', async () => {
      await expectOpenId(kit)
      const user = await admin.createUser()
      const browser = kit.newBrowser()
      const page = await browser.signIn(await kit.authorize(browser, client), user)
      expectErrorAtClient(await kit.authorize(browser, client, { prompt: 'none', state: 'kept' }), {
        error: ['consent_required', 'interaction_required'],
        ...at(),
      })
      await browser.decide(page, 'allow')
      const silent = expectAway(await kit.authorize(browser, client, { prompt: 'none' }))
      expect(silent.parameters.has('code')).toBe(true)
    })

    test('OIDC-02: prompt=none beside another value is invalid_request', async () => {
      await expectOpenId(kit)
      for (const prompt of ['none login', 'login none', ...(kit.target.policy ? ['foo', 'NONE', 'login foo'] : [])]) {
        const landing = await kit.authorize(kit.newBrowser(), client, { prompt, state: 'kept' })
        expectErrorAtClient(landing, { error: 'invalid_request', ...at() })
      }
    })

    test('OIDC-02: prompt takes a value once, as the document has it', { policy: true }, async () => {
      for (const prompt of ['none none', 'login login', 'login consent login']) {
        const landing = await kit.authorize(kit.newBrowser(), client, { prompt, state: 'kept' })
        expectErrorAtClient(landing, { error: 'invalid_request', ...at() })
      }
    })

    test('OIDC-03: prompt=login asks for the password again', async () => {
      await expectOpenId(kit)
      const browser = kit.newBrowser()
      const user = await kit.target.someUser()
      await kit.obtainCode(clients.firstParty, { user, browser })
      expect(hasSignInForm(await kit.authorize(browser, clients.firstParty)), 'there is a session').toBe(false)
      const page = await kit.authorize(browser, clients.firstParty, { prompt: 'login' })
      expect(hasSignInForm(page)).toBe(true)
      expect((await walkOn(browser, page, user)).parameters.has('code')).toBe(true)
    })

    test('OIDC-03: after prompt=login a wrong password leads nowhere', async () => {
      await expectOpenId(kit)
      await expectPasswords(kit)
      const browser = kit.newBrowser()
      const user = await kit.target.someUser()
      await kit.obtainCode(clients.firstParty, { user, browser })
      const page = await kit.authorize(browser, clients.firstParty, { prompt: 'login' })
      const wrong = await browser.signIn(page, { ...user, password: 'not the password at all' })
      expect(hasSignInForm(wrong)).toBe(true)
      expect((await walkOn(browser, wrong, user)).parameters.has('code')).toBe(true)
    })

    test('CONS-01: prompt=consent asks for the decision again', async () => {
      await expectOpenId(kit)
      const browser = kit.newBrowser()
      const user = await kit.target.someUser()
      await kit.obtainCode(client, { user, browser })
      expect((await kit.authorize(browser, client)).kind).toBe('away')
      expect(hasConsentForm(await kit.authorize(browser, client, { prompt: 'consent' }))).toBe(true)
      const both = await kit.authorize(browser, client, { prompt: 'login consent' })
      expect(hasSignInForm(both)).toBe(true)
      expect(hasConsentForm(await browser.signIn(both, user))).toBe(true)
    })

    test('OIDC-04: max_age=0 asks for the password', async () => {
      await expectOpenId(kit)
      const browser = kit.newBrowser()
      const user = await kit.target.someUser()
      await kit.obtainCode(clients.firstParty, { user, browser })
      const page = await kit.authorize(browser, clients.firstParty, { max_age: '0' })
      expect(hasSignInForm(page)).toBe(true)
      expect((await walkOn(browser, page, user)).parameters.has('code')).toBe(true)
    })

    test('OIDC-04: a malformed max_age is invalid_request', { policy: true }, async () => {
      for (const max_age of ['-1', '1.5', 'x', '1e3', '99999999999', ' 1']) {
        const landing = await kit.authorize(kit.newBrowser(), client, { max_age, state: 'kept' })
        expectErrorAtClient(landing, { error: 'invalid_request', ...at() })
      }
    })

    test('LOGIN-16: login_hint fills in the user name', { policy: true }, async () => {
      const landing = await kit.authorize(kit.newBrowser(), client, { login_hint: 'ada@example.org' })
      expect(landing.exchange.body).toMatch(/value="ada@example\.org"/)
    })

    test('AUTHZ-03: nonce is accepted and comes back nowhere in the browser', { policy: true }, async () => {
      const { landing } = await kit.obtainCode(clients.firstParty, { parameters: { nonce: 'n-0S6_WzA2Mj' } })
      expect(landing.location).not.toContain('n-0S6_WzA2Mj')
    })
  })
}
