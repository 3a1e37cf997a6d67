import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { argv } from 'node:process'
import { flawlessReport, sampleReport } from './sample-report.ts'
import { hostileReport } from './hostile-report.ts'
import { renderHtml } from '../html/page.ts'

/** Run as a program: writes the samples as pages into the folder that is named, to look at and to test in browsers. */
const [, , folder] = argv
if (folder === undefined) throw new TypeError('Name the folder to write to')
await mkdir(folder, { recursive: true })
const sample = sampleReport()
const notable = { ...sample, results: sample.results.filter(({ verdict }) => verdict !== 'pass') }
const pages = { sample, notable, flawless: flawlessReport(), hostile: hostileReport() }
for (const [name, report] of Object.entries(pages)) await writeFile(join(folder, `${name}.html`), renderHtml(report))
