import { describe, expect, test } from 'vitest'
import { startFurnishedHub, type FurnishedHub } from './furnished-hub.ts'
import { sendRaw } from './send-raw.ts'

const REQUEST_ID = /\r\nX-Request-Id: ([0-9a-z]{26})\r\n/i

/** The head of a token request, with what a case adds to it, and a body that asks for an app token. */
function tokenRequest(lines: readonly string[]): string {
  const body = 'grant_type=client_credentials'
  const usual = [
    'Content-Type: application/x-www-form-urlencoded',
    `Content-Length: ${body.length}`,
    'Connection: close',
  ]
  return ['POST /acme/oauth2/v1/token HTTP/1.1', ...lines, ...usual, '', body].join('\r\n')
}

const apiRequest = (lines: readonly string[]): string =>
  ['GET /acme/api/identity/v1 HTTP/1.1', 'Host: x', ...lines, 'Connection: close', '', ''].join('\r\n')

async function furnish(): Promise<{ hub: FurnishedHub; basic: string }> {
  const hub = await startFurnishedHub()
  const words = 'client create --tenant acme --name Own --type confidential --scope profile'.split(' ')
  const made = await hub.command.must([...words, '--grant-type', 'client_credentials'])
  const pair = `${String(made['client_id'])}:${String(made['client_secret'])}`
  return { hub, basic: `Authorization: Basic ${Buffer.from(pair).toString('base64')}` }
}

describe('What no HTTP library sends', () => {
  test('is refused, and each refusal has a request id that stands in the log', async () => {
    const { hub, basic } = await furnish()
    const host = `Host: ${new URL(hub.origin).host}`
    expect((await sendRaw(hub.origin, tokenRequest([host, basic]))).status).toBe(200)
    const nobody = 'Authorization: Basic YTpi'
    const cases: [string, number, string][] = [
      ['CAUTH-03: two Authorization headers, the right one first', 400, tokenRequest([host, basic, nobody])],
      ['two Authorization headers, the right one last', 400, tokenRequest([host, nobody, basic])],
      ['the same Authorization header twice', 400, tokenRequest([host, basic, basic])],
      ['a second one of another scheme', 400, tokenRequest([host, basic, 'Authorization: Bearer at_x'])],
      ['TOKEN-15: no Host', 400, tokenRequest([basic])],
      ['two Host headers', 400, tokenRequest([host, 'Host: evil.example', basic])],
      ['an expectation that nobody knows', 417, tokenRequest([host, 'Expect: 200-ok', basic])],
      ['two content types', 415, tokenRequest([host, 'Content-Type: text/plain', basic])],
      ['TOKEN-15: a length and chunks', 400, tokenRequest([host, basic, 'Transfer-Encoding: chunked'])],
      ['a bare line feed', 400, tokenRequest([host, basic]).replaceAll('\r\n', '\n')],
      ['headers of 64 kB', 431, tokenRequest([host, `X-Long: ${'a'.repeat(65_536)}`])],
      ['no HTTP at all', 400, 'SSH-2.0-OpenSSH_9.9\r\n\r\n'],
    ]
    const seen = await Promise.all(
      cases.map(async ([name, , bytes]) => {
        const { status, head, body } = await sendRaw(hub.origin, bytes)
        const requestId = REQUEST_ID.exec(head)?.[1] ?? 'none'
        return { name, status, hasToken: body.includes('access_token'), requestId }
      }),
    )
    expect(seen.map(({ name, status, hasToken }) => [name, status, hasToken])).toEqual(
      cases.map(([name, status]) => [name, status, false]),
    )
    const log = () => hub.process().lines.join('\n')
    await expect.poll(() => seen.filter(({ requestId }) => !log().includes(requestId)), { timeout: 5_000 }).toEqual([])
    expect(new Set(seen.map(({ requestId }) => requestId)).size).toBe(cases.length)
  })

  test('BEAR-04: two access tokens in two headers are an invalid request', async () => {
    const { hub } = await furnish()
    const answer = await sendRaw(hub.origin, apiRequest(['Authorization: Bearer at_x', 'Authorization: Bearer at_y']))
    expect(answer.status).toBe(400)
    expect(answer.body).toContain('invalid_request')
    expect((await sendRaw(hub.origin, apiRequest(['Authorization: Bearer at_x']))).status).toBe(401)
  })

  test('HTTP/1.0 needs no Host', async () => {
    const { hub } = await furnish()
    expect((await sendRaw(hub.origin, 'GET /health/live HTTP/1.0\r\n\r\n')).status).toBe(200)
  })
})
