import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { placeOf, type Fate, type Mutant, type TriedMutant } from '../mutant.ts'
import { variables, type ResultLine } from './plugin.ts'

const here = 'packages/mutation-tests'
// A mutant may slow down what goes on, and so may a busy machine.
const slack = { timeoutMS: 30_000, timeoutFactor: 3 }

/**
 * Puts each mutant in, and runs the tests that pass through it until one of them fails.
 * @param root a tree that may be changed
 */
export async function runStryker(root: string, drawn: readonly Mutant[]): Promise<readonly TriedMutant[]> {
  const files = { drawn: join(root, 'drawn.json'), results: join(root, 'results.ndjson') }
  await writeFile(files.drawn, JSON.stringify(drawn.map(placeOf)))
  await writeFile(join(root, 'stryker.json'), JSON.stringify(options(root, drawn)))
  const command = join(root, here, 'node_modules/@stryker-mutator/core/bin/stryker.js')
  const child = spawn(process.execPath, [command, 'run', 'stryker.json'], {
    cwd: root,
    stdio: ['ignore', process.stderr, process.stderr],
    env: { ...process.env, [variables.drawn]: files.drawn, [variables.results]: files.results },
  })
  const stop = () => child.kill()
  process.once('exit', stop)
  await once(child, 'exit')
  process.off('exit', stop)
  if (!existsSync(files.results)) throw new Error('Stryker has tried nothing; what it wrote tells why')
  return readResults(await readFile(files.results, 'utf8'), drawn)
}

function options(root: string, drawn: readonly Mutant[]): object {
  return {
    ...slack,
    testRunner: 'vitest',
    plugins: [
      join(root, here, 'node_modules/@stryker-mutator/vitest-runner/dist/src/index.js'),
      join(root, here, 'src/stryker/plugin.ts'),
    ],
    vitest: { configFile: `${here}/vitest.mutants.config.ts`, related: false },
    checkers: ['drawn'],
    reporters: ['result-lines', 'progress-append-only'],
    mutate: [...new Set(drawn.map(({ file }) => file))],
    coverageAnalysis: 'perTest',
    ignoreStatic: true,
    concurrency: 1,
    // Packages import each other through links; in a copy of Stryker's own making they would find the originals.
    inPlace: true,
    // TypeScript 7 has no JavaScript API, and a file that is not there is not read with it.
    tsconfigFile: 'none.json',
    dryRunTimeoutMinutes: 20,
  }
}

/** What Stryker told of those that were drawn. */
export function readResults(lines: string, drawn: readonly Mutant[]): readonly TriedMutant[] {
  const results = lines
    .split('\n')
    .filter(Boolean)
    // A line that our own plugin wrote.
    .map((line) => JSON.parse(line) as ResultLine)
  const byPlace = new Map(results.map((result) => [result.place, result]))
  return drawn.map((mutant) => ({ ...mutant, fate: fateOf(byPlace.get(placeOf(mutant))) }))
}

function fateOf(result: ResultLine | undefined): Fate {
  switch (result?.status) {
    case 'Killed':
    case 'Timeout':
      return 'caught'
    case 'Survived':
      return 'survived'
    case 'NoCoverage':
      return 'not covered'
    case 'Ignored':
      return 'only while loading'
    // No test failed, but something outside of all tests: that proves nothing.
    case 'RuntimeError':
    case 'CompileError':
    case 'Pending':
    case undefined:
      return 'untried'
  }
}
