import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { HubStorage } from '@identity-hub/core'
import { openStorage } from '../../open-storage.ts'
import { openConnection } from '../connection.ts'
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
      const beside = openConnection(path)
      beside.execute(statement)
      beside.close()
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
