import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { openSignIns, type SignIns } from '../testing/open-sign-ins.ts'

const now = Date.UTC(2030, 0, 1)
const day = 86_400_000

async function open(): Promise<{ storage: SignIns; path: string }> {
  const path = join(temporaryFolder(), 'app.sqlite')
  const storage = openSignIns({ path, now })
  const tokens = { version: 1, accessToken: 'at', issuedAt: now, expiresAt: now, scope: '' }
  await storage.grants.store.save({ ...tokens, grantId: 'g1' })
  return { storage, path }
}

test('a session is found by its cookie, of which only a hash is kept', async () => {
  const { storage, path } = await open()
  const cookie = storage.sessions.begin('g1', now)
  expect(cookie).toMatch(/^[\w-]{43}$/)
  expect(storage.sessions.find(cookie, now)).toEqual({ grantId: 'g1', isRenewed: false })
  expect(storage.sessions.find(`${cookie}x`, now)).toBeUndefined()
  expect(readFileSync(`${path}-wal`, 'latin1')).not.toContain(cookie)
  storage.sessions.end(cookie)
  expect(storage.sessions.find(cookie, now)).toBeUndefined()
})

test('it lasts 30 days from its last use, and 180 days in all', async () => {
  const { sessions } = (await open()).storage
  const cookie = sessions.begin('g1', now)
  for (let at = 29; at < 180; at += 29) expect(sessions.find(cookie, now + at * day)?.isRenewed).toBe(true)
  expect(sessions.find(cookie, now + 180 * day)).toBeUndefined()
  const idle = sessions.begin('g1', now)
  sessions.purge(now + 30 * day)
  expect(sessions.find(idle, now)).toBeUndefined()
})
