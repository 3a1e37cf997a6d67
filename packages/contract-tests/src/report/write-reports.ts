import { randomUUID } from 'node:crypto'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { renderBadge } from './badge.ts'
import { renderHtml } from './html/page.ts'
import { renderJunit } from './junit.ts'
import type { RunReport } from './run-report.ts'
import { renderSarif } from './sarif.ts'

/** Where each format goes; a format without a path is not written. */
export interface ReportPaths {
  readonly json?: string | undefined
  readonly junit?: string | undefined
  readonly sarif?: string | undefined
  readonly html?: string | undefined
  readonly badge?: string | undefined
}

type Format = keyof ReportPaths

const renderers: Readonly<Record<Format, (report: RunReport) => string>> = {
  json: (report) => `${JSON.stringify(report, null, 2)}\n`,
  junit: renderJunit,
  sarif: renderSarif,
  html: renderHtml,
  badge: renderBadge,
}

/**
 * Writes the report in each format that has a path, and makes the folders that it needs. A file appears whole or not at
 * all, and one from an earlier run stays until then.
 *
 * @returns the paths that were written, in a fixed order
 * @throws what the file system says, after the other formats were tried
 */
export async function writeReports(report: RunReport, paths: ReportPaths): Promise<readonly string[]> {
  // The keys are those of an object above.
  const formats = Object.keys(renderers) as Format[]
  const wanted = formats.flatMap((format) => {
    const path = paths[format]
    return path === undefined ? [] : [{ path, render: renderers[format] }]
  })
  const outcomes = await Promise.allSettled(wanted.map(async ({ path, render }) => writeWhole(path, render(report))))
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason
  return wanted.map(({ path }) => path)
}

async function writeWhole(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  // Beside its place, since a rename is atomic within one file system only.
  const draft = `${path}.${randomUUID()}.draft`
  try {
    await writeFile(draft, text, { flush: true })
    await rename(draft, path)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}
