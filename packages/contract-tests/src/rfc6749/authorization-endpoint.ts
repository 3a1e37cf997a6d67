import { describe, expect, test } from 'vitest'
import { hasConsentForm, hasSignInForm } from '../browser/browser.ts'
import { expectAway, expectErrorAtClient, expectOwnPage } from '../expectations.ts'
import type { Overrides } from '../flow/authorization-request.ts'
import type { Kit } from '../kit.ts'
import type { ContractClient } from '../target.ts'

export function authorizationEndpoint(kit: Kit): void {
  const { clients, issuer } = kit.target
  const client = clients.confidential

  /** A request without a session, whose error goes straight to the client. */
  async function expectError(error: string, parameters: Overrides, of: ContractClient = client) {
    const landing = await kit.authorize(kit.newBrowser(), of, { state: 'kept', ...parameters })
    const state = 'state' in parameters ? (parameters['state'] ?? null) : 'kept'
    expectErrorAtClient(landing, { error, issuer, redirectUri: of.redirectUris[0], state })
  }

  /** The same with the query spelled out after the example's. */
  const authorizeRaw = (suffix: string, without: Overrides = {}, of: ContractClient = client) =>
    kit.newBrowser().visit(`${kit.authorizationUrl(of, { state: 'kept', ...without })}&${suffix}`)

  describe('The authorization endpoint, RFC 6749 §3.1 and §4.1.1', () => {
    test('AUTHZ-01: GET leads to the sign-in page', async () => {
      const landing = await kit.authorize(kit.newBrowser(), client)
      expect(hasSignInForm(landing)).toBe(true)
      expect(landing.exchange.status).toBe(200)
      expect(landing.trail[0]?.status).toBe(303)
    })

    test('AUTHZ-01: a slash after the path and an & before the query do no harm', async () => {
      const url = kit.authorizationUrl(client)
      for (const variant of [url.replace('/auth?', '/auth/?'), url.replace('?', '?&'), url.replace('?', '/?&&')])
        expect(hasSignInForm(await kit.newBrowser().visit(variant)), variant.split('?')[0]).toBe(true)
    })

    test('AUTHZ-02: POST behaves as GET or is answered by 405 with Allow', async () => {
      const [url = '', body = ''] = kit.authorizationUrl(client).split('?')
      const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
      const answer = await kit.send({ method: 'POST', url, headers, body })
      expect([303, 405]).toContain(answer.status)
      if (answer.status === 405) expect(answer.headers.get('allow')).toMatch(/\bGET\b/)
      for (const method of ['PUT', 'DELETE', 'PATCH'])
        expect((await kit.send({ method, url: `${url}?${body}` })).status, method).toBe(405)
    })

    test('AUTHZ-03: unknown parameters are ignored', async () => {
      const parameters = { foo: 'bar', 'x[y]': '1', constructor: '1', __proto__x: '2', 'a.b': '3' }
      const authorization = await kit.obtainCode(clients.firstParty, { parameters })
      expect((await kit.redeem(authorization)).status).toBe(200)
    })

    test('AUTHZ-04: a repeated client_id or redirect_uri is told on a page', async () => {
      const same = new URLSearchParams({ client_id: client.clientId, redirect_uri: client.redirectUris[0] })
      for (const [name, value] of same) {
        for (const repeated of [value, 'other'])
          expectOwnPage(await authorizeRaw(`${name}=${encodeURIComponent(repeated)}`), 400)
      }
    })

    test('AUTHZ-04: any other repeated parameter is invalid_request at the client', async () => {
      const values = {
        response_type: 'code',
        scope: 'profile',
        state: 'kept',
        code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
        code_challenge_method: 'S256',
        nonce: 'n',
        prompt: 'login',
        max_age: '10',
        login_hint: 'ada',
        ui_locales: 'en',
      }
      for (const [name, value] of Object.entries(values)) {
        const landing = await authorizeRaw(`${name}=${value}`, { [name]: value })
        const { location, parameters } = expectAway(landing)
        expect(location.startsWith(client.redirectUris[0]), name).toBe(true)
        expect(parameters.get('error'), name).toBe('invalid_request')
        expect(parameters.getAll('iss'), name).toEqual([issuer])
      }
    })

    test('AUTHZ-05: a parameter without a value counts as absent', async () => {
      const scoped = await kit.obtainTokens(clients.firstParty, { parameters: { scope: '' } })
      const unscoped = await kit.obtainTokens(clients.firstParty, { parameters: { scope: undefined } })
      expect(scoped.scope).toBe(unscoped.scope)
      await expectError('invalid_request', { code_challenge: '' })
      await expectError('invalid_request', { response_type: '' })
      const stateless = expectAway(await kit.authorize(kit.newBrowser(), client, { state: '', scope: 'no-such-scope' }))
      expect(stateless.parameters.has('state')).toBe(false)
      for (const name of ['prompt', 'max_age', 'nonce', 'login_hint', 'ui_locales', 'resource'])
        expect(hasSignInForm(await kit.authorize(kit.newBrowser(), client, { [name]: '' })), name).toBe(true)
    })

    test('AUTHZ-06: a missing response_type is invalid_request, an unknown one unsupported_response_type', async () => {
      await expectError('invalid_request', { response_type: undefined })
      for (const response_type of ['foo', 'CODE', 'code ', 'code code'])
        await expectError('unsupported_response_type', { response_type })
    })

    test('AUTHZ-07: no token travels through the browser', async () => {
      for (const response_type of ['token', 'id_token', 'id_token token', 'code token', 'code id_token', 'none'])
        await expectError('unsupported_response_type', { response_type })
    })

    test('AUTHZ-08: state comes back as it was sent, in success and in error', async () => {
      const visible = String.fromCodePoint(...Array.from({ length: 95 }, (_, index) => 0x20 + index))
      const state = `${visible}${visible}${'+%&=#"'.repeat(60)}`.slice(0, 512)
      const { landing } = await kit.obtainCode(clients.firstParty, { parameters: { state } })
      expect(landing.parameters.getAll('state')).toEqual([state])
      await expectError('invalid_scope', { state, scope: 'no-such-scope' })
    })

    test('AUTHZ-08: no state was sent, none comes back', async () => {
      const { landing } = await kit.obtainCode(clients.firstParty, { parameters: { state: undefined } })
      expect(landing.parameters.has('state')).toBe(false)
      const refused = expectAway(
        await kit.authorize(kit.newBrowser(), client, { state: undefined, scope: 'no-such-scope' }),
      )
      expect(refused.parameters.has('state')).toBe(false)
    })

    test('AUTHZ-08: a state beyond ASCII is returned unchanged or refused, never altered', async () => {
      const state = 'é漢字🙂'
      const landing = expectAway(await kit.authorize(kit.newBrowser(), client, { state, scope: 'no-such-scope' }))
      expect(landing.parameters.get('state') ?? state).toBe(state)
      expect(landing.parameters.get('error')).toMatch(/^invalid_(scope|request)$/)
    })

    test('AUTHZ-11: a denial is access_denied, with state and issuer', async () => {
      const user = await kit.target.admin.createUser()
      const browser = kit.newBrowser()
      const page = await browser.signIn(await kit.authorize(browser, client, { state: 'kept' }), user)
      expect(hasConsentForm(page)).toBe(true)
      const [redirectUri] = client.redirectUris
      const denied = await browser.decide(page, 'deny')
      expectErrorAtClient(denied, { error: 'access_denied', issuer, redirectUri, state: 'kept' })
      expect(hasConsentForm(await kit.authorize(browser, client)), 'a denial is not remembered as consent').toBe(true)
    })

    test('AUTHZ-13: no origin may read the endpoint, not even an allowed one', async () => {
      for (const origin of ['https://evil.example', kit.target.allowedOrigin, 'null'])
        for (const method of ['GET', 'OPTIONS']) {
          const headers = { Origin: origin, ...(method === 'OPTIONS' && { 'Access-Control-Request-Method': 'GET' }) }
          const answer = await kit.send({ method, url: kit.authorizationUrl(clients.corsClient), headers })
          const allowed = [...answer.headers.keys()].filter((name) => name.startsWith('access-control-'))
          expect(allowed, `${method} from ${origin}`).toEqual([])
        }
    })

    test('AUTHZ-19: no other response mode than query', async () => {
      expect(hasSignInForm(await kit.authorize(kit.newBrowser(), client, { response_mode: 'query' }))).toBe(true)
      for (const response_mode of ['fragment', 'query.jwt', 'form_post', 'foo']) {
        const landing = expectAway(await kit.authorize(kit.newBrowser(), client, { response_mode, state: 'kept' }))
        expect(landing.location, response_mode).not.toMatch(/#.*=/)
        expect(landing.parameters.get('error'), response_mode).toBe('invalid_request')
      }
    })

    test('an unsupported resource is invalid_target, never ignored', async () => {
      await expectError('invalid_target', { resource: 'https://api.example/' })
      await expectError('invalid_target', { resource: 'not a uri' })
    })
  })
}
