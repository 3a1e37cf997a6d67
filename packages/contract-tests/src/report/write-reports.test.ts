import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test as plainTest } from 'vitest'
import { sampleReport } from './testing/sample-report.ts'
import { writeReports } from './write-reports.ts'

// oxlint-disable-next-line no-empty-pattern -- vitest reads the names of what a fixture needs off this pattern.
const test = plainTest.extend('folder', async ({}, { onCleanup }) => {
  const folder = await mkdtemp(join(tmpdir(), 'reports-'))
  onCleanup(() => rm(folder, { recursive: true }))
  return folder
})

const report = sampleReport()

const begin = async (path: string) => (await readFile(path, 'utf8')).slice(0, 20)

describe('Writing reports', () => {
  test('writes each format that has a path, in folders that it makes', async ({ folder }) => {
    const paths = {
      json: join(folder, 'a/report.json'),
      junit: join(folder, 'a/b/junit.xml'),
      sarif: join(folder, 'report.sarif'),
      html: join(folder, 'site/index.html'),
      badge: join(folder, 'site/badge.svg'),
    }
    expect(await writeReports(report, paths)).toEqual(Object.values(paths))
    expect(await begin(paths.junit)).toContain('<?xml')
    expect(await begin(paths.html)).toContain('<!doctype html>')
    expect(await begin(paths.badge)).toContain('<svg')
    expect(JSON.parse(await readFile(paths.sarif, 'utf8'))).toMatchObject({ version: '2.1.0' })
  })

  test('writes a JSON report that reads back as it was', async ({ folder }) => {
    const path = join(folder, 'report.json')
    await writeReports(report, { json: path, html: undefined })
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual(report)
    expect(await readdir(folder)).toEqual(['report.json'])
  })

  test('replaces an earlier report', async ({ folder }) => {
    const path = join(folder, 'badge.svg')
    await writeFile(path, 'of yesterday')
    await writeReports(report, { badge: path })
    expect(await readFile(path, 'utf8')).toContain('3 failed')
  })

  test('leaves nothing half written when one format cannot be, and writes the others', async ({ folder }) => {
    const inTheWay = join(folder, 'report.json')
    await mkdir(join(inTheWay, 'full'), { recursive: true })
    const badge = join(folder, 'badge.svg')
    await expect(writeReports(report, { json: inTheWay, badge })).rejects.toThrow(/EISDIR|ENOTEMPTY|EEXIST/)
    expect((await readdir(folder)).toSorted()).toEqual(['badge.svg', 'report.json'])
  })
})
