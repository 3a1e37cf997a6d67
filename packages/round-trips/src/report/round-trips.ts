import { readFileSync } from 'node:fs'
import type { RoundTripResult } from '../round-trip.ts'

/** What is kept of the last run, next to the page made of it. */
export const reportUrl = new URL('../../../../apps/docs/openapi-koa-round-trips.json', import.meta.url)
export const pageUrl = new URL('../../../../apps/docs/openapi-koa-round-trips.md', import.meta.url)

export interface RoundTripReport {
  /** A day: `2026-11-22`. */
  readonly ranOn: string
  readonly documents: readonly Omit<RoundTripResult, 'failures'>[]
}

export function readReport(): RoundTripReport {
  return JSON.parse(readFileSync(reportUrl, 'utf8')) as RoundTripReport // what the command wrote
}
