import { describe, test } from '../run/cases.ts'
import { expect } from '../run/expect.ts'
import { hasConsentForm, type PageLanding } from '../browser/browser.ts'
import { expectAway, expectOwnPage } from '../expectations.ts'
import { decisionFields, findConsentForm } from '../html/consent-form.ts'
import { elementsOf, formsOf, pageText, textOf } from '../html/form.ts'
import { race, tally } from '../http/race.ts'
import { NotApplicable } from '../run/not-applicable.ts'
import { narrowScope } from '../flow/scopes.ts'
import type { Kit } from '../kit.ts'
import type { ContractClient } from '../target.ts'

const parallelDecisions = 50

export function consentPage(kit: Kit): void {
  const { clients } = kit.target

  /** The consent page of a new user, with its form. */
  async function open(client: ContractClient = clients.confidential, parameters: Record<string, string> = {}) {
    const browser = kit.newBrowser()
    const user = await kit.target.someUser()
    const landing = await browser.signIn(await kit.authorize(browser, client, parameters), user)
    const form = hasConsentForm(landing) ? findConsentForm(formsOf(landing.exchange.body)) : undefined
    if (form === undefined) throw new NotApplicable('the client does not ask for consent')
    const url = new URL(form.action || landing.exchange.request.url, landing.exchange.request.url)
    return { browser, user, landing: landing as PageLanding, form, url }
  }

  describe('The consent page', () => {
    test('CONS-01: it comes for each new client and each wider scope, and not again for what was granted', async () => {
      const client = clients.confidential
      const narrow = narrowScope(client)
      const { browser, landing } = await open(client, { scope: narrow })
      expectAway(await browser.decide(landing, 'allow'))
      const wider = await kit.authorize(browser, client, { scope: client.scope })
      expect(hasConsentForm(wider)).toBe(true)
      expectAway(await browser.decide(wider, 'allow'))
      expect(hasConsentForm(await kit.authorize(browser, clients.secondConfidential))).toBe(true)
      if (!kit.target.policy) return
      for (const scope of [client.scope, ...client.scope.split(' ')])
        expect((await kit.authorize(browser, client, { scope })).kind, scope).toBe('away')
    })

    test('CONS-01: a first-party client does not ask', async () => {
      const browser = kit.newBrowser()
      const firstParty = kit.target.given('firstParty')
      const landing = await browser.signIn(await kit.authorize(browser, firstParty), await kit.target.someUser())
      expect(expectAway(landing).parameters.has('code')).toBe(true)
    })

    test('CONS-02: it names the app', async () => {
      const { landing } = await open()
      expect(pageText(landing.exchange.body)).toContain(clients.confidential.name)
    })

    test(
      'CONS-02: it names the app, where it leads, the scopes, the time, the person and the tenant',
      { policy: true },
      async () => {
        const { landing, user } = await open(clients.confidential, { scope: clients.confidential.scope })
        const text = pageText(landing.exchange.body)
        expect(text).toContain(clients.confidential.name)
        expect(text).toContain(new URL(clients.confidential.redirectUris[0]).host)
        expect(text).toContain(user.username)
        expect(text).toContain(kit.target.name)
        expect(text).toMatch(/\d+\s(day|week|month|hour|year)s?/i)
        const items = elementsOf(landing.exchange.body)
          .filter(({ tagName }) => tagName === 'li')
          .map((item) => textOf(item).trim())
        for (const scope of clients.confidential.scope.split(' ')) {
          const item = items.find((candidate) => candidate.split(/\s+/).includes(scope)) ?? ''
          expect(item.length, `${scope} in plain words`).toBeGreaterThan(scope.length + 5)
        }
      },
    )

    test('CONS-03: a decision is refused in the browser of somebody else', async () => {
      const own = await open()
      const other = await open()
      const answer = await other.browser.post(own.url, decisionFields(own.form, 'allow'))
      expect(answer.headers.get('location') ?? '').not.toContain('code=')
      expect(kit.refusal(403)).toContain(answer.status)
      expect(expectAway(await own.browser.decide(own.landing, 'allow')).parameters.has('code')).toBe(true)
    })

    test(
      'CONS-03: a decision without its token, or with that of another browser, is 403',
      { policy: true },
      async () => {
        const own = await open()
        const other = await open()
        const fields = decisionFields(own.form, 'allow')
        const foreign = decisionFields(other.form, 'allow')
        const hidden = own.form.controls.filter(({ type }) => type === 'hidden').map(({ name }) => name)
        expect(hidden.length).toBeGreaterThan(0)
        for (const name of hidden)
          for (const value of [undefined, '', foreign.get(name) ?? '', 'A'.repeat(43)]) {
            const forged = new URLSearchParams(fields)
            if (value === undefined) forged.delete(name)
            else forged.set(name, value)
            expectOwnPage(await own.browser.post(own.url, forged), kit.refusal(403))
          }
        expect(expectAway(await own.browser.decide(own.landing, 'allow')).parameters.has('code')).toBe(true)
      },
    )

    test('CONS-03: a form that was decided brings nothing to somebody else who sends it again', async () => {
      const own = await open()
      const other = await open()
      expectAway(await own.browser.decide(own.landing, 'allow'))
      const answer = await other.browser.post(own.url, decisionFields(own.form, 'allow'))
      expect(answer.headers.get('location') ?? '').not.toContain('code=')
      expect(kit.refusal(403, 410)).toContain(answer.status)
    })

    test('LOGIN-12: a GET decides nothing', async () => {
      const { browser, landing, form, url } = await open()
      const query = new URL(url)
      query.search = String(decisionFields(form, 'allow'))
      const got = await browser.get(query)
      expect(got.headers.get('location') ?? '').not.toContain('code=')
      expect(expectAway(await browser.decide(landing, 'allow')).parameters.has('code')).toBe(true)
    })

    test('LOGIN-12: a form without a decision, or with two, decides nothing', { policy: true }, async () => {
      const { browser, landing, form, url } = await open()
      for (const decision of ['', 'maybe', 'ALLOW']) {
        const fields = decisionFields(form, 'allow')
        fields.set('decision', decision)
        const answer = await browser.post(url, fields)
        expect(answer.status, decision).toBe(400)
      }
      const both = decisionFields(form, 'allow')
      both.append('decision', 'deny')
      expect((await browser.post(url, both)).headers.get('location') ?? '').not.toContain('code=')
      expect(expectAway(await browser.decide(landing, 'allow')).parameters.has('code')).toBe(true)
    })

    test(`CONS-05: a decision posted ${parallelDecisions} times in parallel yields one code, 5 times`, async () => {
      for (let round = 0; round < 5; round += 1) {
        const { browser, form, url } = await open()
        const fields = decisionFields(form, 'allow')
        const answers = await race(parallelDecisions, () => browser.post(url, fields))
        const codes = answers.map(({ headers }) =>
          new URL(headers.get('location') ?? 'about:blank').searchParams.get('code'),
        )
        expect(new Set(codes.filter((code) => code !== null)).size).toBe(1)
        const { 303: redirects = 0, ...others } = tally(answers.map(({ status }) => status))
        expect(redirects).toBeGreaterThanOrEqual(1)
        expect(Object.keys(others).filter((status) => !['403', '409', '410'].includes(status))).toEqual([])
      }
    })

    test('CONS-05: allow and deny in parallel have one outcome', async () => {
      const { browser, form, url } = await open()
      const decisions = ['allow', 'deny'] as const
      const answers = await race(20, (index) => browser.post(url, decisionFields(form, decisions[index % 2] ?? 'deny')))
      const locations = answers.map(({ headers }) => headers.get('location')).filter((location) => location !== null)
      const outcomes = new Set(locations.map((location) => (location.includes('code=') ? 'code' : 'error')))
      expect(outcomes.size).toBe(1)
    })

    test('CONS-02: the person can leave for another account', { policy: true }, async () => {
      const { browser, landing } = await open()
      const leave = formsOf(landing.exchange.body).find(
        (form) => findConsentForm([form]) === undefined && form.method === 'post',
      )
      expect(leave).toBeDefined()
      if (leave === undefined) return
      const fields = new URLSearchParams(
        leave.controls.filter(({ type }) => type === 'hidden').map(({ name, value }) => [name, value]),
      )
      await browser.submit(landing, leave, fields)
      const after = expectAway(await kit.authorize(browser, clients.confidential, { prompt: 'none' }))
      expect(after.parameters.get('error')).toBe('login_required')
    })
  })
}
