import { randomBytes } from 'node:crypto'
import { createVisitor, resultOf, send, sendInTurn, tokensOf } from '@identity-hub/contract-tests/visitor'
import { openProxy, type Proxy, type Verdict } from '@identity-hub/storage/testing'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { ContractHub } from '../contract-target.ts'
import { startHubProcess } from '../hub-process.ts'

const PROMISED_MILLISECONDS = 2_000

/** A network that cuts connections just when a write was sent, or just before. */
export function lostAnswers({ target, hubs }: ContractHub, databaseUrl: string): void {
  const client = target.clients.firstParty

  /** A hub that reaches the database through a network of its own. */
  async function startBehindProxy() {
    const proxy = await openProxy(databaseUrl)
    onTestFinished(() => proxy.close())
    const hub = await startHubProcess({
      HUB_DATABASE_URL: proxy.url,
      HUB_PORT: '0',
      HUB_ORIGIN: hubs.origin,
      HUB_KEYS: `test:${randomBytes(32).toString('base64url')}`,
    })
    onTestFinished(() => hub.kill())
    return { proxy, visitor: createVisitor(target, { send: sendInTurn(send, hubs.origin, [hub.address]) }) }
  }

  describe('A connection to the database that is cut', () => {
    test.each(['cut-after', 'cut-before'] as const)(
      '%s: exchange and refresh are answered as they happened, or as an outage, within two seconds, and never twice',
      async (verdict) => {
        const { proxy, visitor } = await startBehindProxy()
        const authorization = await visitor.obtainCode(client)
        strikeWrites(proxy, verdict)
        const exchanged = await visitor.redeem(authorization)
        expect(exchanged.durationMilliseconds).toBeLessThan(PROMISED_MILLISECONDS)
        const tokens = tokensOf(exchanged)
        strikeWrites(proxy, verdict)
        const refreshed = await visitor.refresh(client, tokens.refreshToken)
        expect(refreshed.durationMilliseconds).toBeLessThan(PROMISED_MILLISECONDS)
        const next = tokensOf(refreshed)
        for (const { accessToken } of [tokens, next]) expect(await visitor.isAlive(accessToken)).toBe(true)
        expect(tokensOf(await visitor.refresh(client, tokens.refreshToken)).refreshToken).toBe(next.refreshToken)
        expect(resultOf(await visitor.refresh(client, next.refreshToken))).toBe('200')
        expect(resultOf(await visitor.redeem(authorization))).toBe('400 invalid_grant')
        expect(await visitor.isAlive(next.accessToken)).toBe(false)
      },
    )

    test('and the network stays away: a 503 within two seconds, and the code never has two sets of tokens', async () => {
      const { proxy, visitor } = await startBehindProxy()
      const authorization = await visitor.obtainCode(client)
      strikeWrites(proxy, 'cut-after', () => {
        proxy.isClosed = true
      })
      const lost = await visitor.redeem(authorization)
      expect(resultOf(lost)).toBe('503 temporarily_unavailable')
      expect(Number(lost.headers.get('retry-after'))).toBeGreaterThan(0)
      expect(lost.durationMilliseconds).toBeLessThan(PROMISED_MILLISECONDS)
      proxy.isClosed = false
      await expect.poll(async () => (await visitor.send({ url: visitor.url('authorize') })).status).not.toBe(503)
      // It did happen, and whoever has the code has no tokens: a replay, which ends them.
      expect(resultOf(await visitor.redeem(authorization))).toBe('400 invalid_grant')
    })
  })
}

/** Once, to the first message that issues tokens: it writes the event that tells of it, too. */
function strikeWrites(proxy: Proxy, verdict: Verdict, also: () => void = () => {}): void {
  proxy.judge = (bytes) => {
    if (!bytes.includes('token.issued') && !bytes.includes('token.refreshed')) return 'pass'
    proxy.judge = () => 'pass'
    also()
    return verdict
  }
}
