import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chown, copyFile, mkdir, readdir, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { describe, expect, onTestFinished, test } from 'vitest'
import { backupDatabase, openStorage, restoreDatabase } from '../index.ts'
import { START } from '../suite/fixtures.ts'
import { authorize, authorizeAndExchange, exchange, rotate } from '../suite/tokens.ts'
import { makeTenant, openTenant, populate } from '../suite/world.ts'
import { fill, openHub, slugsIn, slugsOf } from './testing/open-hub.ts'

const INPUT = { now: START, describe: () => [] }
const HOLDER = fileURLToPath(new URL('testing/hold-open.ts', import.meta.url))

describe('a copy that is restored', () => {
  test('takes the place of the database with nothing alive in it that was spent, and new sign-ins work', async () => {
    const { folder, path, url, hub, copy } = await openHub()
    const world = await populate(hub)
    const unused = await authorize(world)
    const family = await authorizeAndExchange(world)
    await backupDatabase(url, copy)
    await exchange(world.tenant, unused)
    await rotate(world.tenant, family.refreshToken, family.fence)
    await makeTenant(hub, 'later')
    await hub.close()

    const outcome = await restoreDatabase(url, copy, INPUT)
    const former = `${path}.before-20260101T000000000Z`
    const ended = { sessions: 1, grants: 2, codes: 1 }
    expect(outcome).toMatchObject({ outcome: 'restored', tenants: [{ tenant: { epoch: 1 }, ended }] })
    expect(outcome).toMatchObject({ formerDatabase: former })
    expect((await readdir(folder)).toSorted()).toEqual(['copy.sqlite', 'hub.sqlite', former.slice(folder.length + 1)])
    expect(await slugsIn(former)).toEqual(['acme', 'later'])

    const restored = await openStorage(url)
    onTestFinished(() => restored.close())
    expect(await slugsOf(restored)).toEqual(['acme'])
    const tenant = await openTenant(restored, 'acme')
    const dead = { outcome: 'dead', reason: 'tenant_changed' }
    expect(await exchange(tenant, unused)).toMatchObject(dead)
    expect(await rotate(tenant, family.refreshToken, family.fence)).toMatchObject(dead)
    const sessionHash = world.person.session.hash
    expect(await tenant.touchSession({ sessionHash, idleEndsAt: START, now: START })).toEqual({ outcome: 'ended' })
    // The copy itself was only read.
    using untouched = new DatabaseSync(copy, { readOnly: true })
    expect(untouched.prepare('SELECT epoch FROM tenants').all()).toEqual([{ epoch: 0 }])
  })

  test('is refused while anybody has the database open, and works when nobody has', async () => {
    const { folder, url, hub, copy } = await openHub()
    await makeTenant(hub, 'acme')
    await backupDatabase(url, copy)
    const inUse = { outcome: 'refused', reason: 'in-use' }
    expect(await restoreDatabase(url, copy, INPUT)).toEqual(inUse)
    await makeTenant(hub, 'later')
    expect(await restoreDatabase(url, copy, INPUT)).toEqual(inUse)
    expect(await slugsOf(hub)).toEqual(['acme', 'later'])
    await hub.close()

    const child = spawn(process.execPath, [HOLDER, url], { stdio: ['pipe', 'pipe', 'inherit'] })
    await once(child.stdout, 'data')
    expect(await restoreDatabase(url, copy, INPUT)).toEqual(inUse)
    child.stdin.end()
    await once(child, 'close')
    expect(await restoreDatabase(url, copy, INPUT)).toMatchObject({ outcome: 'restored' })
    expect((await readdir(folder)).filter((name) => name.includes('partial'))).toEqual([])
  })

  test('lets no hub that starts meanwhile serve from the former database', async () => {
    const { path, url, hub, copy } = await openHub()
    await makeTenant(hub, 'acme')
    fill(path, 40)
    await backupDatabase(url, copy)
    await hub.close()
    const starting: Promise<unknown>[] = []
    const onProgress = () => {
      if (starting.length === 0) starting.push(openStorage(url).catch((error: unknown) => error))
    }
    expect(await restoreDatabase(url, copy, INPUT, { onProgress })).toMatchObject({ outcome: 'restored' })
    expect(String(await starting[0])).toContain('was replaced while it was being opened: start again')
    expect(await slugsIn(path)).toEqual(['acme'])
  })

  test('takes the place of what a link points to, beside which the log lies', async () => {
    const { folder, path, hub, copy } = await openHub()
    await makeTenant(hub, 'acme')
    await mkdir(`${folder}/linked`)
    const link = `${folder}/linked/hub.sqlite`
    await symlink(path, link)
    await backupDatabase(`sqlite:${link}`, copy)
    await makeTenant(hub, 'later')
    for (const own of [path, `${path}-wal`])
      expect(await backupDatabase(`sqlite:${link}`, own)).toMatchObject({ reason: 'is-the-database' })
    expect(await restoreDatabase(`sqlite:${link}`, copy, INPUT)).toMatchObject({ reason: 'in-use' })
    await hub.close()
    expect(await restoreDatabase(`sqlite:${link}`, copy, INPUT)).toMatchObject({ outcome: 'restored' })
    expect(await slugsIn(path)).toEqual(['acme'])
    expect(await readdir(`${folder}/linked`)).toEqual(['hub.sqlite'])
  })

  test('may be the first database of a machine', async () => {
    const { folder, url, hub, copy } = await openHub()
    await makeTenant(hub, 'acme')
    await backupDatabase(url, copy)
    const place = `${folder}/new/place/hub.sqlite`
    // The folder is the hub's, whoever restores: only root can give a file away.
    await mkdir(`${folder}/new/place`, { recursive: true })
    if (process.getuid?.() === 0) await chown(`${folder}/new/place`, 4711, 4711)
    expect(await restoreDatabase(`sqlite:${place}`, copy, INPUT)).toMatchObject({
      outcome: 'restored',
      formerDatabase: null,
    })
    expect(await slugsIn(place)).toEqual(['acme'])
    const { mode, uid, gid } = await stat(place)
    expect((mode & 0o777).toString(8)).toBe('600')
    expect(await stat(`${folder}/new/place`)).toMatchObject({ uid, gid })
  })

  test('is not mixed with what is left of a log', async () => {
    const { folder, path, url, hub, copy } = await openHub()
    await makeTenant(hub, 'acme')
    await backupDatabase(url, copy)
    await makeTenant(hub, 'later')
    // As after a crash, and somebody took away the database alone.
    await copyFile(`${path}-wal`, `${folder}/wal`)
    await hub.close()
    await rm(path)
    await rename(`${folder}/wal`, `${path}-wal`)
    expect(await restoreDatabase(url, copy, INPUT)).toMatchObject({ outcome: 'restored' })
    expect(await slugsIn(path)).toEqual(['acme'])
    expect(await readdir(folder)).toContain('hub.sqlite.before-20260101T000000000Z-wal')
  })

  test('may have a log of its own, and is only read', async () => {
    const { folder, path, url, hub } = await openHub()
    await makeTenant(hub, 'acme')
    // Copied by hand, with its log, as one should not.
    await mkdir(`${folder}/by-hand`)
    for (const suffix of ['', '-wal']) await copyFile(path + suffix, `${folder}/by-hand/hub.sqlite${suffix}`)
    await hub.close()
    const parts = ['', '-wal'].map((suffix) => `${folder}/by-hand/hub.sqlite${suffix}`)
    const read = () => Promise.all(parts.map((part) => readFile(part)))
    const before = await read()
    expect(await restoreDatabase(url, `${folder}/by-hand/hub.sqlite`, INPUT)).toMatchObject({ outcome: 'restored' })
    expect(await slugsIn(path)).toEqual(['acme'])
    expect(await read()).toEqual(before)
  })

  test('is refused when it is none of ours, or nothing at all', async () => {
    const { folder, path, url, hub } = await openHub()
    await makeTenant(hub, 'acme')
    await hub.close()
    const refused = async (copy: string) => {
      const outcome = await restoreDatabase(url, copy, INPUT)
      return outcome.outcome === 'refused' ? outcome.reason : outcome
    }
    await writeFile(`${folder}/letter`, 'Dear reader, this is no database at all. '.repeat(50))
    await writeFile(`${folder}/empty`, '')
    {
      using other = new DatabaseSync(`${folder}/other`)
      other.exec('CREATE TABLE letters (text TEXT)')
    }
    for (const name of ['letter', 'empty', 'other']) expect(await refused(`${folder}/${name}`)).toBe('not-ours')
    for (const name of ['nothing', '']) expect(await refused(`${folder}/${name}`)).toBe('no-copy')
    expect(await refused(path)).toBe('is-the-database')
    expect(await slugsIn(path)).toEqual(['acme'])
  })

  test('is refused when it is damaged or asks for a newer release, and the database stays', async () => {
    const { folder, path, url, hub, copy } = await openHub()
    await makeTenant(hub, 'acme')
    fill(path, 4)
    await backupDatabase(url, copy)
    await hub.close()
    const bytes = await readFile(copy)
    await writeFile(`${folder}/torn`, Buffer.from(bytes).fill(0x5a, bytes.length / 2, bytes.length / 2 + 8192))
    await expect(restoreDatabase(url, `${folder}/torn`, INPUT)).rejects.toThrow(/damaged|malformed/)
    {
      using newer = new DatabaseSync(copy)
      newer.exec('UPDATE schema SET version = 99, minimum_reader = 98')
    }
    await expect(restoreDatabase(url, copy, INPUT)).rejects.toThrow(/copy.sqlite has schema 99, which asks for/)
    expect(await slugsIn(path)).toEqual(['acme'])
    expect((await readdir(folder)).toSorted()).toEqual(['copy.sqlite', 'hub.sqlite', 'torn'])
  })

  test('does not take the place of a file of which nobody can tell whether it is in use', async () => {
    const { path, url, hub, copy } = await openHub()
    await makeTenant(hub, 'acme')
    await backupDatabase(url, copy)
    await hub.close()
    await writeFile(path, 'Dear reader, this is no database at all. '.repeat(50))
    expect(await restoreDatabase(url, copy, INPUT)).toEqual({ outcome: 'refused', reason: 'unreadable' })
    await rename(path, `${path}.broken`)
    expect(await restoreDatabase(url, copy, INPUT)).toMatchObject({ outcome: 'restored' })
  })
})
