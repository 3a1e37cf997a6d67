import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { DOCUMENTS, GITHUB, type NamedDocument, githubSample } from './documents.ts'
import { wholeCoverage } from './report/coverage.ts'
import type { RoundTripResult } from './round-trip.ts'

// More by hand: ROUND_TRIPS=all. ROUND_TRIPS_SEED repeats a run.
const IS_ALL = process.env['ROUND_TRIPS'] === 'all'
const SEED = Number(process.env['ROUND_TRIPS_SEED'] ?? Date.now() % 1_000_000_000)
const RUNS = IS_ALL ? 50 : 1
const SAMPLE = 40

const documents: readonly NamedDocument[] = [...DOCUMENTS, IS_ALL ? GITHUB : githubSample(SAMPLE)]

/** In a process of its own: what is generated is imported as Node does it. */
async function resultsOf(): Promise<RoundTripResult[]> {
  const names = documents.map((document) => (document.name === 'github-sample' ? `github:${SAMPLE}` : document.name))
  const script = path.join(import.meta.dirname, 'try-documents.ts')
  const args = [script, String(SEED), String(RUNS), ...names]
  const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 64 * 1024 * 1024 })
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as RoundTripResult) // what the script wrote
}

describe(`round trips (ROUND_TRIPS_SEED=${SEED})`, { timeout: IS_ALL ? 1_800_000 : 120_000 }, () => {
  const running = resultsOf()

  test.for(documents)(
    `$title: handlers get what clients send and clients what handlers answer, ${RUNS} times at least`,
    async (document) => {
      const result = (await running).find(({ document: name }) => name === document.name)
      expect(result?.failures).toEqual([])
      expect(result).toMatchObject(wholeCoverage(await document.read()))
    },
  )
})
