import { describe, expect, test } from 'vitest'
import { expectAway } from './expectations.ts'
import type { Kit } from './kit.ts'

export function issuerIdentification(kit: Kit): void {
  const { clients, issuer, otherTenant, user, admin } = kit.target

  describe('Issuer identification, RFC 9207', () => {
    test('ISS-01, TEN-04: every authorization response names the issuer: success, denial, refusal, prompt=none', async () => {
      const denier = kit.newBrowser()
      const page = await denier.signIn(await kit.authorize(denier, clients.confidential), await admin.createUser())
      const landings = [
        (await kit.obtainCode(clients.firstParty)).landing,
        await denier.decide(page, 'deny'),
        await kit.authorize(kit.newBrowser(), clients.confidential, { scope: 'no-such-scope' }),
        await kit.authorize(kit.newBrowser(), clients.confidential, { prompt: 'none' }),
        await kit.authorize(kit.newBrowser(), clients.confidential, { response_type: 'token' }),
        await kit.authorize(kit.newBrowser(), clients.confidential, { code_challenge: undefined }),
      ].map(expectAway)
      for (const { parameters } of landings) expect(parameters.getAll('iss')).toEqual([issuer])
    })

    test('ISS-01: the other tenant names itself', async () => {
      const other = { issuer: otherTenant.issuer, user: otherTenant.user, browser: kit.newBrowser() }
      const { landing } = await kit.obtainCode(otherTenant.sameClient, other)
      expect(landing.parameters.getAll('iss')).toEqual([otherTenant.issuer])
      expect(user.username).toBe(otherTenant.user.username)
    })

    test('ISS-02: iss stands there once, percent-encoded', async () => {
      const { landing } = await kit.obtainCode(clients.firstParty, {
        parameters: { state: 'iss=evil&iss=x', iss: 'https://evil.example' },
      })
      const written = landing.location.match(/[?&]iss=([^&#]*)/g) ?? []
      expect(written.map((part) => part.slice(5))).toEqual([encodeURIComponent(issuer)])
    })
  })
}
