import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { HubStorage } from '@identity-hub/core'
import { openStorage } from '../../open-storage.ts'
import { type Connection, openConnection } from '../connection.ts'
import type { StorageUnderTest } from '../../suite/storage-under-test.ts'

/** SQLite in a folder of its own. A second connection sees what another process would see. */
export async function openFreshSqlite(): Promise<StorageUnderTest> {
  const folder = await mkdtemp(join(tmpdir(), 'identity-hub-storage-'))
  const path = join(folder, 'hub.sqlite')
  const url = `sqlite:${path}`
  const opened: HubStorage[] = []
  const open = async (): Promise<HubStorage> => {
    const storage = await openStorage(url)
    opened.push(storage)
    return storage
  }
  const closeAll = () => Promise.all(opened.map((storage) => storage.close()))
  return {
    storage: await open(),
    openSecond: open,
    reopen: async () => {
      await closeAll()
      return open()
    },
    runSql: async (statement) => {
      inDatabase(path, (beside) => beside.execute(statement))
      // As a request would that is sent after it.
      await nextTurn()
    },
    copy: async () => {
      const copy = `${path}.copy`
      inDatabase(path, (beside) => beside.execute(`VACUUM INTO '${copy}'`))
      return async () => inDatabase(path, (beside) => putBack(beside, copy))
    },
    countRecords: async () => {
      let records = 0
      inDatabase(path, (beside) => {
        const counts = tablesOf(beside).map((table) => beside.one<{ n: number }>(`SELECT count(*) AS n FROM ${table}`))
        for (const count of counts) records += count?.n ?? 0
      })
      return records
    },
    readBytes: async () => {
      const files = await readdir(folder)
      return Buffer.concat(await Promise.all(files.map((file) => readFile(join(folder, file)))))
    },
    dispose: async () => {
      await closeAll()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function inDatabase(path: string, work: (beside: Connection) => void): void {
  const beside = openConnection(path)
  work(beside)
  beside.close()
}

function putBack(beside: Connection, copy: string): void {
  beside.execute(`ATTACH '${copy}' AS copy; BEGIN IMMEDIATE`)
  for (const name of tablesOf(beside))
    beside.execute(`DELETE FROM main.${name}; INSERT INTO main.${name} SELECT * FROM copy.${name}`)
  beside.execute('COMMIT')
}

const tablesOf = (beside: Connection): readonly string[] =>
  beside.all<{ name: string }>("SELECT name FROM main.sqlite_schema WHERE type = 'table'").map(({ name }) => name)
