import { describe, test } from '../run/cases.ts'
import { expect } from '../run/expect.ts'
import { hasConsentForm, hasSignInForm } from '../browser/browser.ts'
import { expectAway, expectErrorAtClient, expectOwnPage, isToldAt } from '../expectations.ts'
import { refusedAtClient, refusedAtClientErrors, type Overrides } from '../flow/authorization-request.ts'
import { walkThrough } from '../flow/walk-through.ts'
import { NotApplicable } from '../run/not-applicable.ts'
import type { Kit } from '../kit.ts'
import type { ContractClient } from '../target.ts'

export function authorizationEndpoint(kit: Kit): void {
  const { clients, issuer } = kit.target
  const client = clients.confidential

  /** What comes back to the client in the end: some servers look at nothing else before somebody has signed in. */
  async function expectError(error: string | readonly string[], parameters: Overrides, of: ContractClient = client) {
    const landing = await kit.completeAuthorization(of, { parameters: { state: 'kept', ...parameters } })
    const state = 'state' in parameters ? (parameters['state'] ?? null) : 'kept'
    expectErrorAtClient(landing, { error, issuer, redirectUri: of.redirectUris[0], state })
  }

  /** The same with the query spelled out after the example's. */
  const authorizeRaw = (suffix: string, without: Overrides = {}, of: ContractClient = client) =>
    kit.newBrowser().visit(`${kit.authorizationUrl(of, { state: 'kept', ...without })}&${suffix}`)

  const unsupported = 'unsupported_response_type'
  const anyRefusal = refusedAtClientErrors
  const allowed = () => ('corsClient' in clients ? [kit.target.allowedOrigin] : [])

  describe('The authorization endpoint, RFC 6749 §3.1 and §4.1.1', () => {
    test('AUTHZ-01: GET leads to the sign-in page', async () => {
      const landing = await kit.authorize(kit.newBrowser(), client)
      expect(hasSignInForm(landing)).toBe(true)
      expect(landing.exchange.status).toBe(200)
      const [first] = landing.trail
      expect([200, ...kit.redirects]).toContain(first?.status)
    })

    test('AUTHZ-01: a slash after the path and an & before the query do no harm', { policy: true }, async () => {
      const url = kit.authorizationUrl(client)
      for (const variant of [url.replace('/auth?', '/auth/?'), url.replace('?', '?&'), url.replace('?', '/?&&')])
        expect(hasSignInForm(await kit.newBrowser().visit(variant)), variant.split('?')[0]).toBe(true)
    })

    test('AUTHZ-02: POST behaves as GET or is answered by 405 with Allow', async () => {
      const [url = '', body = ''] = kit.authorizationUrl(client).split('?')
      const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
      const answer = await kit.send({ method: 'POST', url, headers, body })
      expect([200, ...kit.redirects, ...kit.refusal(405)]).toContain(answer.status)
      if (answer.status === 405) expect(answer.headers.get('allow')).toMatch(/\bGET\b/)
    })

    test('AUTHZ-02: other methods are answered by 405', { policy: true }, async () => {
      const url = kit.authorizationUrl(client)
      for (const method of ['PUT', 'DELETE', 'PATCH'])
        expect((await kit.send({ method, url })).status, method).toBe(405)
    })

    test('AUTHZ-03: unknown parameters are ignored', async () => {
      const parameters = { foo: 'bar', 'x[y]': '1', constructor: '1', __proto__x: '2', 'a.b': '3' }
      const authorization = await kit.obtainCode(clients.firstParty, { parameters })
      expect((await kit.redeem(authorization)).status).toBe(200)
    })

    test('AUTHZ-04: a repeated client_id or redirect_uri is told on a page', async () => {
      const same = new URLSearchParams({ client_id: client.clientId, redirect_uri: client.redirectUris[0] })
      for (const [name, value] of same) {
        for (const repeated of [value, 'other']) {
          const landing = await authorizeRaw(`${name}=${encodeURIComponent(repeated)}`)
          if (kit.target.policy || !isToldAt(client.redirectUris[0], landing.exchange))
            expectOwnPage(landing, kit.refusal(400))
        }
      }
    })

    test('AUTHZ-04: any other repeated parameter is invalid_request at the client', async () => {
      const values = {
        response_type: 'code',
        scope: client.scope.split(' ')[0] ?? '',
        state: 'kept',
        code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
        code_challenge_method: 'S256',
      }
      const ofOpenId = { nonce: 'n', prompt: 'login', max_age: '10', login_hint: 'ada', ui_locales: 'en' }
      for (const [name, value] of Object.entries(kit.target.policy ? { ...values, ...ofOpenId } : values)) {
        const url = `${kit.authorizationUrl(client, { state: 'kept', [name]: value })}&${name}=${value}`
        const { location, parameters } = await walkThrough(kit.browserOf(kit.target.user), url, kit.target.user)
        expect(location.startsWith(client.redirectUris[0]), name).toBe(true)
        if (kit.target.policy) expect(parameters.get('error'), name).toBe('invalid_request')
        else expect(parameters.has('error'), `${name} twice is refused`).toBe(true)
      }
    })

    test('AUTHZ-05: a parameter without a value counts as absent', async () => {
      if (kit.target.policy) await expectError('invalid_request', { code_challenge: '' })
      await expectError('invalid_request', { response_type: '' })
      const stateless = await kit.completeAuthorization(client, { parameters: { ...refusedAtClient, state: '' } })
      expect(stateless.parameters.has('state')).toBe(false)
      for (const name of ['prompt', 'max_age', 'nonce', 'login_hint', 'ui_locales'])
        expect(hasSignInForm(await kit.authorize(kit.newBrowser(), client, { [name]: '' })), name).toBe(true)
    })

    test('AUTHZ-05: a scope without a value counts as absent', async () => {
      const outcomes = []
      for (const scope of ['', undefined]) {
        const { parameters } = await kit.completeAuthorization(clients.firstParty, { parameters: { scope } })
        const error = parameters.get('error')
        outcomes.push(error ?? (await kit.obtainTokens(clients.firstParty, { parameters: { scope } })).scope)
      }
      expect(outcomes[0]).toBe(outcomes[1])
    })

    test('AUTHZ-06: a missing response_type is invalid_request, an unknown one unsupported_response_type', async () => {
      await expectError('invalid_request', { response_type: undefined })
      for (const response_type of ['foo', 'CODE']) await expectError(unsupported, { response_type })
    })

    test('AUTHZ-06: code stands alone, without a space or itself behind it', { policy: true }, async () => {
      for (const response_type of ['code ', 'code code']) await expectError(unsupported, { response_type })
    })

    test('AUTHZ-07: no token travels through the browser', async () => {
      for (const response_type of ['token', 'id_token', 'id_token token', 'code token', 'code id_token', 'none'])
        await expectError(kit.target.policy ? unsupported : anyRefusal, { response_type })
    })

    test('AUTHZ-08: state comes back as it was sent, in success and in error', async () => {
      const visible = String.fromCodePoint(...Array.from({ length: 95 }, (_, index) => 0x20 + index))
      const state = `${visible}${visible}${'+%&=#"'.repeat(60)}`.slice(0, 512)
      const { landing } = await kit.obtainCode(clients.firstParty, { parameters: { state } })
      expect(landing.parameters.getAll('state')).toEqual([state])
      await expectError(anyRefusal, { ...refusedAtClient, state })
    })

    test('AUTHZ-08: no state was sent, none comes back', async () => {
      for (const parameters of [{}, refusedAtClient]) {
        const without = { parameters: { ...parameters, state: undefined } }
        const landing = await kit.completeAuthorization(clients.firstParty, without)
        expect(landing.parameters.has('state')).toBe(false)
      }
    })

    test('AUTHZ-08: a state beyond ASCII is returned unchanged or refused, never altered', async () => {
      const state = 'é漢字🙂'
      const landing = await kit.completeAuthorization(client, { parameters: { ...refusedAtClient, state } })
      expect(landing.parameters.get('state') ?? state).toBe(state)
      expect(anyRefusal).toContain(landing.parameters.get('error'))
    })

    test('AUTHZ-11: a denial is access_denied, with state and issuer', async () => {
      const user = await kit.target.someUser()
      const browser = kit.newBrowser()
      const page = await browser.signIn(await kit.authorize(browser, client, { state: 'kept' }), user)
      if (!hasConsentForm(page)) throw new NotApplicable('the client does not ask for consent')
      const [redirectUri] = client.redirectUris
      const denied = await browser.decide(page, 'deny')
      expectErrorAtClient(denied, { error: 'access_denied', issuer, redirectUri, state: 'kept' })
      expect(hasConsentForm(await kit.authorize(browser, client)), 'a denial is not remembered as consent').toBe(true)
    })

    test('AUTHZ-13: no origin may read the endpoint, not even an allowed one', async () => {
      for (const origin of ['https://evil.example', ...allowed(), 'null'])
        for (const method of ['GET', 'OPTIONS']) {
          const headers = { Origin: origin, ...(method === 'OPTIONS' && { 'Access-Control-Request-Method': 'GET' }) }
          const answer = await kit.send({
            method,
            url: kit.authorizationUrl('corsClient' in clients ? clients.corsClient : client),
            headers,
          })
          const granted = [...answer.headers.keys()].filter((name) => name.startsWith('access-control-'))
          expect(granted, `${method} from ${origin}`).toEqual([])
        }
    })

    test('AUTHZ-19: no other response mode than query', { policy: true }, async () => {
      expect(hasSignInForm(await kit.authorize(kit.newBrowser(), client, { response_mode: 'query' }))).toBe(true)
      for (const response_mode of ['fragment', 'query.jwt', 'form_post', 'foo']) {
        const landing = expectAway(await kit.authorize(kit.newBrowser(), client, { response_mode, state: 'kept' }))
        expect(landing.location, response_mode).not.toMatch(/#.*=/)
        expect(landing.parameters.get('error'), response_mode).toBe('invalid_request')
      }
    })

    test('AUTHZ-09: an unsupported resource is invalid_target, never ignored', { policy: true }, async () => {
      await expectError('invalid_target', { resource: 'https://api.example/' })
      await expectError('invalid_target', { resource: 'not a uri' })
    })
  })
}
