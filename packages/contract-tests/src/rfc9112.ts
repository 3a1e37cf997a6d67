import { setTimeout as wait } from 'node:timers/promises'
import { describe, test } from './run/cases.ts'
import { expect } from './run/expect.ts'
import { authentication } from './flow/client-authentication.ts'
import { ambiguousFraming, framedRequest } from './http/ambiguous-framing.ts'
import { sendRaw } from './http/raw.ts'
import type { Kit } from './kit.ts'

const wholeBody = 10 * 1024 * 1024

export function messageFraming(kit: Kit): void {
  const at = () => new URL(kit.url('issueToken'))

  function request() {
    const { pathname, host } = at()
    const { Authorization } = authentication(kit.target.clients.clientCredentials).headers
    const head = [
      `POST ${pathname} HTTP/1.1`,
      `Host: ${host}`,
      `Authorization: ${Authorization}`,
      'Content-Type: application/x-www-form-urlencoded',
    ]
    return framedRequest(head, 'grant_type=client_credentials')
  }

  describe('Message framing, RFC 9112', () => {
    test('TOKEN-15: ambiguous framing is 400 and the connection is closed (18 ways)', async () => {
      const ambiguous = ambiguousFraming(request())
      expect(Object.keys(ambiguous)).toHaveLength(18)
      const answers = await Promise.all(
        Object.entries(ambiguous).map(async ([name, bytes]) => ({ name, ...(await sendRaw(at().origin, [bytes])) })),
      )
      const seen = answers.map(({ name, status, responses, closed }) => ({ name, status, responses, closed }))
      expect(seen).toEqual(Object.keys(ambiguous).map((name) => ({ name, status: 400, responses: 1, closed: true })))
      for (const { text } of answers) expect(text).not.toContain('access_token')
    })

    test('TOKEN-15: the same request with clean framing is answered', async () => {
      const { message, length, body, chunked } = request()
      const clean = [
        message([length, 'Connection: close'], body),
        message(['Transfer-Encoding: chunked', 'Connection: close'], chunked),
      ]
      for (const bytes of clean) expect((await sendRaw(at().origin, [bytes])).status).toBe(200)
    })

    test('AUTHZ-22: a request line with malformed percent-encoding or controls is 400 or 404, never 5xx', async () => {
      const { pathname } = new URL(kit.target.issuer)
      const paths = [
        `${pathname}/oauth2/v1/auth?client_id=%`,
        `/%`,
        `/%ff/oauth2/v1/auth`,
        `${pathname}%00/oauth2/v1/token`,
        '/%2e%2e/%2e%2e/etc/passwd',
      ]
      for (const path of [
        ...paths,
        `${pathname}/oauth2/v1/auth?a=\u0001`,
        `//${at().host}/x`,
        'http://evil.example/acme',
        '*',
      ])
        for (const method of ['GET', 'POST']) {
          const bytes = `${method} ${path} HTTP/1.1\r\nHost: ${at().host}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`
          const { status } = await sendRaw(at().origin, [bytes])
          expect(status, `${method} ${path}`).toBeGreaterThanOrEqual(400)
          expect(status, `${method} ${path}`).toBeLessThan(500)
        }
    })

    test('TOKEN-16: a chunked body of 10 MB is 413 long before it has been sent', async () => {
      let sent = 0
      let sentBeforeAnswer = Number.POSITIVE_INFINITY
      const chunk = `4000\r\n${'a'.repeat(0x4000)}\r\n`
      async function* bytes() {
        yield request().message(['Transfer-Encoding: chunked'], '')
        while (sent < wholeBody) {
          sent += 0x4000
          yield chunk
          await wait(4)
        }
        yield '0\r\n\r\n'
      }
      const onAnswer = () => (sentBeforeAnswer = sent)
      const answer = await sendRaw(at().origin, bytes(), { waitMilliseconds: 4500, onAnswer })
      expect(answer).toMatchObject({ status: 413, closed: true })
      expect(sentBeforeAnswer).toBeLessThan(512 * 1024)
      expect(sent).toBeLessThan(wholeBody)
    })
  })
}
