import { setTimeout as delay } from 'node:timers/promises'
import { jsonOf, resultOf, type Exchange, type Visitor } from '@identity-hub/contract-tests/visitor'
import { pauseServer, resumeServer, type OwnServer } from '@identity-hub/storage/testing'
import { describe, expect, test } from 'vitest'
import type { ContractHub } from '../contract-target.ts'
import { present } from './present.ts'

const PROMISED_MILLISECONDS = 2_000
const RECOVERY_MILLISECONDS = 5_000
const AT_ONCE = 20

export function pausedDatabase({ target, hubs }: ContractHub, visitor: Visitor, { own }: { own: OwnServer }): void {
  const client = target.clients.firstParty

  describe('A database that answers nothing', () => {
    test('is a 503 within two seconds, metadata goes on, and all is well within five seconds of its return', async () => {
      const metadata = () => visitor.send({ url: visitor.url('getAuthorizationServerMetadata') })
      // Each replica, once.
      for (const { status } of await Promise.all(hubs.addresses.map(metadata))) expect(status).toBe(200)
      const before = await visitor.obtainTokens(client)
      const codes = []
      for (let count = 0; count < AT_ONCE; count += 1) codes.push(await visitor.obtainCode(client))
      const first = present(codes[0])

      const underWay = Promise.all(codes.map((code) => visitor.redeem(code)))
      pauseServer(own)
      try {
        const early = await underWay
        for (const answer of early.filter(({ status }) => status !== 200)) expectOutage(answer)
        const [page, documents, health, ...answers] = await Promise.all([
          visitor.newBrowser().get(visitor.authorizationUrl(client)),
          Promise.all(hubs.addresses.map(metadata)),
          Promise.all(hubs.addresses.map(healthOf)),
          visitor.redeem(first),
          visitor.refresh(client, before.refreshToken),
          visitor.identity(before.accessToken),
          visitor.clientCredentials(target.clients.clientCredentials),
        ])
        for (const answer of answers) expectOutage(answer)
        expect(page.status).toBe(503)
        expect(page.headers.get('content-type')).toMatch(/^text\/html/)
        expect(Number(page.headers.get('retry-after'))).toBeGreaterThan(0)
        for (const { status, durationMilliseconds } of documents) {
          expect(status).toBe(200)
          expect(durationMilliseconds).toBeLessThan(PROMISED_MILLISECONDS)
        }
        expect(health).toEqual(hubs.addresses.map(() => ({ live: 200, ready: 503 })))
      } finally {
        resumeServer(own)
      }

      const since = performance.now()
      for (const address of hubs.addresses)
        while ((await healthOf(address)).ready !== 200) {
          expect(performance.now() - since).toBeLessThan(RECOVERY_MILLISECONDS)
          await delay(50)
        }
      expect(await visitor.isAlive(before.accessToken)).toBe(true)
      expect((await visitor.refresh(client, before.refreshToken)).status).toBe(200)
      // A code that was answered with an outage was not used, or it was, and nobody has its tokens; it never works twice.
      const caught = await underWay
      for (const [index, code] of codes.entries()) {
        const results = [caught[index], await visitor.redeem(code), await visitor.redeem(code)].map((answer) =>
          resultOf(present(answer)),
        )
        expect(results.filter((result) => result === '200').length).toBeLessThanOrEqual(1)
        expect(results.at(-1)).toBe('400 invalid_grant')
      }
      expect((await visitor.obtainTokens(client)).exchange.status).toBe(200)
    })
  })
}

function expectOutage(exchange: Exchange): void {
  expect({ status: exchange.status, body: jsonOf(exchange) }).toEqual({
    status: 503,
    body: { error: 'temporarily_unavailable' },
  })
  expect(Number(exchange.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(exchange.durationMilliseconds).toBeLessThan(PROMISED_MILLISECONDS)
}

async function healthOf(address: string) {
  const [live, ready] = await Promise.all(['live', 'ready'].map((path) => fetch(`${address}/health/${path}`)))
  return { live: live?.status, ready: ready?.status }
}
