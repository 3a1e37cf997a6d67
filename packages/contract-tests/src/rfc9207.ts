import { describe, test } from './run/cases.ts'
import { expect } from './run/expect.ts'
import { expectAway } from './expectations.ts'
import { refusedAtClient } from './flow/authorization-request.ts'
import { membersOf } from './flow/tokens.ts'
import { NotApplicable } from './run/not-applicable.ts'
import type { Kit } from './kit.ts'

/** Who names the issuer has to promise it, and who does not need not. RFC 9207 §3 */
export async function expectIssuerPromised(kit: Kit): Promise<void> {
  if (kit.target.policy) return
  if (!kit.serves('getAuthorizationServerMetadata'))
    throw new NotApplicable('the server has no metadata that promises `iss`')
  const metadata = membersOf(await kit.send({ url: kit.url('getAuthorizationServerMetadata') }))
  if (metadata['authorization_response_iss_parameter_supported'] !== true)
    throw new NotApplicable('the metadata does not promise `iss`')
}

export function issuerIdentification(kit: Kit): void {
  const { clients, issuer, otherTenant, user, admin } = kit.target

  describe('Issuer identification, RFC 9207', () => {
    test('ISS-01, TEN-04: every authorization response names the issuer: success, refusal, prompt=none', async () => {
      await expectIssuerPromised(kit)
      const landings = [
        (await kit.obtainCode(clients.firstParty)).landing,
        await kit.completeAuthorization(clients.confidential, { parameters: refusedAtClient }),
        await kit.completeAuthorization(clients.confidential, {
          browser: kit.newBrowser(),
          parameters: { prompt: 'none' },
        }),
        await kit.completeAuthorization(clients.confidential, { parameters: { response_type: 'token' } }),
      ]
      for (const { parameters } of landings) expect(parameters.getAll('iss')).toEqual([issuer])
    })

    test('ISS-01: a denial and a request without PKCE are answered with the issuer', async () => {
      await expectIssuerPromised(kit)
      const denier = kit.newBrowser()
      const page = await denier.signIn(
        await kit.authorize(denier, kit.target.given('confidential')),
        await admin.createUser(),
      )
      const denial = await denier.decide(page, 'deny')
      const refusal = await kit.authorize(kit.newBrowser(), clients.confidential, { code_challenge: undefined })
      for (const landing of [denial, refusal].filter(({ kind }) => kind === 'away'))
        expect(expectAway(landing).parameters.getAll('iss')).toEqual([issuer])
    })

    test('ISS-01, TEN-04: the other tenant names itself', async () => {
      const other = { issuer: otherTenant.issuer, user: otherTenant.user, browser: kit.newBrowser() }
      const { landing } = await kit.obtainCode(otherTenant.sameClient, other)
      expect(landing.parameters.getAll('iss')).toEqual([otherTenant.issuer])
      expect(user.username).toBe(otherTenant.user.username)
    })

    test('ISS-02: iss stands there once, percent-encoded', async () => {
      await expectIssuerPromised(kit)
      const { landing } = await kit.obtainCode(clients.firstParty, {
        parameters: { state: 'iss=evil&iss=x', iss: 'https://evil.example' },
      })
      const written = landing.location.match(/[?&]iss=([^&#]*)/g) ?? []
      expect(written.map((part) => part.slice(5))).toEqual([encodeURIComponent(issuer)])
    })
  })
}
