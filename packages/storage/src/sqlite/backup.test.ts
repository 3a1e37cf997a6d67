import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { backupDatabase } from '../index.ts'
import { makeTenant, populate } from '../suite/world.ts'
import { OWN_VERSION } from './migrate.ts'
import { fill, openHub, slugsIn, slugsOf } from './testing/open-hub.ts'

const HUB_FILES = ['hub.sqlite', 'hub.sqlite-shm', 'hub.sqlite-wal']
const WRITER = fileURLToPath(new URL('testing/write-without-pause.ts', import.meta.url))

describe('a backup', () => {
  test('of a running hub is one whole file for its owner alone, as the hub was at one moment', async () => {
    const { folder, url, hub, copy } = await openHub()
    await populate(hub)
    const shares: number[] = []
    const made = await backupDatabase(url, copy, { onProgress: (share) => shares.push(share) })
    const { size, mode } = await stat(copy)
    expect(made).toEqual({ outcome: 'copied', bytes: size, schema: OWN_VERSION })
    expect((mode & 0o777).toString(8)).toBe('600')
    await makeTenant(hub, 'later')
    using database = new DatabaseSync(copy, { readOnly: true })
    expect(database.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' })
    expect(database.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'delete' })
    expect(database.prepare('SELECT slug FROM tenants').all()).toEqual([{ slug: 'acme' }])
    expect((await readdir(folder)).toSorted()).toEqual(['copy.sqlite', ...HUB_FILES])
  })

  test('of a hub that does not run leaves nothing beside its database', async () => {
    const { folder, url, hub, copy } = await openHub()
    await makeTenant(hub, 'acme')
    await hub.close()
    expect(await backupDatabase(url, copy)).toMatchObject({ outcome: 'copied' })
    expect((await readdir(folder)).toSorted()).toEqual(['copy.sqlite', 'hub.sqlite'])
  })

  test('comes to an end while another process writes without a pause, and holds none of its writes up', async () => {
    const { url, path, copy } = await openHub()
    fill(path, 60)
    const writer = spawn(process.execPath, [WRITER, path], { stdio: ['pipe', 'pipe', 'inherit'] })
    await once(writer.stdout, 'data')
    const begun = performance.now()
    const shares: number[] = []
    const onProgress = (share: number) => shares.push(share)
    expect(await backupDatabase(url, copy, { onProgress })).toMatchObject({ outcome: 'copied' })
    // It never began anew.
    expect(shares.length).toBeGreaterThan(5)
    expect(shares).toEqual(shares.toSorted((a, b) => a - b))
    const milliseconds = performance.now() - begun
    const report = writer.stdout.toArray()
    writer.stdin.end()
    await once(writer, 'close')
    // What it wrote in that time, and how long the slowest write took.
    const { writes, slowest } = JSON.parse(Buffer.concat(await report).toString()) as Record<string, number>
    expect(writes).toBeGreaterThan(10)
    expect(slowest).toBeLessThan(Math.max(500, milliseconds / 2))
    using database = new DatabaseSync(copy, { readOnly: true })
    // Each of its transactions writes two rows: the copy has both or neither.
    const { rows } = database.prepare('SELECT count(*) AS rows FROM filler').get() as { rows: number }
    expect(rows % 2).toBe(0)
  })

  test('is refused where it would do harm or cannot lie', async () => {
    const { folder, path, url, hub, copy } = await openHub()
    await makeTenant(hub, 'acme')
    const refused = async (target: string, database = url) => {
      const outcome = await backupDatabase(database, target, { replace: true })
      return outcome.outcome === 'refused' ? outcome.reason : outcome
    }
    await symlink(path, `${folder}/link`)
    for (const own of [path, `${path}-wal`, `${path}-shm`, `${path}-journal`, `${folder}/link`])
      expect(await refused(own)).toBe('is-the-database')
    expect(await refused(`${folder}/nowhere/copy`)).toBe('no-folder')
    expect(await refused(folder)).toBe('no-file')
    expect(await refused('/dev/null')).toBe('no-file')
    expect(await refused(copy, `sqlite:${folder}/other.sqlite`)).toBe('no-database')
    expect(await refused(copy, 'postgres://hub@db/hub')).toBe('not-sqlite')
    expect(await slugsOf(hub)).toEqual(['acme'])
    expect(await readdir(folder)).not.toContain('other.sqlite')
  })

  test('takes the place of a file only when it may', async () => {
    const { url, hub, copy } = await openHub()
    await makeTenant(hub, 'acme')
    await writeFile(copy, 'an older one')
    expect(await backupDatabase(url, copy)).toEqual({ outcome: 'refused', reason: 'exists' })
    expect(await readFile(copy, 'utf8')).toBe('an older one')
    expect(await backupDatabase(url, copy, { replace: true })).toMatchObject({ outcome: 'copied' })
    expect(await slugsIn(copy)).toEqual(['acme'])
  })

  test('that is broken off, or that finds the database damaged, leaves nothing behind', async () => {
    const { folder, path, url, hub, copy } = await openHub()
    fill(path, 40)
    const before = await readdir(folder)
    const stop = new AbortController()
    const onProgress = () => stop.abort(new Error('stopped'))
    await expect(backupDatabase(url, copy, { signal: stop.signal, onProgress })).rejects.toThrow('stopped')
    expect(await readdir(folder)).toEqual(before)

    await hub.close()
    const bytes = await readFile(path)
    await writeFile(path, bytes.fill(0x5a, bytes.length / 2, bytes.length / 2 + 8192))
    await expect(backupDatabase(url, copy)).rejects.toThrow(/damaged|malformed/)
    expect(await readdir(folder)).toEqual(['hub.sqlite'])
  })

  test('of somebody else is not made', async () => {
    const { path, url, copy, hub } = await openHub()
    await hub.close()
    await rm(path)
    using other = new DatabaseSync(path)
    other.exec('CREATE TABLE letters (text TEXT)')
    await expect(backupDatabase(url, copy)).rejects.toThrow('is not a database of Identity Hub')
  })
})
