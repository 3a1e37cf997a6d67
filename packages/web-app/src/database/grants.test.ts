import { join } from 'node:path'
import type { TokenSet } from '@identity-hub/client'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { openSignIns, type SignIns } from '../testing/open-sign-ins.ts'

const now = Date.UTC(2030, 0, 1)
const first: TokenSet = {
  grantId: 'g1',
  version: 1,
  accessToken: 'at_1',
  issuedAt: now,
  expiresAt: now + 3_600_000,
  refreshToken: 'rt_1',
  scope: 'profile',
}
const second: TokenSet = { ...first, version: 2, accessToken: 'at_2', refreshToken: 'rt_2' }
const ada = { identityId: 'ada', displayName: 'Ada', userName: 'ada@example.org', disabled: false }

function open(options: { path?: string; issuer?: string; clientId?: string } = {}): SignIns {
  return openSignIns({ path: join(temporaryFolder(), 'app.sqlite'), now, ...options })
}

const eventsOf = ({ history }: SignIns): string[] => history.map(({ event }) => event)

test('tokens come back as they were saved, version by version', async () => {
  const { store } = open().grants
  expect(await store.load('g1')).toBeUndefined()
  expect(await store.save(first)).toBe('saved')
  expect(await store.load('g1')).toEqual(first)
  expect(await store.save(second)).toBe('saved')
  expect(await store.load('g1')).toEqual(second)
})

test('a save that is not the next version is a conflict, and leaves nothing behind', async () => {
  const storage = open()
  const { store } = storage.grants
  expect(await store.save(second)).toBe('conflict')
  await store.save(first)
  expect(await store.save(first)).toBe('conflict')
  expect(await store.save({ ...second, version: 3 })).toBe('conflict')
  expect(await store.load('g1')).toEqual(first)
  expect(eventsOf(storage)).toEqual(['signed-in'])
})

test('of two processes that save the same version one wins', async () => {
  const path = join(temporaryFolder(), 'app.sqlite')
  const [one, two] = [open({ path }), open({ path })]
  await one.grants.store.save(first)
  const outcomes = [
    await one.grants.store.save(second),
    await two.grants.store.save({ ...second, accessToken: 'at_other' }),
  ]
  expect(outcomes).toEqual(['saved', 'conflict'])
  expect(await two.grants.store.load('g1')).toEqual(second)
})

test('an end erases the tokens, holds for good, and only for its version', async () => {
  const storage = open()
  const { store } = storage.grants
  await store.save(first)
  await store.save(second)
  const end = { grantId: 'g1', version: 1, reason: 'invalid_grant', endedAt: now, requestId: 'r1' } as const
  expect(await store.end(end)).toBe('conflict')
  expect(await store.end({ ...end, version: 2 })).toBe('ended')
  expect(await store.end({ ...end, version: 2 })).toBe('conflict')
  expect(await store.load('g1')).toBeUndefined()
  expect(await store.save({ ...second, version: 3 })).toBe('conflict')
  expect(await store.save(first)).toBe('conflict')
  expect(storage.grants.find('g1')?.end).toEqual({ at: now, reason: 'invalid_grant' })
  expect(storage.history[0]).toEqual({ event: 'stopped', reason: 'invalid_grant', requestId: 'r1', at: now })
  expect(eventsOf(storage)).toEqual(['stopped', 'refreshed', 'signed-in'])
})

test('a grant of another hub or another client is neither seen nor used', async () => {
  const path = join(temporaryFolder(), 'app.sqlite')
  await open({ path }).grants.store.save(first)
  for (const other of [open({ path, issuer: 'https://evil.example/acme' }), open({ path, clientId: 'other' })]) {
    expect(await other.grants.store.load('g1')).toBeUndefined()
    expect(await other.grants.store.save(second)).toBe('conflict')
    expect(other.grants.find('g1')).toBeUndefined()
    expect(other.grants.living()).toEqual([])
    expect(other.grants.ofSamePerson('g1')).toEqual([])
    expect(other.grants.end('g1', 'signed-out', now)).toBe(false)
  }
  expect(open({ path }).grants.living()).toEqual(['g1'])
})

test('nobody is the same person as somebody whom the hub has not named yet', async () => {
  const { grants } = open()
  for (const grantId of ['g1', 'g2', 'g3']) await grants.store.save({ ...first, grantId })
  expect(grants.ofSamePerson('g1').map(({ id }) => id)).toEqual(['g1'])
  grants.rememberIdentity('g1', ada)
  grants.rememberIdentity('g2', ada)
  expect(grants.ofSamePerson('g1').map(({ id }) => id)).toEqual(['g1', 'g2'])
  expect(grants.ofSamePerson('g3').map(({ id }) => id)).toEqual(['g3'])
  expect(grants.find('g1')?.identity).toEqual(ada)
})

test('a grant that no browser holds is ended after a while, and forgotten long after', async () => {
  const storage = open()
  await storage.grants.store.save(first)
  await storage.grants.store.save({ ...first, grantId: 'g2' })
  storage.sessions.begin('g2', now)
  storage.purge(now + 60_000)
  expect(storage.grants.living()).toEqual(['g1', 'g2'])
  storage.purge(now + 11 * 60_000)
  expect(storage.grants.living()).toEqual(['g2'])
  expect(storage.grants.find('g1')?.end?.reason).toBe('session-expired')
  storage.purge(now + 91 * 86_400_000)
  expect(storage.grants.find('g1')).toBeUndefined()
})
