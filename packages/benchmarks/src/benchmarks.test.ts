import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { env } from 'node:process'
import { contestants as all } from './contestants/contestants.ts'
import { operations } from './operations/operations.ts'
import type { Results } from './run/results.ts'
import { runBenchmarks } from './run/run-benchmarks.ts'
import { makeWorkFolder } from './run/work-folder.ts'
import { scenarios } from './scenarios/scenarios.ts'

// The benchmark in small. It says nothing about speed, which is another matter on each machine. What differs from another
// contestant in a setting alone is left to the whole form: BENCHMARKS=all
const VARIANTS = ['hub-sqlite-normal', 'oidc-provider-postgres', 'oauth2-server-sqlite']
const contestants = all.filter(({ name }) => env['BENCHMARKS'] === 'all' || !VARIANTS.includes(name))

const PATIENCE_MILLISECONDS = 300_000

describe('the benchmark', () => {
  let work: ReturnType<typeof makeWorkFolder>
  let results: Results

  beforeAll(async () => {
    work = makeWorkFolder()
    const folder = join(work.path, 'run')
    mkdirSync(folder)
    results = await runBenchmarks(
      { contestants, operations, scenarios },
      {
        rounds: 1,
        seconds: 0.15,
        warmupSeconds: 0.05,
        folder,
        cores: null,
        say: () => {},
        scale: 0.01,
        whole: true,
      },
    )
  }, PATIENCE_MILLISECONDS)
  afterAll(() => work.remove())

  it.each(contestants.flatMap(({ name, operations: own }) => own.map((operation) => [name, operation] as const)))(
    'has a result of %s for %s',
    (contestant, operation) => {
      const figure = results.figures.find((one) => one.contestant === contestant && one.operation === operation)

      expect(figure?.result).toMatchObject({ ok: true })
    },
  )

  it.each(contestants.map(({ name }) => name))('starts %s', (contestant) => {
    expect(results.starts.map((start) => start.contestant)).toContain(contestant)
  })

  it.each(scenarios.map(({ name }) => name))('plays the scenario %s', (scenario) => {
    const figures = results.scenarios.filter((one) => one.scenario === scenario)

    expect(figures.length).toBeGreaterThan(0)
    for (const { result } of figures) expect(result).toMatchObject({ ok: true })
  })
})
