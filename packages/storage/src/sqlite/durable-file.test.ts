import { readdir, writeFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { removeDatabase } from './durable-file.ts'
import { temporaryFolder } from './testing/temporary-folder.ts'

test('a database goes with what SQLite has put beside it, and with nothing else', async () => {
  const folder = await temporaryFolder()
  const path = `${folder}/copy.sqlite`
  for (const suffix of ['', '-wal', '-shm', '-journal', '.before']) await writeFile(path + suffix, 'x')
  removeDatabase(path)
  expect(await readdir(folder)).toEqual(['copy.sqlite.before'])
})
