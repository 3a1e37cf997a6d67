import { describe, test } from './run/cases.ts'
import { expect } from './run/expect.ts'
import { expectTokenError } from './expectations.ts'
import { accessTokenOf, tokensOf } from './flow/tokens.ts'
import { sendRaw } from './http/raw.ts'
import type { Kit } from './kit.ts'

export function tenants(kit: Kit): void {
  const { clients, issuer, otherTenant } = kit.target
  const client = clients.firstParty
  const there = () => ({ issuer: otherTenant.issuer })

  describe('Tenants', () => {
    test('TEN-01: a code of one tenant is refused at another, with equal client id, secret and redirect URI', async () => {
      expect(otherTenant.sameClient.clientId).toBe(client.clientId)
      expect(otherTenant.sameClient.clientSecret).toBe(client.clientSecret)
      const authorization = await kit.obtainCode(client)
      expectTokenError(await kit.redeem({ ...authorization, ...there() }), 'invalid_grant')
      expect((await kit.redeem(authorization)).status, 'and the attempt spent nothing').toBe(200)
    })

    test('TEN-02, RT-01: tokens of one tenant are nothing to another', async () => {
      const tokens = await kit.obtainTokens(client)
      expectTokenError(await kit.refresh(otherTenant.sameClient, tokens.refreshToken, {}, there()), 'invalid_grant')
      expect(await kit.isAlive(tokens.accessToken, otherTenant.issuer)).toBe(false)
      expect(await kit.isAlive(tokens.accessToken)).toBe(true)
      expect((await kit.refresh(client, tokens.refreshToken)).status).toBe(200)
      const app = accessTokenOf(await kit.clientCredentials(clients.clientCredentials))
      expect(await kit.isAlive(app, otherTenant.issuer)).toBe(false)
    })

    test('TEN-02: a code or token used up there changes nothing here', async () => {
      const tokens = await kit.obtainTokens(client)
      expectTokenError(await kit.redeem({ ...tokens.authorization, ...there() }), 'invalid_grant')
      const next = tokensOf(await kit.refresh(client, tokens.refreshToken))
      tokensOf(await kit.refresh(client, next.refreshToken))
      expectTokenError(await kit.refresh(otherTenant.sameClient, tokens.refreshToken, {}, there()), 'invalid_grant')
      expect(await kit.isAlive(next.accessToken)).toBe(true)
    })

    test('TEN-03: credentials of one tenant prove nothing at another', async () => {
      expect(otherTenant.namesake.clientId).toBe(clients.confidential.clientId)
      const grant = { grant_type: 'refresh_token', refresh_token: 'rt_unknown' }
      for (const method of ['basic', 'post'] as const) {
        expectTokenError(await kit.tokenRequest(clients.confidential, grant, { ...there(), method }), 'invalid_client')
        expectTokenError(await kit.tokenRequest(otherTenant.namesake, grant, { method }), 'invalid_client')
        expectTokenError(await kit.tokenRequest(otherTenant.namesake, grant, { ...there(), method }), 'invalid_grant')
      }
      expectTokenError(await kit.clientCredentials(clients.clientCredentials, {}, there()), 'invalid_client')
    })

    test('TEN-05: a tenant has one way of writing', async () => {
      const { origin, host, pathname } = new URL(issuer)
      const slug = pathname.slice(1)
      const other = new URL(otherTenant.issuer).pathname.slice(1)
      const full = String.fromCodePoint(...Array.from(slug, (letter) => (letter.codePointAt(0) ?? 0) + 0xfee0))
      const spellings = [
        slug.toUpperCase(),
        `${slug.slice(0, 1).toUpperCase()}${slug.slice(1)}`,
        `/${slug}`,
        `${slug}/`,
        `${slug}%2f..%2f${other}`,
        `${slug}/../${other}`,
        `${slug}/%2e%2e/${other}`,
        `${slug}/.`,
        `./${slug}`,
        `${slug};x`,
        `${slug}.`,
        `${slug}%20`,
        `${slug}%00`,
        `%${(slug.codePointAt(0) ?? 0).toString(16)}${slug.slice(1)}`,
        encodeURIComponent(full),
        `*`,
        '',
        'constructor',
        '__proto__',
      ]
      for (const spelling of spellings)
        for (const path of [
          `/${spelling}/oauth2/v1/auth?client_id=x`,
          `/.well-known/oauth-authorization-server/${spelling}`,
        ]) {
          const bytes = `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`
          const { status, text } = await sendRaw(origin, [bytes])
          expect([400, 404], path).toContain(status)
          expect(text, path).not.toContain(`"issuer"`)
        }
    })
  })
}
