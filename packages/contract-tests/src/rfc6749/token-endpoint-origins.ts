import { describe, test } from '../run/cases.ts'
import { expect } from '../run/expect.ts'
import type { Kit } from '../kit.ts'

const readable = (headers: Headers) => headers.get('access-control-allow-origin')

export function crossOrigin(kit: Kit): void {
  const { target } = kit
  const { clients } = target
  const operations = ['issueToken', 'getIdentity'] as const
  const method = { issueToken: 'POST', getIdentity: 'GET' }

  const preflight = (operation: (typeof operations)[number], origin: string) =>
    kit.send({
      method: 'OPTIONS',
      url: kit.url(operation),
      headers: {
        Origin: origin,
        'Access-Control-Request-Method': method[operation],
        'Access-Control-Request-Headers': operation === 'getIdentity' ? 'authorization' : 'content-type',
      },
    })

  describe('Cross-origin requests, OAuth 2.1 §3.2', () => {
    test('TOKEN-14: a preflight from a registered origin succeeds, without credentials', async () => {
      for (const operation of operations) {
        const { status, headers } = await preflight(operation, target.allowedOrigin)
        expect([200, 204], operation).toContain(status)
        expect(readable(headers), operation).toBe(target.allowedOrigin)
        expect(headers.get('access-control-allow-methods') ?? '', operation).toContain(method[operation])
        expect(headers.has('access-control-allow-credentials'), operation).toBe(false)
        expect(headers.get('vary') ?? '', operation).toMatch(/\borigin\b/i)
      }
      expect(
        (await preflight('getIdentity', target.allowedOrigin)).headers.get('access-control-allow-headers'),
      ).toMatch(/authorization/i)
    })

    test('TOKEN-14: no other origin may read anything', async () => {
      const near = [
        target.allowedOrigin.replace('https:', 'http:'),
        `${target.allowedOrigin}:8443`,
        target.allowedOrigin.toUpperCase(),
        `${target.allowedOrigin}.evil.example`,
      ]
      for (const origin of [...near, 'https://evil.example', 'null', target.allowedOrigin.replace('://', '://evil.')])
        for (const operation of operations) {
          const { headers } = await preflight(operation, origin)
          expect(readable(headers), `${operation} from ${origin}`).toBeNull()
          expect(headers.has('access-control-allow-methods')).toBe(false)
        }
    })

    test('TOKEN-14: the responses themselves follow the same rule, errors included', async () => {
      const authorization = await kit.obtainCode(clients.corsClient)
      const own = await kit.redeem(authorization, {}, { headers: { Origin: target.allowedOrigin } })
      expect(own.status).toBe(200)
      expect(readable(own.headers)).toBe(target.allowedOrigin)
      const refused = await kit.redeem(
        authorization,
        { code: 'unknown' },
        { headers: { Origin: target.allowedOrigin } },
      )
      expect(refused.status).toBe(400)
      expect(readable(refused.headers)).toBe(target.allowedOrigin)
      const foreign = await kit.redeem(
        authorization,
        { code: 'unknown' },
        { headers: { Origin: 'https://evil.example' } },
      )
      expect(readable(foreign.headers)).toBeNull()
      expect(own.headers.has('access-control-allow-credentials')).toBe(false)
    })

    test('TOKEN-14: a registered origin can read why a token was refused', async () => {
      const headers = { Authorization: 'Bearer unknown', Origin: target.allowedOrigin }
      const answer = await kit.send({ url: kit.url('getIdentity'), headers })
      expect(answer.status).toBe(401)
      expect(readable(answer.headers)).toBe(target.allowedOrigin)
      expect(answer.headers.get('access-control-expose-headers')).toMatch(/www-authenticate/i)
    })
  })
}
