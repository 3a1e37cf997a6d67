import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { DOCUMENTS, GITHUB } from '../documents.ts'
import { wholeCoverage } from './coverage.ts'
import { pageUrl, readReport } from './round-trips.ts'
import { roundTripsPage } from './round-trips-page.ts'

const report = readReport()

test('the page shows what is kept of the last run', () => {
  expect(readFileSync(pageUrl, 'utf8'), 'pnpm round-trips --page-only').toBe(roundTripsPage(report))
})

test('the last run went through every operation and status that the documents have now', async () => {
  expect(report.documents.map(({ document }) => document)).toEqual([...DOCUMENTS, GITHUB].map(({ name }) => name))
  for (const [index, { read }] of [...DOCUMENTS, GITHUB].entries())
    expect(report.documents[index], 'pnpm round-trips').toMatchObject(wholeCoverage(await read()))
})
