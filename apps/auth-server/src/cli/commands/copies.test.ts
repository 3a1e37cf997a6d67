import { readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openStorage } from '@identity-hub/storage'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { testTerminal, type TestTerminal } from '../test-terminal.ts'

let terminal: TestTerminal
let database: string
let copy: string
beforeEach(async () => {
  terminal = testTerminal()
  database = join(terminal.workspaceRoot, '.data/hub.sqlite')
  copy = join(terminal.workspaceRoot, 'copy.sqlite')
  await terminal.json(['tenant', 'create', 'acme', '--name', 'Acme Ltd'])
})
afterEach(() => terminal[Symbol.dispose]())

const POSTGRES = { HUB_DATABASE_URL: 'postgres://hub:secret@127.0.0.1:1/hub' }

describe('hub backup', () => {
  test('copies the database, and says how to go back to it', async () => {
    const { stdout, stderr } = await terminal.run('backup copy.sqlite')
    expect(stdout).toMatch(/^Copied the database to \/.+\/copy\.sqlite \(\d+\.\d MB\), checked and whole\.\n/)
    expect(stdout).toContain(`To go back to it: hub restore ${copy}\n`)
    expect(stderr).toBe('')
    const bytes = statSync(copy).size
    expect(await terminal.json('backup --replace copy.sqlite')).toEqual({
      file: copy,
      bytes,
      schema: expect.any(Number),
    })
  })

  test('leaves alone what is there, and what is no place for it', async () => {
    await terminal.run('backup copy.sqlite')
    expect(await terminal.refusal('backup copy.sqlite')).toBe(
      `error: ${copy} is there already; write another name, or --replace to replace it\n`,
    )
    expect(await terminal.refusal('backup nowhere/copy.sqlite')).toContain('is not there; make it first')
    expect(await terminal.refusal('backup .data')).toContain('is no file')
    expect(await terminal.refusal('backup --replace .data/hub.sqlite')).toContain('belongs to the database itself')
    expect(await terminal.refusal('backup')).toContain("missing required argument 'file'")
  })

  test('makes no database where there is none', async () => {
    const env = { HUB_DATABASE_URL: 'sqlite:elsewhere/hub.sqlite' }
    expect(await terminal.refusal('backup copy.sqlite', { env })).toContain('there is no database at')
    expect(readdirSync(terminal.workspaceRoot)).not.toContain('elsewhere')
  })

  test('points at the tools of PostgreSQL, and repeats no password', async () => {
    const refusal = await terminal.refusal('backup copy.dump', { env: POSTGRES })
    expect(refusal).toMatch(/pg_dump or pg_basebackup; .* hub restore --in-place/)
    expect(refusal).not.toContain('secret')
  })
})

describe('hub restore', () => {
  test('goes back to the copy, ends what was issued, and keeps the former database', async () => {
    await terminal.run('backup copy.sqlite')
    await terminal.json(['tenant', 'create', 'later', '--name', 'Later'])
    const { exitCode, stdout } = await terminal.run('restore copy.sqlite')
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/TENANT +SESSIONS +GRANTS +CODES\nacme +0 +0 +0\n/)
    expect(stdout).toMatch(/The former database is .*hub\.sqlite\.before-\d{8}T\d{9}Z; remove it/)
    expect(stdout).toContain('What was changed since the copy was made is undone')
    expect(await terminal.json('tenant list')).toMatchObject([{ slug: 'acme' }])
    const { rows: events } = await terminal.stored((tenant) => tenant.listEvents({ after: null, limit: 1 }))
    expect(events).toMatchObject([{ type: 'tenant.restored', actor: 'cli' }])
  })

  test('ends what was issued in a database that was put back by other means, once for each time', async () => {
    for (const epoch of [1, 2]) {
      const tenants = [{ slug: 'acme', sessions: 0, grants: 0, codes: 0 }]
      expect(await terminal.json('restore --in-place')).toEqual({ tenants, former_database: null })
      expect(await terminal.stored((tenant) => Promise.resolve(tenant.tenant.epoch))).toBe(epoch)
    }
  })

  test('touches nothing while a hub uses the database', async () => {
    await terminal.run('backup copy.sqlite')
    const hub = await openStorage(`sqlite:${database}`)
    expect(await terminal.refusal('restore copy.sqlite')).toBe(
      `error: a hub or a command is using ${database}; stop it first\n`,
    )
    await hub.close()
    expect((await terminal.run('restore copy.sqlite')).exitCode).toBe(0)
  })

  test('asks for a copy of a hub, or for a clear word that there is none', async () => {
    expect(await terminal.refusal('restore')).toContain('name the copy')
    expect(await terminal.refusal('restore copy.sqlite --in-place')).toContain('write the file or --in-place')
    expect(await terminal.refusal('restore copy.sqlite')).toContain(`there is no file ${copy}`)
    writeFileSync(copy, 'Dear reader, this is no database at all. '.repeat(50))
    expect(await terminal.refusal('restore copy.sqlite')).toContain('is no copy of a database of Identity Hub')
    expect(await terminal.refusal('restore .data/hub.sqlite')).toContain('hub restore --in-place makes it safe')
    expect(await terminal.refusal('restore copy.sqlite', { env: POSTGRES })).toContain('pg_restore')
  })

  test('tells how to go on when the database is damaged beyond opening', async () => {
    await terminal.run('backup copy.sqlite')
    writeFileSync(database, 'Dear reader, this is no database at all. '.repeat(50))
    expect(await terminal.refusal('restore copy.sqlite')).toContain('move the file and its -wal and -shm away')
    rmSync(database)
    expect((await terminal.run('restore copy.sqlite')).exitCode).toBe(0)
    expect(await terminal.json('tenant list')).toMatchObject([{ slug: 'acme' }])
  })
})
