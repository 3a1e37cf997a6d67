import { DatabaseSync } from 'node:sqlite'
import type { HubStorage } from '@identity-hub/core'
import { onTestFinished } from 'vitest'
import { openStorage } from '../../index.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** A hub's storage in a folder of its own, and a place for a copy. */
export async function openHub() {
  const folder = await temporaryFolder()
  const path = `${folder}/hub.sqlite`
  const url = `sqlite:${path}`
  const hub = await openStorage(url)
  onTestFinished(() => hub.close())
  return { folder, path, url, hub, copy: `${folder}/copy.sqlite` }
}

export const slugsOf = async (hub: HubStorage) =>
  (await hub.listTenants({ after: null, limit: 100 })).rows.map(({ slug }) => slug)

export async function slugsIn(file: string): Promise<string[]> {
  const hub = await openStorage(`sqlite:${file}`, { migrate: false })
  const slugs = await slugsOf(hub)
  await hub.close()
  return slugs
}

/** Makes a database worth copying. @param megabytes roughly */
export function fill(path: string, megabytes: number): void {
  using database = new DatabaseSync(path)
  database.exec(`
    CREATE TABLE filler (id INTEGER PRIMARY KEY, text BLOB);
    WITH RECURSIVE n (at) AS (SELECT 1 UNION ALL SELECT at + 1 FROM n WHERE at < ${megabytes * 256})
    INSERT INTO filler (text) SELECT randomblob(4000) FROM n`)
}
