import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { backupDatabase, openStorage } from '../index.ts'
import { makeTenant } from '../suite/world.ts'
import { temporaryFolder } from './testing/temporary-folder.ts'

const SCRIPT = fileURLToPath(new URL('testing/copy-once.ts', import.meta.url))

// More rounds by hand: KILL_ROUNDS=100
const ROUNDS = Number(process.env['KILL_ROUNDS'] ?? 10)
const TIMEOUT = 10_000 + ROUNDS * 5_000

async function openCopied() {
  const folder = await temporaryFolder()
  const [path, copy] = [`${folder}/hub.sqlite`, `${folder}/copy.sqlite`]
  const url = `sqlite:${path}`
  const hub = await openStorage(url)
  await makeTenant(hub, 'acme')
  {
    using database = new DatabaseSync(path, { timeout: 1_000 })
    database.exec(`
      CREATE TABLE filler (text BLOB);
      WITH RECURSIVE n (at) AS (SELECT 1 UNION ALL SELECT at + 1 FROM n WHERE at < 5000)
      INSERT INTO filler SELECT randomblob(4000) FROM n`)
  }
  return { url, path, copy, hub }
}

/** Answers how long it took after its beginning, and whether it came to its end. */
async function run(words: readonly string[], killAfterMilliseconds: number | null) {
  const child = spawn(process.execPath, [SCRIPT, ...words], { stdio: ['ignore', 'pipe', 'inherit'] })
  const exited = once(child, 'exit')
  await once(child.stdout, 'data')
  const begun = performance.now()
  if (killAfterMilliseconds !== null) {
    await Promise.race([delay(killAfterMilliseconds), exited])
    child.kill('SIGKILL')
  }
  await exited
  return { milliseconds: performance.now() - begun, isWhole: child.signalCode === null }
}

const tenantsIn = (path: string): unknown[] => {
  using database = new DatabaseSync(path)
  return database.prepare('SELECT slug, epoch FROM tenants ORDER BY slug').all()
}

describe('a process that is killed', { timeout: TIMEOUT }, () => {
  test('while it restores leaves the former database, or the copy with everything ended', async () => {
    const { url, path, copy, hub } = await openCopied()
    await backupDatabase(url, copy)
    await hub.close()
    const { milliseconds } = await run(['restore', url, copy], null)
    const ended = [{ slug: 'acme', epoch: 1 }]
    expect(tenantsIn(path)).toEqual(ended)

    for (let round = 0; round < ROUNDS; round += 1) {
      const former = await openStorage(url)
      await makeTenant(former, `later-${round}`)
      await former.close()
      const before = tenantsIn(path)
      await run(['restore', url, copy], ((round + 1) / ROUNDS) * milliseconds)
      expect([before, ended]).toContainEqual(tenantsIn(path))
      const restored = await openStorage(url)
      expect(await restored.health()).toMatchObject({ status: 'ready' })
      await restored.close()
    }
  })

  test('while it backs up leaves a whole copy under the name, or none', async () => {
    const { url, copy, hub } = await openCopied()
    const { milliseconds } = await run(['backup', url, `${copy}-first`], null)
    for (let round = 0; round < ROUNDS; round += 1) {
      const target = `${copy}-${round}`
      const { isWhole } = await run(['backup', url, target], ((round + 1) / ROUNDS) * milliseconds)
      expect(existsSync(target) || !isWhole).toBe(true)
      if (!existsSync(target)) continue
      using database = new DatabaseSync(target, { readOnly: true })
      expect(database.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' })
      expect(tenantsIn(target)).toEqual([{ slug: 'acme', epoch: 0 }])
    }
    expect(await hub.health()).toMatchObject({ status: 'ready' })
    await hub.close()
  })
})
