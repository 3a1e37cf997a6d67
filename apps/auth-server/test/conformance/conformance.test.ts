import { readFileSync } from 'node:fs'
import { isObject, readDocument, resolvePointer, listCases } from '@identity-hub/contract-tests/conformance'
import { expect, test } from 'vitest'
import { pageRoutes } from '../../src/interactions/page-routes.ts'
import { conformanceOf, coreRequirements, databases, pageUrl, readConformance } from './conformance.ts'
import { conformancePage } from './conformance-page.ts'
import { documentPlaces } from './document-places.ts'
import { mappedPlaces } from './mapped-places.ts'
import { notApplicable } from './not-applicable.ts'
import { testsElsewhere } from './tests-elsewhere.ts'

const committed = readConformance()
const rows = new Map(committed.rows.map((row) => [row.id, row]))
const ids = coreRequirements.map(({ id }) => id)
const readDocs = (path: string) => readFileSync(new URL(path, pageUrl), 'utf8')

test('the page has every core requirement, and shows what is kept of the last run', () => {
  expect([...rows.keys()], 'pnpm conformance --page-only').toEqual(ids)
  expect(readFileSync(pageUrl, 'utf8'), 'pnpm conformance --page-only').toBe(conformancePage(committed))
})

test('each row has the tests that the contract has for it, each with a verdict on both databases', () => {
  const known = new Set(listCases().map(({ id }) => id))
  const gone = committed.rows.flatMap(({ tests }) => tests).filter((id) => !known.has(id))
  expect(gone, 'pnpm conformance').toEqual([])
  const current = conformanceOf(committed.runs).rows
  for (const { id, tests } of current) expect(rows.get(id)?.tests, 'pnpm conformance').toEqual(tests)
  const wanted = committed.rows.flatMap(({ tests }) => tests)
  for (const name of databases)
    expect(
      wanted.filter((id) => committed.runs[name].verdicts[id] === undefined),
      'pnpm conformance',
    ).toEqual([])
})

test('the hub keeps every requirement that the contract asks it for', () => {
  for (const name of databases)
    expect(Object.entries(committed.runs[name].verdicts).filter(([, verdict]) => verdict !== 'pass')).toEqual([])
})

test('a requirement has a test, or it is one of those that are known not to apply', () => {
  const untested = committed.rows.filter(({ tests, elsewhere }) => tests.length + elsewhere.length === 0)
  expect(untested.map(({ id }) => id).toSorted()).toEqual(Object.keys(notApplicable).toSorted())
})

test('what does not apply does not become more', () => {
  const reviewed = ['CONS-06', 'OPS-14']
  expect(Object.keys(notApplicable).filter((id) => !reviewed.includes(id))).toEqual([])
})

test('each file that a row names has a test of that name', () => {
  const elsewhere = testsElsewhere()
  for (const { id, elsewhere: files } of committed.rows)
    expect(
      files.filter((file) => !elsewhere.get(id)?.includes(file)),
      `${id}: pnpm conformance --page-only`,
    ).toEqual([])
})

test('each place that a row names is in the document, a page of the hub, or a heading of the reference', () => {
  const { raw } = readDocument()
  const paths: readonly string[] = Object.values(pageRoutes).map(({ path }) => path)
  const headings = [...readDocs('reference/README.md').matchAll(/^## (.+)$/gm)].map(
    ([, heading = '']) =>
      `reference#${heading
        .toLowerCase()
        .replaceAll(/[^\w -]/g, '')
        .replaceAll(' ', '-')}`,
  )
  const exists = (label: string, pointer: string | null) => {
    if (pointer !== null) return isObject(resolvePointer(raw, pointer).value)
    const [, page] = /^page (.+)$/.exec(label) ?? []
    return page === undefined ? headings.includes(label) : paths.some((path) => path.endsWith(`/${page}`))
  }
  const places = committed.rows.flatMap((row) => row.places)
  expect(places.length).toBeGreaterThan(200)
  expect(places.filter(({ label, pointer }) => !exists(label, pointer))).toEqual([])
})

test('a row names the places that are mapped to it, and only those of them that it has', () => {
  const labels = documentPlaces(readDocument())
  expect(Object.keys(mappedPlaces).filter((id) => !ids.includes(id))).toEqual([])
  const current = conformanceOf(committed.runs).rows
  for (const { id, places } of current)
    expect(rows.get(id)?.places, `${id}: pnpm conformance --page-only`).toEqual(places)
  const resolved = committed.rows.flatMap((row) => row.places).filter(({ pointer }) => pointer !== null)
  expect(resolved.filter(({ label, pointer }) => labels.get(label)?.pointer !== pointer)).toEqual([])
})
