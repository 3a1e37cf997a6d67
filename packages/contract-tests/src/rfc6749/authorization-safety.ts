import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { describe, test } from '../run/cases.ts'
import { expect } from '../run/expect.ts'
import { hasConsentForm } from '../browser/browser.ts'
import { expectErrorAtClient, expectOwnPage } from '../expectations.ts'
import { decisionFields, findConsentForm } from '../html/consent-form.ts'
import { formsOf } from '../html/form.ts'
import { sendRaw } from '../http/raw.ts'
import { narrowScope } from '../flow/scopes.ts'
import { NotApplicable } from '../run/not-applicable.ts'
import type { Kit } from '../kit.ts'

export function authorizationSafety(kit: Kit): void {
  const { clients, issuer } = kit.target
  const client = clients.confidential
  const { origin } = new URL(issuer)

  /** A new user's consent page, with its form. */
  async function consentPage(parameters: Record<string, string> = {}) {
    const browser = kit.newBrowser()
    const user = await kit.target.someUser()
    const landing = await browser.signIn(await kit.authorize(browser, client, parameters), user)
    if (!hasConsentForm(landing)) throw new NotApplicable('the client does not ask for consent')
    const form = findConsentForm(formsOf(landing.exchange.body))
    if (form === undefined) throw new Error('The consent form did not come')
    return { browser, landing, form, user }
  }

  describe('Safety of the authorization, RFC 6749 §10', () => {
    test('AUTHZ-20: no code without a signed-in user, whoever posts the consent', async () => {
      const { landing, form } = await consentPage()
      const stranger = kit.newBrowser()
      const url = new URL(form.action || landing.exchange.request.url, landing.exchange.request.url)
      const answer = await stranger.post(url, decisionFields(form, 'allow'))
      expect(kit.refusal(403)).toContain(answer.status)
      expect(answer.headers.get('location')).toBeNull()
      const before = await kit.authorize(stranger, client)
      const notSignedIn = await stranger.post(url, decisionFields(form, 'allow'))
      expect(before.kind).toBe('page')
      expect(kit.refusal(403)).toContain(notSignedIn.status)
    })

    test('AUTHZ-21: what the form claims does not change what is approved', async () => {
      const [other = client] = kit.othersThan(client)
      const { browser, landing, form } = await consentPage({ scope: narrowScope(client), state: 'kept' })
      const fields = decisionFields(form, 'allow')
      fields.append('scope', client.scope)
      fields.append('client_id', other.clientId)
      fields.append('redirect_uri', 'https://evil.example/cb')
      fields.append('state', 'tampered')
      fields.append('code_challenge', 'A'.repeat(43))
      const away = await browser.submit(landing, form, fields)
      if (away.kind === 'page') return expectOwnPage(away, kit.refusal(400, 403))
      expect(away.location.startsWith(client.redirectUris[0])).toBe(true)
      expect(away.parameters.get('state')).toBe('kept')
      const code = away.parameters.get('code') ?? ''
      expect(code).not.toBe('')
      const stolen = { client: other, code, redirectUri: client.redirectUris[0], verifier: undefined, issuer }
      expect((await kit.redeem(stolen)).status).toBe(400)
    })

    test('AUTHZ-22: broken encodings are refused cleanly', async () => {
      const bytes = ['%c0%af', '%ff', '%u0041', '%ed%a0%80', '%', '%zz', '%00', '%f4%90%80%80']
      for (const name of ['client_id', 'redirect_uri', 'state', 'scope', 'code_challenge', 'response_type', 'unknown'])
        for (const encoded of bytes) {
          const url = new URL(kit.authorizationUrl(client))
          url.searchParams.delete(name)
          const answer = await kit.send({ url: `${url.href}&${name}=a${encoded}` })
          const location = answer.headers.get('location')
          expect(answer.status, `${name}=${encoded}`).toBeLessThan(500)
          if (!kit.target.policy) continue
          expect([303, 400], `${name}=${encoded}`).toContain(answer.status)
          if (answer.status === 303 && name !== 'unknown')
            expect(new URL(location ?? '', url).searchParams.get('error'), `${name}=${encoded}`).toMatch(
              /^(invalid|unsupported)_/,
            )
        }
    })

    test('AUTHZ-22: a client_id is printable ASCII', async () => {
      for (const client_id of ['é', 'a\tb', 'a\u0000', 'x'.repeat(129), ' '])
        expectOwnPage(await kit.send({ url: kit.authorizationUrl(client, { client_id }) }), kit.refusal(400))
    })

    test('AUTHZ-23: URLs of 16 kB, 64 kB and 1 MB are refused within a second', async () => {
      const { pathname, search } = new URL(kit.authorizationUrl(client))
      for (const bytes of [16, 64, 1024].map((kilobytes) => kilobytes * 1024)) {
        const head = `GET ${pathname}${search}&filler=${'a'.repeat(bytes)} HTTP/1.1\r\nHost: ${new URL(origin).host}\r\nConnection: close\r\n\r\n`
        const answer = await sendRaw(origin, [head], { waitMilliseconds: 3000 })
        expect([400, 414, 431], `${bytes} bytes`).toContain(answer.status)
        expect(answer.durationMilliseconds, `${bytes} bytes`).toBeLessThan(1000)
      }
      expect([200, ...kit.redirects]).toContain((await kit.send({ url: kit.authorizationUrl(client) })).status)
    })

    test('AUTHZ-23: a URL of 8 kB is too long', { policy: true }, async () => {
      const filler = `filler=${'a'.repeat(8500)}`
      expect((await kit.send({ url: `${kit.authorizationUrl(client)}&${filler}` })).status).toBe(414)
      for (const { operationId, method } of kit.document.operations)
        expect((await kit.send({ method, url: `${kit.url(operationId)}?${filler}` })).status, operationId).toBe(414)
    })

    test('AUTHZ-24: request and request_uri are refused by name, and nothing is fetched', async () => {
      let fetched = 0
      const collector = createServer((_request, response) => {
        fetched += 1
        response.end()
      })
      collector.listen(0, '127.0.0.1')
      await once(collector, 'listening')
      // A server on a port has an address object.
      const { port } = collector.address() as AddressInfo
      try {
        const [redirectUri] = client.redirectUris
        const at = { issuer, redirectUri, state: 'kept' }
        const uri = { request_uri: `http://127.0.0.1:${port}/request.jwt`, state: 'kept' }
        const byReference = await kit.completeAuthorization(client, { parameters: uri })
        expect(fetched).toBe(0)
        if (byReference.parameters.has('code') && !kit.target.policy)
          throw new NotApplicable('the server knows no request objects, and ignores the parameters')
        expectErrorAtClient(byReference, { error: 'request_uri_not_supported', ...at })
        const request = 'eyJhbGciOiJub25lIn0.e30.'
        const byValue = await kit.completeAuthorization(client, { parameters: { request, state: 'kept' } })
        expectErrorAtClient(byValue, { error: 'request_not_supported', ...at })
        expect(fetched).toBe(0)
      } finally {
        collector.close()
      }
    })
  })
}
