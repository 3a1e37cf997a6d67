import { describe, test } from '../run/cases.ts'
import { expect } from '../run/expect.ts'
import { hasSignInForm } from '../browser/browser.ts'
import { expectAway, expectErrorAtClient, expectOwnPage, isToldAt } from '../expectations.ts'
import { refusedAtClient, refusedAtClientErrors } from '../flow/authorization-request.ts'
import { NotApplicable } from '../run/not-applicable.ts'
import type { Kit } from '../kit.ts'
import type { ContractClient } from '../target.ts'
import { redirectUriVariants } from './redirect-uri-corpus.ts'

export function redirectUris(kit: Kit): void {
  const { target } = kit
  const { clients, issuer } = target

  /** An authorization request with a redirect_uri exactly as given, percent-encoding included. */
  const authorizeWith = (client: ContractClient, encoded: string) =>
    kit.send({ url: `${kit.authorizationUrl(client, { redirect_uri: undefined })}&redirect_uri=${encoded}` })

  async function expectRefused(client: ContractClient, variants: readonly { encoded: string }[]) {
    const answers = await Promise.all(variants.map(({ encoded }) => authorizeWith(client, encoded)))
    const let_through = answers
      .map(({ status, headers }, index) => ({
        status,
        location: headers.get('location'),
        variant: variants[index]?.encoded,
      }))
      .filter(({ status, location }) => location !== null || status < 400 || status > 499)
    expect(let_through).toEqual([])
    for (const answer of answers) expectOwnPage(answer, answer.status)
  }

  /** The response is appended to what is registered; other servers may write the same query in other ways. */
  function expectKept(location: string, registered: string) {
    if (target.policy)
      return expect(location.startsWith(`${registered}${registered.includes('?') ? '&' : '?'}`)).toBe(true)
    const [sent, own] = [new URL(location), new URL(registered)]
    expect(sent.origin + sent.pathname).toBe(own.origin + own.pathname)
    expect([...sent.searchParams].slice(0, own.searchParams.size)).toEqual([...own.searchParams])
  }

  describe('Redirect URIs, RFC 6749 §3.1.2 and RFC 9700 §2.1', () => {
    test('REDIR-01: accepts only a byte-for-byte equal redirect_uri (over 150 variants)', async () => {
      for (const registered of clients.confidential.redirectUris) {
        const variants = redirectUriVariants(registered)
        expect(variants.length).toBeGreaterThan(80)
        await expectRefused(clients.confidential, variants)
      }
    })

    test('REDIR-01: a second redirect_uri is refused wherever it stands', async () => {
      const good = encodeURIComponent(clients.confidential.redirectUris[0])
      const evil = encodeURIComponent('https://evil.example/')
      const twice = [`${good}&redirect_uri=${evil}`, `${evil}&redirect_uri=${good}`, `${good}&redirect_uri=${good}`]
      const other = [`${evil}&redirect_uri[]=${good}`, `${evil};redirect_uri=${good}`]
      // Without redirect_uri it is another requirement: REDIR-07.
      if (target.policy) other.push(`&redirect_uri[0]=${good}`)
      const variants = [...twice, ...other].map((encoded) => ({ encoded }))
      if (target.policy) return expectRefused(clients.confidential, variants)
      for (const { encoded } of variants) {
        const answer = await authorizeWith(clients.confidential, encoded)
        if (!isToldAt(clients.confidential.redirectUris[0], answer)) expectOwnPage(answer, kit.refusal(400))
      }
    })

    test('REDIR-02: an unknown client or a foreign redirect_uri is told to the person and never redirects', async () => {
      const [redirectUri] = clients.confidential.redirectUris
      const unknown = {
        clientId: 'nobody-knows-this-client',
        name: 'Nobody',
        redirectUris: [redirectUri] as const,
        scope: 'profile',
      }
      expectOwnPage(await kit.send({ url: kit.authorizationUrl(unknown) }), kit.refusal(400))
      expectOwnPage(
        await kit.send({ url: kit.authorizationUrl(clients.confidential, { client_id: undefined }) }),
        kit.refusal(400),
      )
      const foreign = kit.authorizationUrl(clients.confidential, { redirect_uri: 'https://evil.example/cb' })
      const page = await kit.send({ url: foreign })
      expectOwnPage(page, kit.refusal(400))
      expect(page.body).not.toMatch(/(?:href|action|src|url)\s*=\s*["']?https:\/\/evil\.example/i)
    })

    test('REDIR-02: the redirect_uri of another client is a foreign one', async () => {
      const client = clients.confidential
      for (const other of kit.othersThan(client)) {
        const [redirect_uri] = other.redirectUris
        if (client.redirectUris.includes(redirect_uri)) continue
        const url = kit.authorizationUrl(client, { redirect_uri })
        expectOwnPage(await kit.send({ url }), kit.refusal(400))
      }
    })

    test('REDIR-02: a bad redirect_uri stays on the page also with prompt=none and with other errors', async () => {
      for (const extra of [
        { prompt: 'none' },
        { response_type: 'token' },
        refusedAtClient,
        { code_challenge: undefined },
      ]) {
        const url = kit.authorizationUrl(clients.confidential, { redirect_uri: 'https://evil.example/cb', ...extra })
        expectOwnPage(await kit.send({ url }), kit.refusal(400))
      }
    })

    test('REDIR-06: a registered query is kept and the response is appended to it', async () => {
      const [registered] = clients.secondConfidential.redirectUris
      if (!registered.includes('?')) throw new NotApplicable('`secondConfidential` has no redirect URI with a query')
      const { landing } = await kit.obtainCode(clients.secondConfidential)
      expectKept(landing.location, registered)
      expect(landing.location.split('?')).toHaveLength(2)
    })

    test('REDIR-07: without redirect_uri a client with several registered ones gets a page, not a guess', async () => {
      if (clients.confidential.redirectUris.length < 2)
        throw new NotApplicable('no client has more than one redirect URI')
      for (const redirect_uri of [undefined, ''])
        expectOwnPage(
          await kit.send({ url: kit.authorizationUrl(clients.confidential, { redirect_uri }) }),
          kit.refusal(400),
        )
    })

    test('REDIR-07: the only registered redirect URI may be left out', async () => {
      const [registered] = clients.secondConfidential.redirectUris
      const { landing } = await kit.obtainCode(clients.secondConfidential, { parameters: { redirect_uri: undefined } })
      expectKept(landing.location, registered)
    })

    test('REDIR-08: no client gets wildcard, prefix, subdomain or case-folded matching', async () => {
      for (const client of kit.othersThan({ clientId: '' })) {
        const [registered] = client.redirectUris
        const anyPort = 'native' in clients && client.clientId === clients.native.clientId
        await expectRefused(
          client,
          redirectUriVariants(registered).filter(({ portOnly }) => !(anyPort && portOnly)),
        )
      }
    })

    test('REDIR-11: a redirect carries a fragment of its own, so that no browser attaches another one', async () => {
      const refused = await kit.completeAuthorization(clients.confidential, { parameters: refusedAtClient })
      for (const { location } of [(await kit.obtainCode(clients.firstParty)).landing, refused])
        expect(location).toMatch(/#_?$/)
    })

    test('REDIR-12: every redirect after a posted form is 303', { policy: true }, async () => {
      const user = await kit.target.admin.createUser()
      const browser = kit.newBrowser()
      const signInPage = await kit.authorize(browser, clients.confidential)
      const consentPage = await browser.signIn(signInPage, user)
      const landing = expectAway(await browser.decide(consentPage, 'allow'))
      const chain = [...signInPage.trail, ...consentPage.trail, ...landing.trail]
      const afterPost = chain.filter(({ request }) => request.method === 'POST').map(({ status }) => status)
      expect(afterPost).toEqual([303, 303])
      expect(chain.map(({ status }) => status).filter((status) => [301, 307, 308].includes(status))).toEqual([])
    })

    test('REDIR-13: an error goes straight to a client that an administrator registered', async () => {
      const [redirectUri] = clients.confidential.redirectUris
      for (const prompt of [undefined, 'none']) {
        const parameters = { ...refusedAtClient, state: 's1', prompt }
        const landing = target.policy
          ? await kit.authorize(kit.newBrowser(), clients.confidential, parameters)
          : await kit.completeAuthorization(clients.confidential, { parameters })
        // Others may want to know who is there first. RFC 9700 §4.11.2
        if (target.policy) expect(landing.trail).toHaveLength(1)
        expectErrorAtClient(landing, { error: refusedAtClientErrors, issuer, redirectUri, state: 's1' })
      }
    })

    test('REDIR-15: controls in parameters never become a header', async () => {
      const injected = '%0d%0aX-Injected:%201%0d%0a'
      for (const name of [
        'redirect_uri',
        'state',
        'client_id',
        'scope',
        'login_hint',
        'nonce',
        'ui_locales',
        'prompt',
      ]) {
        for (const bytes of [injected, '%0aX-Injected:1', '%00', '%7f', '%E5%98%8A%E5%98%8DX-Injected:1']) {
          const url = new URL(kit.authorizationUrl(clients.confidential))
          url.searchParams.delete(name)
          const answer = await kit.send({ url: `${url.href}&${name}=a${bytes}` })
          expect(answer.headers.has('x-injected'), `${name}=${bytes}`).toBe(false)
          expect(
            [...kit.redirects, ...kit.refusal(400), ...(target.policy ? [] : [200])],
            `${name}=${bytes}`,
          ).toContain(answer.status)
          // oxlint-disable-next-line no-control-regex -- controls are what must not be there
          expect(answer.headers.get('location') ?? '').not.toMatch(/[\u0000-\u0020\u007f-\uffff]/)
        }
      }
    })

    test('REDIR-14: no other parameter of the pages leads off the server', async () => {
      const elsewhere = ['https://evil.example/', '//evil.example/', String.raw`/\evil.example`, 'javascript:alert(1)']
      const names = [
        'return_to',
        'next',
        'RelayState',
        'post_logout_redirect_uri',
        'redirect',
        'continue',
        'returnTo',
        'return',
        'url',
      ]
      const browser = kit.newBrowser()
      const signInPage = await kit.authorize(browser, clients.confidential)
      expect(hasSignInForm(signInPage)).toBe(true)
      const own = target.policy ? [`${issuer}/sign-out`, `${issuer}/change-password`] : []
      const pages = [signInPage.exchange.request.url.href, ...own]
      for (const page of pages)
        for (const value of elsewhere) {
          const url = new URL(page)
          for (const name of names) url.searchParams.append(name, value)
          const landing = await browser.visit(url)
          expect(landing.kind, `${url.pathname} with ${value}`).toBe('page')
          const targets = [...landing.exchange.body.matchAll(/(?:href|action|src)="([^"]*)"/gi)].map(
            ([, link = '']) => link,
          )
          expect(targets.filter((link) => /evil\.example|^javascript:/i.test(link))).toEqual([])
        }
    })
  })
}
