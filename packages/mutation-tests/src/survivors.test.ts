import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import type { JudgedSurvivor } from './judge.ts'
import { listMutants } from './list-mutants.ts'
import { contentOf } from './mutant.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))

test('every judged survivor is a change that can still be made, judged once, for a reason', async () => {
  const text = await readFile(new URL('../survivors.json', import.meta.url), 'utf8')
  const judged = JSON.parse(text) as readonly JudgedSurvivor[]
  expect(judged.length).toBeGreaterThan(0)
  const files = [...new Set(judged.map(({ file }) => file))]
  const possible = new Set((await listMutants(root, files)).map(contentOf))
  expect(judged.filter((one) => !possible.has(contentOf(one)))).toEqual([])
  expect(new Set(judged.map(contentOf)).size).toBe(judged.length)
  for (const { verdict, why } of judged) {
    expect(['equivalent', 'not observable', 'not tried', 'gap']).toContain(verdict)
    expect(why).toMatch(/^[A-Z].{10,}/)
  }
})
