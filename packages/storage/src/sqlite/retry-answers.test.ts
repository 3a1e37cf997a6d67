import { expect, onTestFinished, test } from 'vitest'
import { openStorage } from '../index.ts'
import { HOUR, SECOND, START } from '../suite/fixtures.ts'
import { authorizeAndExchange, rotate } from '../suite/tokens.ts'
import { populate } from '../suite/world.ts'
import { openConnection } from './connection.ts'
import { temporaryFolder } from './testing/temporary-folder.ts'

async function openAnswers() {
  const path = `${await temporaryFolder()}/hub.sqlite`
  const storage = await openStorage(`sqlite:${path}`)
  const beside = openConnection(path)
  onTestFinished(async () => {
    beside.close()
    await storage.close()
  })
  const world = await populate(storage)
  const { refreshToken, fence } = await authorizeAndExchange(world)
  const first = await rotate(world.tenant, refreshToken, fence)
  const kept = () => beside.all<{ token_id: string }>('SELECT token_id FROM retry_answers').map((row) => row.token_id)
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
