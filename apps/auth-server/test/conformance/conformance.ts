import { readFileSync } from 'node:fs'
import type { RunReport, Verdict } from '@identity-hub/contract-tests'
import { listCases, requirements, readDocument, type Requirement } from '@identity-hub/contract-tests/conformance'
import { documentPlaces, placesThatCite } from './document-places.ts'
import { mappedPlaces } from './mapped-places.ts'
import type { HubReports } from './run-on-databases.ts'
import { testsElsewhere } from './tests-elsewhere.ts'

export const conformanceUrl = new URL('../../../docs/conformance.json', import.meta.url)
export const pageUrl = new URL('../../../docs/conformance.md', import.meta.url)

/** The databases that the hub has; both run the same contract. */
export const databases = ['sqlite', 'postgres'] as const

/** What `apps/docs/conformance.json` holds, and the page shows. */
export interface Conformance {
  readonly runs: Readonly<Record<(typeof databases)[number], RunSummary>>
  /** Every requirement of phase `core`, in their order. */
  readonly rows: readonly ConformanceRow[]
}

export interface RunSummary {
  /** Epoch milliseconds. */
  readonly startedAt: number
  readonly durationMilliseconds: number
  readonly seed: number
  readonly verdicts: Readonly<Record<string, Verdict>>
  /** `operationId status` that the document has and nothing answered with. */
  readonly unobserved: readonly string[]
}

export interface ConformanceRow {
  /** `PKCE-07` */
  readonly id: string
  readonly places: readonly RowPlace[]
  /** Ids of the contract's tests. */
  readonly tests: readonly string[]
  /** Files from the root that have a test of that name. */
  readonly elsewhere: readonly string[]
}

export interface RowPlace {
  readonly label: string
  /** In the document; null: it is not in there. */
  readonly pointer: string | null
}

/** The requirements that the hub is held to. */
export const coreRequirements: readonly Requirement[] = requirements.filter(({ phase }) => phase === 'core')

export function summaryOf({ startedAt, durationMilliseconds, seed, results, coverage }: RunReport): RunSummary {
  const verdicts = Object.fromEntries(results.map(({ id, verdict }) => [id, verdict]))
  return {
    startedAt,
    durationMilliseconds: Math.round(durationMilliseconds),
    seed,
    verdicts,
    unobserved: coverage.unobserved,
  }
}

export function summariesOf({ sqlite, postgres }: HubReports): Conformance['runs'] {
  return { sqlite: summaryOf(sqlite), postgres: summaryOf(postgres) }
}

/** Puts together what the document, the tests and two runs say. */
export function conformanceOf(runs: Conformance['runs']): Conformance {
  const places = documentPlaces(readDocument())
  const cases = listCases()
  const elsewhere = testsElsewhere()
  const rows = coreRequirements.map((requirement): ConformanceRow => {
    const { id } = requirement
    const labels = mappedPlaces[id] ?? placesThatCite(requirement, places)
    return {
      id,
      places: labels.map((label) => ({ label, pointer: places.get(label)?.pointer ?? null })),
      tests: cases.filter((one) => one.requirements.some((asked) => asked.id === id)).map((one) => one.id),
      elsewhere: elsewhere.get(id) ?? [],
    }
  })
  return { runs, rows }
}

export function readConformance(): Conformance {
  // This folder wrote it.
  return JSON.parse(readFileSync(conformanceUrl, 'utf8')) as Conformance
}
