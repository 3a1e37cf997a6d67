import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { authentication } from './flow/client-authentication.ts'
import { sendRaw } from './http/raw.ts'
import type { Kit } from './kit.ts'

const wholeBody = 10 * 1024 * 1024

export function messageFraming(kit: Kit): void {
  const url = new URL(kit.url('issueToken'))
  const { Authorization } = authentication(kit.target.clients.clientCredentials).headers
  const head = [
    `POST ${url.pathname} HTTP/1.1`,
    `Host: ${url.host}`,
    `Authorization: ${Authorization}`,
    'Content-Type: application/x-www-form-urlencoded',
  ]
  const body = 'grant_type=client_credentials'
  const length = `Content-Length: ${body.length}`
  const chunked = `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`
  const smuggled = 'GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n'
  const message = (headers: readonly string[], content: string) =>
    `${[...head, ...headers].join('\r\n')}\r\n\r\n${content}`

  const ambiguous: Record<string, string> = {
    'Content-Length beside Transfer-Encoding': message([length, 'Transfer-Encoding: chunked'], chunked),
    'Transfer-Encoding before Content-Length': message(
      ['Transfer-Encoding: chunked', 'Content-Length: 4'],
      chunked + smuggled,
    ),
    'two different Content-Length headers': message([length, 'Content-Length: 1'], body),
    'a list of different lengths': message([`${length}, 1`], body),
    'a negative length': message(['Content-Length: -1'], body),
    'a length with a sign': message([`Content-Length: +${body.length}`], body),
    'a length in hexadecimal': message(['Content-Length: 0x1d'], body),
    'an unknown Transfer-Encoding': message(['Transfer-Encoding: chunked, identity'], chunked),
    'a misspelt Transfer-Encoding': message(['Transfer-Encoding: xchunked'], chunked),
    'two Transfer-Encoding headers': message(['Transfer-Encoding: chunked', 'Transfer-Encoding: identity'], chunked),
    'a space before the colon': message([`Content-Length : ${body.length}`], body),
    'a folded header': message(
      [`X-Folded: a\r\n b: c\r\n${length}`.replace('\r\n b', '\n\tb'), 'Transfer-Encoding: chunked'],
      chunked,
    ),
    'bare line feeds': message([length], body).replaceAll('\r\n', '\n'),
    'a bare line feed in the headers': message([`X-A: b\n${length}`], body),
    'a bare carriage return': message([`X-A: b\r${length}`], body),
    'a NUL in a header': message([length, 'X-A: b\0c'], body),
    'a bad chunk size': message(['Transfer-Encoding: chunked'], `zz\r\n${body}\r\n0\r\n\r\n`),
    'a chunk with a bare line feed': message(['Transfer-Encoding: chunked'], chunked.replaceAll('\r\n', '\n')),
  }

  describe('Message framing, RFC 9112', () => {
    test(`TOKEN-15: ambiguous framing is 400 and the connection is closed (${Object.keys(ambiguous).length} ways)`, async () => {
      const answers = await Promise.all(
        Object.entries(ambiguous).map(async ([name, bytes]) => ({ name, ...(await sendRaw(url.origin, [bytes])) })),
      )
      const seen = answers.map(({ name, status, responses, closed }) => ({ name, status, responses, closed }))
      expect(seen).toEqual(Object.keys(ambiguous).map((name) => ({ name, status: 400, responses: 1, closed: true })))
      for (const { text } of answers) expect(text).not.toContain('access_token')
    })

    test('TOKEN-15: the same request with clean framing is answered', async () => {
      const clean = [
        message([length, 'Connection: close'], body),
        message(['Transfer-Encoding: chunked', 'Connection: close'], chunked),
      ]
      for (const bytes of clean) expect((await sendRaw(url.origin, [bytes])).status).toBe(200)
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
        `//${url.host}/x`,
        'http://evil.example/acme',
        '*',
      ])
        for (const method of ['GET', 'POST']) {
          const bytes = `${method} ${path} HTTP/1.1\r\nHost: ${url.host}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`
          const { status } = await sendRaw(url.origin, [bytes])
          expect(status, `${method} ${path}`).toBeGreaterThanOrEqual(400)
          expect(status, `${method} ${path}`).toBeLessThan(500)
        }
    })

    test('TOKEN-16: a chunked body of 10 MB is 413 long before it has been sent', async () => {
      let sent = 0
      let sentBeforeAnswer = Number.POSITIVE_INFINITY
      const chunk = `4000\r\n${'a'.repeat(0x4000)}\r\n`
      async function* bytes() {
        yield message(['Transfer-Encoding: chunked'], '')
        while (sent < wholeBody) {
          sent += 0x4000
          yield chunk
          await wait(4)
        }
        yield '0\r\n\r\n'
      }
      const onAnswer = () => (sentBeforeAnswer = sent)
      const answer = await sendRaw(url.origin, bytes(), { waitMilliseconds: 4500, onAnswer })
      expect(answer).toMatchObject({ status: 413, closed: true })
      expect(sentBeforeAnswer).toBeLessThan(512 * 1024)
      expect(sent).toBeLessThan(wholeBody)
    })
  })
}
