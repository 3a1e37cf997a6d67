import { describe, expect, test } from 'vitest'
import { send } from './http/send.ts'
import type { Kit } from './kit.ts'

const requests = 1500

/** A small generator of numbers that a seed repeats (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const names = [
  'grant_type',
  'code',
  'client_id',
  'client_secret',
  'redirect_uri',
  'scope',
  'state',
  'response_type',
  'prompt',
  'max_age',
  'code_verifier',
  'code_challenge',
  'refresh_token',
  'resource',
  'nonce',
  'ui_locales',
  'x',
]
const values = [
  '',
  'a',
  'code',
  'authorization_code',
  'refresh_token',
  'client_credentials',
  'none',
  '-1',
  '1e309',
  '%00',
  '%ff',
  '%',
  '%f0%9f%92%a9',
  'a'.repeat(600),
  '..%2f',
  '{"a":1}',
  "'%22--",
  '%0d%0a',
  '[object Object]',
  '__proto__',
]
const contentTypes = [
  'application/x-www-form-urlencoded',
  'application/json',
  'multipart/form-data',
  'text/plain; charset=utf-16',
  '',
  ';',
  'application/x-www-form-urlencoded; charset=latin1',
]
const authorizations = [
  '',
  'Basic',
  'Basic Og==',
  'Basic YTpi',
  'Bearer',
  'Bearer a.b.c',
  'Bearer at_x',
  'Digest x',
  ',',
  'Basic ====',
  'Bearer \t',
]
const methods = ['GET', 'POST', 'HEAD', 'PUT', 'OPTIONS', 'DELETE', 'PATCH']

export function randomRequests(kit: Kit): void {
  const seed = Number(process.env['CONTRACT_SEED'] ?? Date.now() % 1_000_000_000)
  const known = Object.values(kit.target.clients).map(({ clientId }) => clientId)

  describe('Random requests', () => {
    test(`OPS-06: ${requests} malformed requests give no 5xx and no answer later than two seconds (CONTRACT_SEED=${seed})`, async () => {
      const random = seededRandom(seed)
      const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T
      const paths = [
        ...kit.document.operations.map(({ operationId }) => kit.url(operationId)),
        `${kit.target.issuer}/sign-out`,
        `${kit.target.issuer}/change-password`,
        `${kit.target.issuer}/nothing`,
      ]
      const parameter = () =>
        random() < 0.1 ? `client_id=${pick(known)}` : `${pick(names)}${pick(['=', '=', '=', '==', ''])}${pick(values)}`
      const form = () =>
        Array.from({ length: Math.floor(random() * 9) }, () => parameter()).join(pick(['&', '&', '&&', ';']))
      const request = () => {
        const method = pick(methods)
        const withBody = method !== 'GET' && method !== 'HEAD'
        return {
          method,
          url: `${pick(paths)}${pick(['', '', '/', '//', '/x', '%2f'])}${random() < 0.6 ? `?${form()}` : ''}`,
          headers: {
            'Content-Type': pick(contentTypes),
            Authorization: pick(authorizations),
            Cookie: pick(['', 'a', '=', `${'a'.repeat(200)}=b`, 'a="b; c=%']),
            Origin: pick(['', 'null', 'https://evil.example', 'x y']),
            'Accept-Language': pick(['', '*', 'nl;q=x', 'a'.repeat(300), 'en-GB,en;q=0.5']),
          },
          ...(withBody && { body: form() }),
        }
      }
      for (let batch = 0; batch < requests / 50; batch += 1) {
        const sent = Array.from({ length: 50 }, request)
        const answers = await Promise.all(sent.map((options) => kit.transcript.sendMadeUp(options)))
        const bad = answers.filter(({ status, durationMilliseconds }) => status >= 500 || durationMilliseconds > 2000)
        expect(
          bad.map(({ status, request: { method, url, body } }) => ({ status, method, url: url.href, body })),
        ).toEqual([])
      }
      expect((await send({ url: kit.url('getAuthorizationServerMetadata') })).status).toBe(200)
    })
  })
}
