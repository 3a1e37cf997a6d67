import { join } from 'node:path'
import type { TokenSet } from '@identity-hub/client'
import { temporaryFolder } from '@identity-hub/web-app/testing'
import { expect, onTestFinished, test } from 'vitest'
import { openStorage } from './storage.ts'

const now = Date.UTC(2030, 0, 1)
const tokens: TokenSet = {
  grantId: 'g1',
  version: 1,
  accessToken: 'at_1',
  issuedAt: now,
  expiresAt: now + 3_600_000,
  refreshToken: 'rt_1',
  scope: 'profile',
}
const acme = 'http://localhost:4000/acme'

function open(path = join(temporaryFolder(), 'admin.sqlite')) {
  const storage = openStorage({ path, key: Buffer.alloc(32, 7), clientId: 'hub-admin', clock: () => now })
  onTestFinished(() => storage.close())
  return storage
}

test('a grant is seen under its own tenant only', async () => {
  const storage = open()
  await storage.grantsOf(acme).store.save(tokens)
  expect(storage.grantsOf(acme).find('g1')).toBeDefined()
  expect(storage.grantsOf('http://localhost:4000/hub').find('g1')).toBeUndefined()
})

test('tokens that no browser can reach any more are erased, also those of a tenant that nobody has asked for', async () => {
  const path = join(temporaryFolder(), 'admin.sqlite')
  await open(path).grantsOf(acme).store.save(tokens)
  const again = open(path)
  again.purge(now + 11 * 60_000)
  expect(again.grantsOf(acme).find('g1')?.end).toMatchObject({ reason: 'session-expired' })
  expect(await again.grantsOf(acme).store.load('g1')).toBeUndefined()
})

test('tenants that are asked for in great numbers are forgotten again, and their grants are not', async () => {
  const storage = open()
  const first = storage.grantsOf(acme)
  await first.store.save(tokens)
  for (let index = 0; index < 1_000; index += 1) storage.grantsOf(`http://localhost:4000/t${index}`)
  expect(storage.grantsOf(acme)).not.toBe(first)
  expect(await storage.grantsOf(acme).store.load('g1')).toEqual(tokens)
})
