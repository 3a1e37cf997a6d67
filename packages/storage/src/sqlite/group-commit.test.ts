import { StorageUnavailableError } from '@identity-hub/core'
import { describe, expect, onTestFinished, test } from 'vitest'
import { type Connection, openConnection } from './connection.ts'
import { createGroupCommit } from './group-commit.ts'
import { openDatabase } from './open-database.ts'
import { temporaryFolder } from './testing/temporary-folder.ts'

const INSERT = 'INSERT INTO notes (id, text) VALUES (?1, ?2)'

async function openNotes() {
  const path = `${await temporaryFolder()}/notes.sqlite`
  const db = await openDatabase(path, () => {})
  onTestFinished(() => db.close())
  db.execute('CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT')
  const count = () => db.one<{ notes: number }>('SELECT count(*) AS notes FROM notes')?.notes
  const beside = () => {
    const other = openConnection(path)
    onTestFinished(() => other.close())
    return other
  }
  return { db, count, beside }
}

/** The same connection, whose statements are noted, and fail where the disk would. */
function watch(db: Connection, fail: (sql: string) => number | null = () => null) {
  const statements: string[] = []
  const watched: Connection = {
    ...db,
    execute: (sql) => {
      statements.push(sql)
      const errcode = fail(sql)
      if (errcode !== null) throw Object.assign(new Error('disk I/O error'), { errcode })
      db.execute(sql)
    },
  }
  return { watched, commits: () => statements.filter((sql) => sql === 'COMMIT').length }
}

const IOERR_FSYNC = 1034
const unavailable = { name: 'StorageUnavailableError' }

describe('what waits at the same moment', () => {
  test('shares one commit, and each gets its own answer', async () => {
    const { db, count } = await openNotes()
    const { watched, commits } = watch(db)
    const group = createGroupCommit(watched)
    const answers = Array.from({ length: 100 }, (_, id) => group.write(() => db.run(INSERT, id, 'note') + id))
    expect(await Promise.all(answers)).toEqual(Array.from({ length: 100 }, (_, id) => id + 1))
    expect(commits()).toBe(1)
    expect(count()).toBe(100)
  })

  test('is taken in batches of a bounded size', async () => {
    const { db, count } = await openNotes()
    const { watched, commits } = watch(db)
    const group = createGroupCommit(watched)
    await Promise.all(Array.from({ length: 600 }, (_, id) => group.write(() => db.run(INSERT, id, 'note'))))
    expect(commits()).toBe(3)
    expect(count()).toBe(600)
  })

  test('is refused when more waits than can be answered in time', async () => {
    const { db } = await openNotes()
    const group = createGroupCommit(db)
    const writes = Array.from({ length: 10_001 }, () => group.write(() => null))
    const results = await Promise.allSettled(writes)
    expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(1)
    await expect(writes.at(-1)).rejects.toMatchObject(unavailable)
  })

  test('is refused, and not written, when all service ends', async () => {
    const { db, count } = await openNotes()
    const group = createGroupCommit(db)
    const write = group.write(() => db.run(INSERT, 1, 'note'))
    group.fail(new Error('fsync'))
    await expect(write).rejects.toMatchObject(unavailable)
    expect(count()).toBe(0)
  })

  test('is not seen by reads before all of it is durable', async () => {
    const { db, count, beside } = await openNotes()
    const group = createGroupCommit(db)
    const other = beside()
    const seen: unknown[] = []
    const writes = [1, 2, 3].map((id) =>
      group.write(() => {
        db.run(INSERT, id, 'note')
        seen.push(other.one<{ notes: number }>('SELECT count(*) AS notes FROM notes')?.notes)
      }),
    )
    expect(await group.read(count)).toBe(0)
    await Promise.all(writes)
    expect(seen).toEqual([0, 0, 0])
    expect(await group.read(count)).toBe(3)
  })
})

describe('a fault of one verb', () => {
  test.each([
    ['a broken constraint', (db: Connection) => db.run(INSERT, 1, 'again')],
    ['a column that may not be null', (db: Connection) => db.run(INSERT, 50, null)],
    [
      'a bug',
      () => {
        throw new TypeError('a bug')
      },
    ],
    ['a statement that makes no sense', (db: Connection) => db.run('SELECT nothing FROM nowhere')],
  ])('stays with it: %s', async (_case, fault) => {
    const { db, count } = await openNotes()
    db.run(INSERT, 1, 'first')
    const { watched, commits } = watch(db)
    const group = createGroupCommit(watched)
    const results = await Promise.allSettled([
      group.write(() => db.run(INSERT, 2, 'before')),
      group.write(() => {
        db.run(INSERT, 3, 'what the faulty one had written already')
        fault(db)
      }),
      group.write(() => db.run(INSERT, 4, 'after')),
    ])
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(results[1]).toMatchObject({ reason: expect.not.objectContaining(unavailable) })
    expect(db.all('SELECT id FROM notes ORDER BY id').map((row) => ({ ...row }))).toEqual([
      { id: 1 },
      { id: 2 },
      { id: 4 },
    ])
    expect(commits()).toBe(1)
    await group.write(() => db.run(INSERT, 5, 'later'))
    expect(count()).toBe(4)
  })

  test('stays with it when it reads', async () => {
    const { db } = await openNotes()
    const group = createGroupCommit(db)
    await expect(group.read(() => db.one('SELECT nothing FROM nowhere'))).rejects.not.toMatchObject(unavailable)
    expect(await group.read(() => db.one('SELECT 1 AS one'))).toMatchObject({ one: 1 })
  })
})

