import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'

it('is the only way from a text to markup in the pages and the locales', async () => {
  const folders = [import.meta.dirname, join(import.meta.dirname, '../locales')]
  const users = new Map([
    [/from 'ghtml'/, []],
    [/ownMarkup\(|new Markup\(/, ['stylesheet.ts']],
  ])
  const files = (await Promise.all(folders.map((folder) => sources(folder)))).flat()
  for (const [pattern, allowed] of users) {
    expect(files.filter(({ source }) => pattern.test(source)).map(({ name }) => name)).toEqual(allowed)
  }
})

async function sources(folder: string): Promise<{ name: string; source: string }[]> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => /(?<!\.test)\.ts$/.test(name)).toSorted()
  return Promise.all(names.map(async (name) => ({ name, source: await readFile(join(folder, name), 'utf8') })))
}
