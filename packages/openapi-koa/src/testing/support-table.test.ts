import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, it } from 'vitest'
import { WARNINGS } from '../document/document-warning.ts'
import * as keywords from '../document/schema-keywords.ts'
import { FEATURES } from './features.ts'
import { isWarning, printSupport, printWarnings, splitTest } from './support-table.ts'

const README = path.join(import.meta.dirname, '../../README.md')
const SOURCE = path.join(import.meta.dirname, '..')

// After a change of the list: `vitest run --update packages/openapi-koa/src/testing/support-table.test.ts`.
it('is in the README as it is printed', async () => {
  const readme = await readFile(README, 'utf8')
  const filled = fill(fill(readme, 'support', printSupport()), 'warnings', printWarnings())
  await expect(filled).toMatchFileSnapshot(README)
})

it.each(FEATURES)('$area: $feature is tested where it says', async ({ test }) => {
  const [file, name] = splitTest(test)
  expect(existsSync(path.join(SOURCE, file))).toBe(true)
  const source = await readFile(path.join(SOURCE, file), 'utf8')
  const isThere = ["'", '"', '`'].some((quote) => source.includes(`${quote}${name}${quote}`))
  expect(isThere, `${file} has no test ${name}`).toBe(true)
})

it('has each warning', () => {
  const listed = new Set(FEATURES.map(({ support }) => support).filter(isWarning))
  expect([...listed].toSorted()).toEqual(Object.keys(WARNINGS).toSorted())
})

it('has each keyword and format', () => {
  const table = printSupport()
  const all = Object.entries(keywords).flatMap(([list, names]) => [...names].map((name) => ({ list, name })))
  expect(all.length).toBeGreaterThan(90)
  expect(all.filter(({ name }) => !table.includes(`\`${name}\``))).toEqual([])
})

function fill(text: string, marker: string, content: string): string {
  const [start, end] = [`<!-- ${marker} -->`, `<!-- /${marker} -->`]
  const from = text.indexOf(start) + start.length
  const to = text.indexOf(end)
  if (from < start.length || to < from) throw new Error(`The README has no place for ${marker}.`)
  return `${text.slice(0, from)}\n\n${content}\n\n${text.slice(to)}`
}
