import { expect, onTestFinished, test } from 'vitest'
import { openStorage } from '../index.ts'
import { DAY, HOUR, SECOND, START } from '../suite/fixtures.ts'
import { authorize, authorizeAndExchange, exchange, rotate } from '../suite/tokens.ts'
import { populate } from '../suite/world.ts'
import { openConnection } from './connection.ts'
import { temporaryFolder } from './testing/temporary-folder.ts'

async function openBeside() {
  const path = `${await temporaryFolder()}/hub.sqlite`
  const storage = await openStorage(`sqlite:${path}`)
  const beside = openConnection(path)
  onTestFinished(async () => {
    beside.close()
    await storage.close()
  })
  return { ...(await populate(storage)), beside }
}

async function openAnswers() {
  const { beside, ...world } = await openBeside()
  const { refreshToken, fence } = await authorizeAndExchange(world)
  const first = await rotate(world.tenant, refreshToken, fence)
  const kept = () =>
    beside.all<{ id: string }>('SELECT id FROM issued_tokens WHERE retry_answer IS NOT NULL').map((row) => row.id)
  expect(kept()).toEqual([first.refreshToken.id])
  return { ...world, fence, first, kept }
}

test('an answer is erased when the token that it hands out is used', async () => {
  const { tenant, first, fence, kept } = await openAnswers()
  const second = await rotate(tenant, first.refreshToken, fence, { now: START + SECOND })
  expect(kept()).toEqual([second.refreshToken.id])
  await rotate(tenant, second.refreshToken, fence, { now: START + SECOND, retryWindowSeconds: 0 })
  expect(kept()).toEqual([])
})

test('an answer is erased when its grant is revoked', async () => {
  const { tenant, fence, kept } = await openAnswers()
  await tenant.revokeGrant({ grantId: fence.grantId, reason: 'revoked_by_client', now: START })
  expect(kept()).toEqual([])
})

test('an answer is erased when its window has ended', async () => {
  const { hub, kept } = await openAnswers()
  await hub.purge({ now: START + HOUR, limit: 10 })
  expect(kept()).toEqual([])
})

test('of what has ended, no more is left than a replay needs', async () => {
  const { beside, ...world } = await openBeside()
  const { refreshToken } = await authorizeAndExchange(world)
  const purge = (now: number) => world.hub.purge({ now, limit: 10 })
  const tokens = () =>
    beside.one<object>('SELECT id, access_token_hash, scopes, request_hash, retry_answer FROM issued_tokens')
  await purge(START + 2 * HOUR)
  const nothing = { access_token_hash: null, scopes: null, request_hash: null, retry_answer: null }
  expect(tokens()).toEqual({ id: refreshToken.id, ...nothing })
  expect(await world.tenant.findRefreshToken(refreshToken.id)).toMatchObject({ outcome: 'found' })
  const code = () => beside.one<object>('SELECT code_hash, redirect_uri, code_challenge, nonce FROM grants')
  expect(code()).not.toMatchObject({ code_hash: null })
  await purge(START + 2 * DAY)
  expect(code()).toEqual({ code_hash: null, redirect_uri: null, code_challenge: null, nonce: null })
})

test('an exchange and a refresh write no page of grants that was not there', async () => {
  const { beside, ...world } = await openBeside()
  const codes = await Promise.all(Array.from({ length: 100 }, () => authorize(world)))
  const pages = () => beside.one<{ pages: number }>("SELECT count(*) AS pages FROM dbstat WHERE name = 'grants'")?.pages
  const before = pages()
  expect(before).toBeGreaterThan(5)
  for (const code of codes) {
    const { refreshToken } = await exchange(world.tenant, code)
    expect((await rotate(world.tenant, refreshToken, code.fence)).outcome).toBe('rotated')
  }
  expect(pages()).toBe(before)
})
