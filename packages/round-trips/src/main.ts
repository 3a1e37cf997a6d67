import { writeFile } from 'node:fs/promises'
import { DOCUMENTS, GITHUB } from './documents.ts'
import { type RoundTripReport, pageUrl, readReport, reportUrl } from './report/round-trips.ts'
import { roundTripsPage } from './report/round-trips-page.ts'
import { type RoundTripResult, roundTrip } from './round-trip.ts'

// `pnpm round-trips` runs all documents and writes what it found; with `--page-only` the page alone, of the last run.
const SEED = Number(process.env['ROUND_TRIPS_SEED'] ?? 20_261_122)
const RUNS = 50
const RUNS_OF_GITHUB = 5

const report = process.argv.includes('--page-only') ? readReport() : await run()
await writeFile(reportUrl, `${JSON.stringify(report, null, 2)}\n`)
await writeFile(pageUrl, roundTripsPage(report))

async function run(): Promise<RoundTripReport> {
  const results: RoundTripResult[] = []
  for (const document of [...DOCUMENTS, GITHUB]) {
    const runs = document === GITHUB ? RUNS_OF_GITHUB : RUNS
    results.push(await roundTrip(await document.read(), { seed: SEED, runs }))
    const [last] = results.slice(-1)
    process.stderr.write(`${document.name}: ${last?.statuses} statuses, ${last?.failures.length} failures\n`)
  }
  const failures = results.flatMap((result) => result.failures)
  if (failures.length > 0) {
    process.stderr.write(`${failures.join('\n')}\n`)
    process.exit(1)
  }
  const documents = results.map(({ failures: _failures, ...kept }) => kept)
  return { ranOn: new Date().toISOString().slice(0, 10), documents }
}
