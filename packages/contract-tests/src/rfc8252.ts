import { describe, test } from './run/cases.ts'
import { expect } from './run/expect.ts'
import { hasConsentForm, hasSignInForm } from './browser/browser.ts'
import { expectAway, expectOwnPage } from './expectations.ts'
import type { Kit } from './kit.ts'

export function nativeApps(kit: Kit): void {
  const { clients } = kit.target

  const accepted = async (redirectUri: string) =>
    hasSignInForm(await kit.authorize(kit.newBrowser(), clients.native, { redirect_uri: redirectUri }))

  describe('Native apps, RFC 8252', () => {
    test('REDIR-03: any port is accepted on a loopback address, and the path still has to match', async () => {
      const [ipv4] = clients.native.redirectUris
      for (const port of [1024, 51004, 65535]) {
        expect(await accepted(ipv4.replace('127.0.0.1', `127.0.0.1:${port}`)), `port ${port}`).toBe(true)
      }
      const bad = [
        `${ipv4.replace('127.0.0.1', '127.0.0.1:51004')}/other`,
        ipv4.replace('127.0.0.1', '127.0.0.1:65536'),
        ipv4.replace('127.0.0.1', '127.0.0.1:x'),
        ipv4.replace('127.0.0.1', '127.0.0.2:51004'),
        ipv4.replace('127.0.0.1', 'localhost:51004'),
        ipv4.replace('127.0.0.1', '127.1:51004'),
        ipv4.replace('127.0.0.1', 'evil@127.0.0.1:51004'),
        ipv4.replace('http:', 'https:').replace('127.0.0.1', '127.0.0.1:51004'),
        `${ipv4.replace('127.0.0.1', '127.0.0.1:51004')}?x=1`,
      ]
      for (const redirect_uri of bad)
        expectOwnPage(await kit.send({ url: kit.authorizationUrl(clients.native, { redirect_uri }) }), kit.refusal(400))
    })

    test('REDIR-03: a code is bound to the port that was asked for', async () => {
      const [ipv4] = clients.native.redirectUris
      const redirect_uri = ipv4.replace('127.0.0.1', '127.0.0.1:51004')
      const first = await kit.obtainCode(clients.native, { parameters: { redirect_uri } })
      expect(first.landing.location.startsWith(`${redirect_uri}?`)).toBe(true)
      expect((await kit.redeem(first)).status).toBe(200)
      const second = await kit.obtainCode(clients.native, { parameters: { redirect_uri } })
      expect((await kit.redeem(second, { redirect_uri: ipv4 })).status).toBe(400)
    })

    test('NAT-01: a web client has no freedom of ports', async () => {
      const loopback: readonly string[] = 'loopbackWeb' in clients ? clients.loopbackWeb.redirectUris : []
      const uris = [...clients.confidential.redirectUris, ...loopback]
      for (const uri of uris) {
        const url = new URL(uri)
        url.port = '51004'
        const client = loopback.includes(uri) ? clients.loopbackWeb : clients.confidential
        expectOwnPage(
          await kit.send({ url: kit.authorizationUrl(client, { redirect_uri: url.href }) }),
          kit.refusal(400),
        )
      }
    })

    test('NAT-02: a native client asks for consent each time', async () => {
      const user = await kit.target.admin.createUser()
      const browser = kit.newBrowser()
      const first = await browser.signIn(await kit.authorize(browser, clients.native), user)
      expect(hasConsentForm(first)).toBe(true)
      expect(expectAway(await browser.decide(first, 'allow')).parameters.has('code')).toBe(true)
      const second = await kit.authorize(browser, clients.native)
      expect(hasConsentForm(second)).toBe(true)
      const silent = expectAway(await kit.authorize(browser, clients.native, { prompt: 'none' }))
      expect(silent.parameters.get('error')).toMatch(/^(consent|interaction)_required$/)
    })

    test('NAT-03: both loopback literals and a private-use scheme bring a code back', async () => {
      const [ipv4, ipv6, privateUse] = clients.native.redirectUris
      for (const redirectUri of [ipv4, ipv6, privateUse]) {
        const authorization = await kit.obtainCode(clients.native, { parameters: { redirect_uri: redirectUri } })
        expect(authorization.landing.location.startsWith(`${redirectUri}?`)).toBe(true)
        expect((await kit.redeem(authorization)).status).toBe(200)
      }
    })

    test('REDIR-04: on a loopback issuer an exact http URI on localhost works for a web client, another port does not', async () => {
      const [registered] = clients.loopbackWeb.redirectUris
      expect((await kit.redeem(await kit.obtainCode(clients.loopbackWeb))).status).toBe(200)
      const otherPort = registered.replace(/:\d+\//, ':3998/')
      expectOwnPage(
        await kit.send({ url: kit.authorizationUrl(clients.loopbackWeb, { redirect_uri: otherPort }) }),
        400,
      )
    })
  })
}
