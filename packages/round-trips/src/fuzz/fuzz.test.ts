import { expect, test } from 'vitest'
import { FUZZED } from './fuzzed-documents.ts'
import { fuzz } from './fuzz.ts'

// More by hand: FUZZ_REQUESTS=100000. FUZZ_SEED repeats a run.
const REQUESTS = Number(process.env['FUZZ_REQUESTS'] ?? 1_500)
const SEED = Number(process.env['FUZZ_SEED'] ?? Date.now() % 1_000_000_000)
const MOST_GROWTH_BYTES = 20 * 1024 * 1024

test(
  `${REQUESTS} malformed requests to stubs of ${FUZZED.join(', ')} give no 5xx, no answer later than five seconds, and memory stays flat (FUZZ_SEED=${SEED})`,
  { timeout: 120_000 + 20 * REQUESTS },
  async ({ annotate }) => {
    const { statuses, slowestMilliseconds, rssBytes, errors, faults } = await fuzz({ seed: SEED, requests: REQUESTS })
    const memory = rssBytes.map((bytes) => `${(bytes / 1e6).toFixed(1)} MB`).join(', ')
    await annotate(`${JSON.stringify(statuses)}, slowest ${Math.round(slowestMilliseconds)} ms, ${memory}`)
    expect(faults).toEqual([])
    expect(errors).toEqual([])
    // Requests that nobody refuses show that the others were near to it.
    expect(Object.keys(statuses)).toEqual(expect.arrayContaining(['200', '400', '404', '405', '415']))
    const [, half = 0, whole = 0] = rssBytes
    expect(whole - half).toBeLessThan(MOST_GROWTH_BYTES)
  },
)
