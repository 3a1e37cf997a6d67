import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { toSvg } from '../report/chart.ts'
import { toMarkdown } from '../report/markdown.ts'
import type { Results } from '../run/results.ts'

export function writeResults(folder: string, results: Results): void {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'results.json'), `${JSON.stringify(results, null, 2)}\n`)
  writeFileSync(join(folder, 'results.md'), toMarkdown(results))
  writeFileSync(join(folder, 'results.svg'), toSvg(results))
}
