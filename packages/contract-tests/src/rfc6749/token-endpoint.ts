import { describe, test } from '../run/cases.ts'
import { expect } from '../run/expect.ts'
import { expectTokenError } from '../expectations.ts'
import { authentication, basicCredentials } from '../flow/client-authentication.ts'
import { membersOf, tokensOf } from '../flow/tokens.ts'
import type { Kit } from '../kit.ts'

const formType = 'application/x-www-form-urlencoded'

export function tokenEndpoint(kit: Kit): void {
  const { clients } = kit.target
  const client = clients.firstParty
  const credentials = () => authentication(client).headers
  const url = () => kit.url('issueToken')

  /** Posts a body exactly as given, with the client's Basic credentials. */
  const postRaw = (body: string, headers: Readonly<Record<string, string>> = {}, query = '') =>
    kit.send({
      method: 'POST',
      url: `${url()}${query}`,
      headers: { 'Content-Type': formType, ...credentials(), ...headers },
      body,
    })

  describe('The token endpoint, RFC 6749 §3.2 and §5', () => {
    test('TOKEN-01: only POST works', async () => {
      for (const method of ['GET', 'PUT', 'HEAD', 'DELETE', 'PATCH']) {
        const answer = await kit.send({ method, url: url(), headers: credentials() })
        expect([404, 405, 501], method).toContain(answer.status)
      }
    })

    test('TOKEN-01: another method than POST is 405 with Allow', { policy: true }, async () => {
      for (const method of ['GET', 'PUT', 'HEAD', 'DELETE', 'PATCH']) {
        const answer = await kit.send({ method, url: url(), headers: credentials() })
        expect(answer.status, method).toBe(405)
        expect(answer.headers.get('allow'), method).toMatch(/\bPOST\b/)
        expect(answer.headers.get('cache-control'), method).toBe('no-store')
      }
    })

    test('TOKEN-01: a slash after the path does no harm', { policy: true }, async () => {
      const body = 'grant_type=client_credentials'
      const { headers } = authentication(clients.clientCredentials)
      const answer = await kit.send({
        method: 'POST',
        url: `${url()}/`,
        headers: { 'Content-Type': formType, ...headers },
        body,
      })
      expect(answer.status).toBe(200)
    })

    test('TOKEN-02: parameters in the query are refused, and spend nothing', async () => {
      const authorization = await kit.obtainCode(client)
      const form = {
        grant_type: 'authorization_code',
        code: authorization.code,
        redirect_uri: authorization.redirectUri ?? '',
      }
      const all = String(new URLSearchParams({ ...form, code_verifier: authorization.verifier ?? '' }))
      expectTokenError(await postRaw('', {}, `?${all}`), 'invalid_request')
      expectTokenError(
        await postRaw(all.replace('grant_type=authorization_code&', ''), {}, '?grant_type=authorization_code'),
        'invalid_request',
      )
      expect((await kit.redeem(authorization)).status).toBe(200)
    })

    test('TOKEN-02: a parameter in the query beside a whole form is refused, too', { policy: true }, async () => {
      const { code, redirectUri = '', verifier = '' } = await kit.obtainCode(client)
      const form = { grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: verifier }
      expectTokenError(await postRaw(String(new URLSearchParams(form)), {}, `?code=${code}`), 'invalid_request')
    })

    test('TOKEN-03: only a form is a token request', async () => {
      const form = { grant_type: 'refresh_token', refresh_token: 'x' }
      const multipart = '--b\r\nContent-Disposition: form-data; name="grant_type"\r\n\r\nrefresh_token\r\n--b--\r\n'
      const bodies = [
        ['application/json', JSON.stringify(form)],
        ['multipart/form-data; boundary=b', multipart],
        ['text/plain', 'grant_type=refresh_token&refresh_token=x'],
        ['application/octet-stream', 'grant_type=refresh_token&refresh_token=x'],
        ['', 'grant_type=refresh_token&refresh_token=x'],
        ['nonsense', 'grant_type=refresh_token&refresh_token=x'],
        [`${formType}, application/json`, 'grant_type=refresh_token&refresh_token=x'],
      ] as const
      for (const [type, body] of bodies) {
        const answer = await postRaw(body, { 'Content-Type': type })
        expect([400, 415], type).toContain(answer.status)
        if (kit.target.policy) expect(membersOf(answer)['error'], type).toBe('invalid_request')
      }
      const noType = await kit.send({
        method: 'POST',
        url: url(),
        headers: credentials(),
        body: 'grant_type=refresh_token',
      })
      expect([400, 415]).toContain(noType.status)
    })

    test('TOKEN-03: the form type is taken in any case and with a charset', async () => {
      for (const type of [formType.toUpperCase(), `${formType}; charset=UTF-8`, `${formType};charset="utf-8"`]) {
        const authorization = await kit.obtainCode(client)
        expect((await kit.redeem(authorization, {}, { headers: { 'Content-Type': type } })).status, type).toBe(200)
      }
    })

    test('TOKEN-04: a repeated parameter is refused', async () => {
      for (const name of ['grant_type', 'code', 'redirect_uri', 'code_verifier'])
        for (const repeated of ['the same', 'other']) {
          const { code, redirectUri = '', verifier = '' } = await kit.obtainCode(client)
          const form = new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri: redirectUri })
          form.set('code_verifier', verifier)
          form.append(name, repeated === 'other' ? repeated : (form.get(name) ?? ''))
          const answer = await postRaw(String(form))
          expectTokenError(answer, ...kit.errors('invalid_request', 'invalid_grant', 'unsupported_grant_type'))
        }
    })

    test('TOKEN-04: a repeated parameter is invalid_request, and spends nothing', { policy: true }, async () => {
      const authorization = await kit.obtainCode(client)
      const form = new URLSearchParams({
        grant_type: 'authorization_code',
        code: authorization.code,
        redirect_uri: authorization.redirectUri ?? '',
        code_verifier: authorization.verifier ?? '',
      })
      for (const [name, value] of form) {
        for (const repeated of [value, 'other'])
          expectTokenError(await postRaw(`${String(form)}&${name}=${encodeURIComponent(repeated)}`), 'invalid_request')
      }
      for (const name of ['client_id', 'client_secret'])
        expectTokenError(await postRaw(`${String(form)}&${name}=a&${name}=b`), 'invalid_request', 'invalid_client')
      const tokens = tokensOf(await kit.redeem(authorization))
      const twice = `grant_type=refresh_token&refresh_token=${tokens.refreshToken}&refresh_token=${tokens.refreshToken}`
      expectTokenError(await postRaw(twice), 'invalid_request')
      expect((await kit.refresh(client, tokens.refreshToken)).status).toBe(200)
    })

    test('TOKEN-04: what a grant does not use may not be repeated either', { policy: true }, async () => {
      const form = 'grant_type=authorization_code&code=unknown'
      for (const name of ['client_id', 'scope', 'refresh_token', 'resource', 'client_secret'])
        expectTokenError(await postRaw(`${form}&${name}=a&${name}=b`), 'invalid_request')
    })

    test('TOKEN-05: unknown parameters are ignored and empty ones count as absent', async () => {
      const authorization = await kit.obtainCode(client)
      const extra = {
        foo: '1',
        'a[b]': '2',
        constructor: '3',
        scope: '',
        refresh_token: '',
        ...(kit.target.policy && { resource: '', client_secret: '' }),
      }
      const tokens = tokensOf(await kit.redeem(authorization, extra))
      expect((await kit.refresh(client, tokens.refreshToken, { scope: '', foo: '1' })).status).toBe(200)
      expectTokenError(await kit.tokenRequest(client, { grant_type: '' }), 'invalid_request')
      expectTokenError(
        await kit.tokenRequest(client, { grant_type: 'authorization_code', code: '' }),
        'invalid_request',
      )
    })

    test('TOKEN-06: nothing that the endpoint says may be cached, not even by HTTP/1.0', { policy: true }, async () => {
      const authorization = await kit.obtainCode(client)
      const success = await kit.redeem(authorization)
      const refused = await kit.redeem({ ...authorization, code: 'unknown' })
      const unknown = await kit.clientCredentials({ clientId: 'nobody', clientSecret: 'x' })
      const credentialsGrant = await kit.clientCredentials(clients.clientCredentials)
      expect([success, refused, unknown, credentialsGrant].map(({ status }) => status)).toEqual([200, 400, 401, 200])
      for (const { headers } of [success, refused, unknown, credentialsGrant]) {
        expect(headers.get('cache-control')).toBe('no-store')
        expect(headers.get('pragma')).toBe('no-cache')
      }
    })

    test('TOKEN-06: tokens may not be cached', async () => {
      const first = await kit.redeem(await kit.obtainCode(client))
      const second = await kit.refresh(client, tokensOf(first).refreshToken)
      for (const { headers } of [first, second]) expect(headers.get('cache-control') ?? '').toMatch(/\bno-store\b/i)
    })

    test('TOKEN-07: a success is JSON with the tokens, their type and their lifetime', async () => {
      const { exchange, scope } = await kit.obtainTokens(client)
      expect(exchange.headers.get('content-type')).toMatch(/^application\/json(;|$)/i)
      const members = membersOf(exchange)
      expect(members).toMatchObject({ access_token: expect.any(String), scope })
      expect(String(members['token_type'])).toMatch(/^bearer$/i)
      expect(Number.isInteger(members['expires_in'])).toBe(true)
      if (kit.target.policy) expect(members).not.toHaveProperty('id_token')
    })

    test('TOKEN-08: each refusal has its own registered error', async () => {
      const authorization = await kit.obtainCode(client)
      const { refreshToken } = await kit.obtainTokens(client)
      const code = { grant_type: 'authorization_code' }
      expectTokenError(await kit.tokenRequest(client, code), 'invalid_request')
      expectTokenError(await kit.tokenRequest(client, { grant_type: 'refresh_token' }), 'invalid_request')
      expectTokenError(await kit.redeem({ ...authorization, code: 'not-a-code' }), 'invalid_grant')
      expectTokenError(await kit.refresh(client, 'rt_unknown'), 'invalid_grant')
      expectTokenError(await kit.refresh(client, refreshToken, { scope: 'no-such-scope' }), 'invalid_scope')
      expect((await kit.redeem(authorization)).status).toBe(200)
      if (kit.target.policy) expect((await kit.refresh(client, refreshToken)).status).toBe(200)
    })

    test(
      'TOKEN-08: an unknown scope and a resource are refused by name, and spend nothing',
      { policy: true },
      async () => {
        const authorization = await kit.obtainCode(client)
        const { refreshToken } = await kit.obtainTokens(client)
        expectTokenError(
          await kit.clientCredentials(clients.clientCredentials, { scope: 'no-such-scope' }),
          'invalid_scope',
        )
        expectTokenError(await kit.redeem(authorization, { resource: 'https://api.example/' }), 'invalid_target')
        expectTokenError(await kit.clientCredentials(clients.clientCredentials, { resource: 'x' }), 'invalid_target')
        expectTokenError(
          await kit.refresh(client, refreshToken, { resource: 'https://api.example/' }),
          'invalid_target',
        )
        expect((await kit.redeem(authorization)).status).toBe(200)
        expect((await kit.refresh(client, refreshToken)).status).toBe(200)
      },
    )

    test('TOKEN-10: a missing, an unknown and a forbidden grant_type are three errors', async () => {
      expectTokenError(await kit.tokenRequest(client, { code: 'x' }), 'invalid_request')
      for (const grant_type of ['foo', 'urn:example:no-such-grant', '__proto__'])
        expectTokenError(await kit.tokenRequest(client, { grant_type }), 'unsupported_grant_type')
      const forbidden = await kit.tokenRequest(client, { grant_type: 'client_credentials' })
      expectTokenError(forbidden, 'unauthorized_client', 'unsupported_grant_type')
    })

    test('TOKEN-11: the password grant is refused', async () => {
      const { username, password } = kit.target.user
      const answer = await kit.tokenRequest(client, { grant_type: 'password', username, password })
      expectTokenError(answer, 'unsupported_grant_type', 'unauthorized_client')
    })

    test('TOKEN-12: an error_description repeats nothing that was sent', async () => {
      const marker = 'Zq9"\\\u0007é<b>'
      const answers = [
        await kit.tokenRequest(client, { grant_type: marker }),
        await kit.tokenRequest(client, { grant_type: 'authorization_code', code: marker }),
        await kit.tokenRequest(client, { grant_type: 'refresh_token', refresh_token: marker }),
        await kit.clientCredentials(clients.clientCredentials, { scope: marker }),
        await kit.clientCredentials({ clientId: marker, clientSecret: marker }),
        await postRaw(`grant_type=refresh_token&${marker}=1&${marker}=2`),
        await postRaw('grant_type=%ff%fe&%zz'),
        await postRaw('', { Authorization: basicCredentials('a', marker) }),
      ]
      for (const answer of answers) {
        expect(answer.status).toBeGreaterThanOrEqual(400)
        expect(answer.status).toBeLessThan(500)
        expect(answer.body).not.toContain('Zq9')
        expect(answer.body).not.toMatch(/\bat .*\.[jt]s:\d+|node_modules|SQLITE|stack/i)
        expect(membersOf(answer)['error_description'] ?? '').toMatch(/^[\u0020\u0021\u0023-\u005b\u005d-\u007e]*$/)
      }
    })

    test('TOKEN-17: more than a hundred parameters, or one of 32 kB, are refused', async () => {
      const many = Array.from({ length: 150 }, (_, index) => `p${index}=1`).join('&')
      expectTokenError(await postRaw(`grant_type=refresh_token&refresh_token=x&${many}`), 'invalid_request')
      const thousands = Array.from({ length: 5000 }, (_, index) => `p${index}=1`).join('&')
      expectTokenError(await postRaw(`grant_type=refresh_token&refresh_token=x&${thousands}`), 'invalid_request')
      for (const name of ['refresh_token', 'unknown'])
        expectTokenError(await postRaw(`grant_type=refresh_token&${name}=${'a'.repeat(32 * 1024)}`), 'invalid_request')
    })

    test('TOKEN-16: a body of more than 64 kB is 413', async () => {
      const answer = await postRaw(`grant_type=refresh_token&refresh_token=${'a'.repeat(65_536)}`)
      expect(answer.status).toBe(413)
      expect(membersOf(answer)['error']).toBe('invalid_request')
    })
  })
}
