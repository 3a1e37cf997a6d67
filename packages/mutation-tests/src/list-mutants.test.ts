import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { listMutants } from './list-mutants.ts'

test('lists every change to a file, with where it stands and what it replaces', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mutants-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  await writeFile(join(folder, 'live.ts'), 'export const isLive = (endsAt: number, now: number) =>\n  endsAt > now\n')
  const mutants = await listMutants(folder, ['live.ts'])
  const here = {
    file: 'live.ts',
    line: 2,
    column: 3,
    endLine: 2,
    endColumn: 15,
    source: 'endsAt > now',
    original: 'endsAt > now',
  }
  expect(mutants).toEqual(
    expect.arrayContaining([
      { ...here, mutator: 'EqualityOperator', replacement: 'endsAt >= now' },
      { ...here, mutator: 'EqualityOperator', replacement: 'endsAt <= now' },
      { ...here, mutator: 'ConditionalExpression', replacement: 'true' },
    ]),
  )
})
