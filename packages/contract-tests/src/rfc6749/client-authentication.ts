import { describe, test } from '../run/cases.ts'
import { expect } from '../run/expect.ts'
import { expectTokenError } from '../expectations.ts'
import { basicCredentials, type AuthenticationMethod } from '../flow/client-authentication.ts'
import { errorOf, membersOf } from '../flow/tokens.ts'
import { NotApplicable } from '../run/not-applicable.ts'
import type { Kit } from '../kit.ts'

const formType = { 'Content-Type': 'application/x-www-form-urlencoded' }
const everyCharacterEncoded = (text: string) =>
  Buffer.from(text)
    .toString('hex')
    .replaceAll(/../g, (byte) => `%${byte}`)

export function clientAuthentication(kit: Kit): void {
  const { clients } = kit.target
  const client = clients.clientCredentials

  const withAuthorization = (
    authorization: string,
    form: Record<string, string> = { grant_type: 'client_credentials' },
  ) => {
    const headers = { ...formType, Authorization: authorization }
    return kit.send({ method: 'POST', url: kit.url('issueToken'), headers, body: String(new URLSearchParams(form)) })
  }

  const refused = kit.errors('invalid_client', 'invalid_request')

  describe('Client authentication, RFC 6749 §2.3', () => {
    test('CAUTH-01: Basic credentials are form-urldecoded', async () => {
      expect((await withAuthorization(basicCredentials(client.clientId, client.clientSecret))).status).toBe(200)
      const encoded = [client.clientId, client.clientSecret].map(everyCharacterEncoded).join(':')
      expect((await withAuthorization(`Basic ${btoa(encoded)}`)).status).toBe(200)
      expect((await withAuthorization(`bASIC ${btoa(encoded)}`)).status, 'the scheme in any case').toBe(200)
    })

    test('CAUTH-02: id and secret in the body work where the method is registered', async () => {
      expect((await kit.clientCredentials(client, {}, { method: 'post' })).status).toBe(200)
      const authorization = await kit.obtainCode(clients.confidential)
      expect((await kit.redeem(authorization, {}, { method: 'post' })).status).toBe(200)
    })

    test('CAUTH-03: two methods in one request are invalid_request', async () => {
      const basic = basicCredentials(client.clientId, client.clientSecret)
      const { clientId: client_id, clientSecret: client_secret } = client
      const grant = { grant_type: 'client_credentials' }
      expectTokenError(await withAuthorization(basic, { ...grant, client_id, client_secret }), 'invalid_request')
      expectTokenError(await withAuthorization(basic, { ...grant, client_secret }), 'invalid_request')
      const wrong = await withAuthorization(basic, { ...grant, client_secret: 'wrong' })
      expectTokenError(wrong, 'invalid_request')
    })

    test('CAUTH-03: an assertion beside Basic is a second method', async () => {
      const basic = basicCredentials(client.clientId, client.clientSecret)
      const assertion = {
        client_assertion: 'e30.e30.',
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      }
      const answer = await withAuthorization(basic, { grant_type: 'client_credentials', ...assertion })
      if (answer.status === 200 && !kit.target.policy)
        throw new NotApplicable('the server knows no assertions, and ignores the parameters')
      expect(errorOf(answer)).toMatch(/^invalid_(request|client)$/)
    })

    test('CAUTH-04: credentials in the query are refused', async () => {
      const { clientId: client_id, clientSecret: client_secret } = client
      const url = `${kit.url('issueToken')}?${String(new URLSearchParams({ client_id, client_secret }))}`
      const answer = await kit.send({ method: 'POST', url, headers: formType, body: 'grant_type=client_credentials' })
      expect(membersOf(answer)['error']).toMatch(/^invalid_(request|client)$/)
      expect([400, 401]).toContain(answer.status)
    })

    test('CAUTH-05, CAUTH-13: a confidential client without its secret is invalid_client', async () => {
      expectTokenError(await kit.clientCredentials({ clientId: client.clientId }), ...refused)
      const authorization = await kit.obtainCode(clients.firstParty)
      const as = { clientId: clients.firstParty.clientId }
      expectTokenError(await kit.redeem(authorization, {}, { as }), ...refused)
      const emptySecret = { ...as, clientSecret: '' }
      expectTokenError(await kit.redeem(authorization, {}, { as: emptySecret, method: 'basic' }), ...refused)
      expectTokenError(await kit.redeem(authorization, {}, { as: emptySecret, method: 'post' }), ...refused)
      expect((await kit.redeem(authorization)).status).toBe(200)
    })

    test('CAUTH-05: nobody at all is invalid_client', async () => {
      const answer = await kit.send({
        method: 'POST',
        url: kit.url('issueToken'),
        headers: formType,
        body: 'grant_type=client_credentials',
      })
      expectTokenError(answer, ...refused)
    })

    test('CAUTH-06: a client uses its registered methods only', async () => {
      const authorization = await kit.obtainCode(clients.basicOnly)
      expectTokenError(await kit.redeem(authorization, {}, { method: 'post' }), 'invalid_client')
      expect((await kit.redeem(authorization)).status).toBe(200)
    })

    test('CAUTH-13: a public client with a secret is invalid_client', async () => {
      const authorization = await kit.obtainCode(clients.public)
      for (const clientSecret of ['x', clients.firstParty.clientSecret])
        for (const method of ['basic', 'post'] as const) {
          const as = { clientId: clients.public.clientId, clientSecret }
          expectTokenError(await kit.redeem(authorization, {}, { as, method }), ...refused)
        }
      expect((await kit.redeem(authorization)).status).toBe(200)
    })

    test('TOKEN-09: failed Basic authentication is 401 with a Basic challenge', async () => {
      const others = kit.othersThan(client).flatMap(({ clientSecret = [] }) => clientSecret)
      for (const secret of ['wrong', `${client.clientSecret}x`, client.clientSecret.slice(1), ...others]) {
        const answer = await kit.clientCredentials({ clientId: client.clientId, clientSecret: secret })
        expectTokenError(answer, 'invalid_client')
        expect(answer.headers.get('www-authenticate')).toMatch(/^Basic\b/i)
      }
    })

    test('CAUTH-08: an unknown client and a wrong secret look the same', async () => {
      const guesses = [
        { clientId: 'nobody-knows-this-client', clientSecret: client.clientSecret },
        { clientId: client.clientId, clientSecret: 'wrong-secret-of-some-length' },
        { clientId: client.clientId, clientSecret: client.clientSecret.toUpperCase() },
      ]
      const looks = async (method: AuthenticationMethod) => {
        const seen = await Promise.all(guesses.map((guess) => kit.clientCredentials(guess, {}, { method })))
        const [first, ...others] = seen.map(comparable)
        for (const other of others) expect(other, method).toEqual(first)
        return first
      }
      const [basic, post] = [await looks('basic'), await looks('post')]
      if (kit.target.policy) expect(post).toEqual(basic)
    })

    test('CAUTH-15: malformed credentials are 401, never 5xx', async () => {
      const malformed = [
        'Basic',
        'Basic ',
        'Basic !!!',
        `Basic ${btoa('nocolon')}`,
        `Basic ${btoa(':')}`,
        `Basic ${btoa(`:${client.clientSecret}`)}`,
        `Basic ${btoa('%zz:%')}`,
        `Basic ${btoa('%ff%fe:x')}`,
        `Basic ${btoa('a\0b:c\0')}`,
        `Basic ${Buffer.from([0xff, 0xfe, 0x3a, 0x80]).toString('base64')}`,
        `Basic ${btoa(`${client.clientId}:${client.clientSecret}`)} extra`,
        `Basic ${'A'.repeat(4000)}`,
        `Bearer ${client.clientSecret}`,
        'Digest username="x"',
        'Negotiate abc',
        client.clientSecret,
      ]
      for (const authorization of malformed) {
        const answer = await withAuthorization(authorization)
        expect(kit.target.policy ? [401] : [400, 401], authorization.slice(0, 40)).toContain(answer.status)
        const error = String(membersOf(answer)['error'])
        expect(error, authorization.slice(0, 40)).toMatch(
          kit.target.policy ? /^invalid_client$/ : /^invalid_(client|request)$/,
        )
      }
    })
  })
}

function comparable({ status, headers, body }: { status: number; headers: Headers; body: string }) {
  const shown = [...headers].filter(
    ([name]) => !['date', 'x-request-id', 'etag', 'content-length', 'set-cookie'].includes(name),
  )
  return { status, body, headers: Object.fromEntries(shown) }
}
