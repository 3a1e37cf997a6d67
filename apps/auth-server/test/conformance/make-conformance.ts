import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import {
  conformanceOf,
  conformanceUrl,
  databases,
  pageUrl,
  readConformance,
  summariesOf,
  type Conformance,
} from './conformance.ts'
import { conformancePage } from './conformance-page.ts'
import { runOnDatabases } from './run-on-databases.ts'

// Runs the contract on both databases and writes what it found:
//   node make-conformance.ts [--page-only]
// `--page-only` keeps the verdicts of the last run; what is new since then has none.
const { values } = parseArgs({ options: { 'page-only': { type: 'boolean', default: false } } })
const tell = (line: string) => void process.stdout.write(`${line}\n`)

function write(conformance: Conformance): void {
  writeFileSync(conformanceUrl, `${JSON.stringify(conformance, null, 2)}\n`)
  writeFileSync(pageUrl, conformancePage(conformance))
  for (const { pathname } of [pageUrl, conformanceUrl]) tell(`Wrote ${pathname}`)
}

const { runs } = values['page-only'] ? readConformance() : { runs: summariesOf(await runOnDatabases(tell)) }
write(conformanceOf(runs))
const failed = databases.flatMap((name) => Object.values(runs[name].verdicts).filter((verdict) => verdict === 'fail'))
// Connections that idle would hold the process.
process.exit(failed.length === 0 ? 0 : 1)
