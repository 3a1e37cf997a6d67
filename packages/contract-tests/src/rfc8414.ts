import { describe, test } from './run/cases.ts'
import { expect } from './run/expect.ts'
import { hasSignInForm } from './browser/browser.ts'
import { expectTokenError } from './expectations.ts'
import { authentication } from './flow/client-authentication.ts'
import { membersOf } from './flow/tokens.ts'
import { NotApplicable } from './run/not-applicable.ts'
import type { Kit } from './kit.ts'

const strings = (value: unknown) => (Array.isArray(value) ? value.map(String) : [])

export function serverMetadata(kit: Kit): void {
  const { issuer, otherTenant, clients } = kit.target
  const { origin, pathname } = new URL(issuer)
  const url = () => kit.url('getAuthorizationServerMetadata')
  const read = async (of = issuer) => membersOf(await kit.send({ url: kit.url('getAuthorizationServerMetadata', of) }))

  describe('Metadata, RFC 8414', () => {
    test('META-01: the well-known part stands before the path of the issuer', async () => {
      const path = pathname === '/' ? '' : pathname
      if (url().endsWith('/openid-configuration')) throw new NotApplicable('its metadata is that of OpenID Connect')
      expect(url()).toBe(`${origin}/.well-known/oauth-authorization-server${path}`)
      expect((await kit.send({ url: url() })).status).toBe(200)
    })

    test('META-01: the well-known part does not stand behind it', { policy: true }, async () => {
      const behind = await kit.send({ url: `${issuer}/.well-known/oauth-authorization-server` })
      expect(behind.status).toBe(404)
    })

    test('META-03: the issuer is exactly the one of the location', async () => {
      expect((await read())['issuer']).toBe(issuer)
    })

    test('META-03, TEN-04: each tenant has an issuer and endpoints of its own', async () => {
      for (const each of [otherTenant.issuer, issuer]) {
        const metadata = await read(each)
        expect(metadata['issuer']).toBe(each)
        for (const member of ['authorization_endpoint', 'token_endpoint'])
          expect(String(metadata[member]).startsWith(`${each}/`), member).toBe(true)
      }
    })

    test('META-04: no header of the request changes the metadata', async () => {
      const plain = await kit.send({ url: url() })
      const spoofed: Record<string, string>[] = [
        { Host: 'evil.example' },
        { 'X-Forwarded-Host': 'evil.example' },
        { 'X-Forwarded-Proto': 'https', 'X-Forwarded-Port': '444' },
        { Forwarded: 'host=evil.example;proto=https' },
        { 'X-Original-URL': '/evil', 'X-Rewrite-URL': '/evil', 'X-Forwarded-Prefix': '/evil' },
      ]
      for (const headers of spoofed) {
        const answer = await kit.send({ url: url(), headers })
        expect(answer.body, Object.keys(headers).join()).not.toContain('evil')
        if (answer.status === 200) expect(answer.body).toBe(plain.body)
        else expect([400, 404, 421]).toContain(answer.status)
      }
    })

    test('META-04: no header of the request changes where the pages are', async () => {
      const page = await kit.send({
        url: kit.authorizationUrl(clients.confidential),
        headers: { 'X-Forwarded-Host': 'evil.example' },
      })
      expect(page.headers.get('location') ?? '').not.toContain('evil.example')
      expect(page.setCookies.join()).not.toContain('evil.example')
    })

    test('META-05: nothing in it is empty or null', async () => {
      const metadata = await read()
      expect(Object.keys(metadata)).toEqual(
        expect.arrayContaining(['issuer', 'authorization_endpoint', 'token_endpoint', 'response_types_supported']),
      )
      for (const [member, value] of Object.entries(metadata)) {
        expect(value, member).not.toBeNull()
        expect(value, member).not.toBe('')
        if (Array.isArray(value)) expect(value.length, member).toBeGreaterThan(0)
      }
    })

    test('META-06: what it names works, and no grant works that it does not name', async () => {
      const metadata = await read()
      expect(metadata['authorization_endpoint']).toBe(kit.url('authorize'))
      expect(metadata['token_endpoint']).toBe(kit.url('issueToken'))
      expect(strings(metadata['response_types_supported'])).toContain('code')
      expect((await kit.redeem(await kit.obtainCode(clients.firstParty))).status).toBe(200)
      const named = strings(metadata['grant_types_supported'])
      const others = ['password', 'implicit', 'urn:ietf:params:oauth:grant-type:jwt-bearer']
      for (const grant_type of others.filter((grant) => !named.includes(grant)))
        expectTokenError(
          await kit.tokenRequest(clients.firstParty, { grant_type }),
          ...kit.errors('unsupported_grant_type', 'unauthorized_client'),
        )
    })

    test(
      'META-06: it names what the hub has: code, three grants, three methods, languages',
      { policy: true },
      async () => {
        const metadata = await read()
        expect(metadata['authorization_endpoint']).toBe(kit.url('authorize'))
        expect(metadata['token_endpoint']).toBe(kit.url('issueToken'))
        expect(strings(metadata['response_types_supported'])).toEqual(['code'])
        const grants = ['authorization_code', 'client_credentials', 'refresh_token']
        expect(strings(metadata['grant_types_supported']).toSorted()).toEqual(grants)
        for (const grant_type of ['password', 'implicit', 'urn:ietf:params:oauth:grant-type:jwt-bearer'])
          expectTokenError(await kit.tokenRequest(clients.firstParty, { grant_type }), 'unsupported_grant_type')
        const methods = ['client_secret_basic', 'client_secret_post', 'none']
        expect(strings(metadata['token_endpoint_auth_methods_supported']).toSorted()).toEqual(methods)
        expect((await kit.clientCredentials(clients.clientCredentials, {}, { method: 'basic' })).status).toBe(200)
        expect((await kit.clientCredentials(clients.clientCredentials, {}, { method: 'post' })).status).toBe(200)
        expect((await kit.redeem(await kit.obtainCode(clients.public), {}, { method: 'none' })).status).toBe(200)
        expect(authentication(clients.public).headers).toEqual({})
        for (const language of strings(metadata['ui_locales_supported'])) {
          const landing = await kit.authorize(kit.newBrowser(), clients.confidential, { ui_locales: language })
          expect(hasSignInForm(landing)).toBe(true)
          expect(landing.exchange.body, language).toMatch(new RegExp(`<html[^>]* lang="${language}"`))
        }
        for (const scope of strings(metadata['scopes_supported']))
          expect(scope).toMatch(/^[\u0021\u0023-\u005b\u005d-\u007e]+$/)
      },
    )

    test('META-07: it is JSON', async () => {
      const answer = await kit.send({ url: url() })
      expect(answer.status).toBe(200)
      expect(answer.headers.get('content-type')).toMatch(/^application\/json(;|$)/i)
    })

    test('META-07: anybody may read and keep it, and ask whether it has changed', { policy: true }, async () => {
      const answer = await kit.send({ url: url(), headers: { Origin: 'https://anywhere.example' } })
      expect(answer.status).toBe(200)
      expect(answer.headers.get('access-control-allow-origin')).toBe('*')
      expect(answer.headers.has('access-control-allow-credentials')).toBe(false)
      expect(answer.setCookies).toEqual([])
      const etag = answer.headers.get('etag') ?? ''
      const weak = etag.startsWith('W/') ? etag : `W/${etag}`
      for (const condition of [etag, weak, `"other", ${etag}`, '*'])
        expect((await kit.send({ url: url(), headers: { 'If-None-Match': condition } })).status, condition).toBe(304)
      expect((await kit.send({ url: url(), headers: { 'If-None-Match': '"other"' } })).status).toBe(200)
    })

    test('META-08: it promises iss in responses', async () => {
      expect((await read())['authorization_response_iss_parameter_supported']).toBe(true)
    })

    test('PKCE-13: it names S256, and not plain', async () => {
      const methods = strings((await read())['code_challenge_methods_supported'])
      expect(methods).toContain('S256')
      expect(methods).not.toContain('plain')
    })

    test('AUTHZ-19: it names query as the only response mode', { policy: true }, async () => {
      expect((await read())['response_modes_supported']).toEqual(['query'])
    })

    test('META-10: an unknown tenant is 404 at every operation, without detail', async () => {
      const unknown = `${origin}/no-such-tenant`
      const form = { 'Content-Type': 'application/x-www-form-urlencoded' }
      for (const { operationId, method } of kit.document.operations) {
        const post = method === 'POST' && { headers: form, body: 'grant_type=client_credentials&token=unknown' }
        const answer = await kit.send({ method, url: kit.url(operationId, unknown), ...post })
        expect(answer.status, operationId).toBe(404)
        expect(answer.headers.get('location'), operationId).toBeNull()
      }
    })

    test('META-07: only GET reads it', { policy: true }, async () => {
      for (const method of ['POST', 'PUT', 'DELETE']) {
        const answer = await kit.send({ method, url: url() })
        expect(answer.status, method).toBe(405)
        expect(answer.headers.get('allow'), method).toMatch(/\bGET\b/)
      }
    })
  })
}