describe('a disk that is full', () => {
  test('fails the whole batch, acknowledges nothing, and is forgotten once there is room', async () => {
    const { db, count } = await openNotes()
    db.execute('PRAGMA max_page_count = 20')
    const group = createGroupCommit(db)
    const writes = Array.from({ length: 50 }, (_, id) => group.write(() => db.run(INSERT, id, 'x'.repeat(4000))))
    for (const write of writes) await expect(write).rejects.toMatchObject({ ...unavailable, retryAfterSeconds: 2 })
    expect(count()).toBe(0)
    expect(group.lastFailure()).toBeInstanceOf(StorageUnavailableError)
    expect(await group.read(count)).toBe(0)

    db.execute('PRAGMA max_page_count = 10000')
    await group.write(() => db.run(INSERT, 1, 'x'.repeat(4000)))
    expect(group.lastFailure()).toBeNull()
    expect(group.fatal()).toBeNull()
  })
})

describe('a commit that fails', () => {
  test('acknowledges nothing of its batch; the next one may succeed', async () => {
    const { db, count } = await openNotes()
    const IOERR_WRITE = 778
    let failing = true
    const { watched } = watch(db, (sql) => (failing && sql === 'COMMIT' ? IOERR_WRITE : null))
    const group = createGroupCommit(watched)
    const writes = [1, 2, 3].map((id) => group.write(() => db.run(INSERT, id, 'note')))
    for (const write of writes) await expect(write).rejects.toMatchObject(unavailable)
    expect(count()).toBe(0)
    failing = false
    await group.write(() => db.run(INSERT, 1, 'note'))
    expect(count()).toBe(1)
  })

  test('ends all service when it was the sync: what the page cache holds cannot be trusted', async () => {
    const { db } = await openNotes()
    let failing = true
    const { watched } = watch(db, (sql) => (failing && sql === 'COMMIT' ? IOERR_FSYNC : null))
    const group = createGroupCommit(watched)
    await expect(group.write(() => db.run(INSERT, 1, 'note'))).rejects.toMatchObject(unavailable)
    failing = false
    await expect(group.write(() => db.run(INSERT, 2, 'note'))).rejects.toMatchObject(unavailable)
    await expect(group.read(() => 1)).rejects.toMatchObject(unavailable)
    expect(group.fatal()).toBeInstanceOf(StorageUnavailableError)
  })

  test('ends all service also for what was waiting', async () => {
    const { db } = await openNotes()
    const { watched } = watch(db, (sql) => (sql === 'COMMIT' ? IOERR_FSYNC : null))
    const group = createGroupCommit(watched)
    const writes = Array.from({ length: 600 }, (_, id) => group.write(() => db.run(INSERT, id, 'note')))
    const results = await Promise.allSettled(writes)
    expect(results.every(({ status }) => status === 'rejected')).toBe(true)
    await group.close()
  })
})

describe('a lock that another process holds', () => {
  test('is waited for, without holding up the process', async () => {
    const { db, count, beside } = await openNotes()
    const group = createGroupCommit(db)
    const other = beside()
    other.execute('BEGIN IMMEDIATE')
    const writes = Array.from({ length: 300 }, (_, id) => group.write(() => db.run(INSERT, id, 'note')))
    let turns = 0
    for (const end = performance.now() + 200; performance.now() < end; turns += 1)
      await new Promise((resolve) => setTimeout(resolve, 1))
    expect(turns).toBeGreaterThan(3)
    expect(count()).toBe(0)
    other.execute('ROLLBACK')
    await Promise.all(writes)
    expect(count()).toBe(300)
  })

  test('is given up within two seconds', async () => {
    const { db, beside } = await openNotes()
    const group = createGroupCommit(db)
    const other = beside()
    other.execute('BEGIN IMMEDIATE')
    const begun = performance.now()
    await expect(group.write(() => db.run(INSERT, 1, 'note'))).rejects.toMatchObject(unavailable)
    expect(performance.now() - begun).toBeLessThan(2_000)
    expect(await group.read(() => 1)).toBe(1)
    other.execute('ROLLBACK')
    await group.write(() => db.run(INSERT, 1, 'note'))
  })
})

describe('closing', () => {
  test('waits for what was begun, and refuses what comes after', async () => {
    const { db, count } = await openNotes()
    const group = createGroupCommit(db)
    const writes = Array.from({ length: 600 }, (_, id) => group.write(() => db.run(INSERT, id, 'note')))
    await group.close()
    expect(count()).toBe(600)
    await Promise.all(writes)
    await expect(group.write(() => 1)).rejects.toMatchObject(unavailable)
    await expect(group.read(() => 1)).rejects.toMatchObject(unavailable)
  })
})
