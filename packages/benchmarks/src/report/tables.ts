import { contestants } from '../contestants/contestants.ts'
import { operations } from '../operations/operations.ts'
import type { Failed, Figure, MeasuredFigures, Results } from '../run/results.ts'
import type { Spread } from '../run/spread.ts'
import { expectationsOf, isReached, type Expectation } from './expectations.ts'
import { formatNumber, formatSpread, scaleSpread } from './format.ts'

/** Titled rows of text, for the terminal and for Markdown alike. */
export interface Table {
  readonly title: string
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
  /** Why something is missing. */
  readonly notes?: readonly string[]
}

export function tablesOf(results: Results): readonly Table[] {
  return [
    ...operations
      .map(({ name, title }) => ({ title, figures: results.figures.filter(({ operation }) => operation === name) }))
      .filter(({ figures }) => figures.length > 0)
      .map(({ title, figures }) => operationTable(title, figures)),
    startTable(results),
    scenarioTable(results),
    expectationTable(results),
  ].filter(({ rows }) => rows.length > 0)
}

export const contestantTitle = (name: string): string => contestants.find((one) => one.name === name)?.title ?? name

function operationTable(title: string, figures: readonly Figure[]): Table {
  return {
    title,
    head: ['', 'per second', 'p50 ms', 'p99 ms', 'CPU µs', 'database CPU µs', 'written bytes', 'RSS MB', 'driver load'],
    rows: figures.map(({ contestant, result }) => [
      contestantTitle(contestant),
      ...(result.ok ? figureCells(result.figures) : ['no result']),
    ]),
    notes: notesOf(figures.map(({ contestant, result }) => [contestantTitle(contestant), result])),
  }
}

function notesOf(results: readonly (readonly [string, { readonly ok: true } | Failed])[]): readonly string[] {
  return results.flatMap(([name, result]) => (result.ok ? [] : [`${name}: ${result.error}`]))
}

function figureCells(figures: MeasuredFigures): readonly string[] {
  return [
    formatSpread(figures.operationsPerSecond),
    formatSpread(figures.p50Milliseconds),
    formatSpread(figures.p99Milliseconds),
    formatSpread(figures.serverMicros),
    figures.databaseMicros === null ? '' : formatSpread(figures.databaseMicros),
    figures.writtenBytes === null ? '' : formatNumber(figures.writtenBytes.median),
    formatNumber(figures.rssBytes.median / 1e6),
    formatNumber(figures.driverLoad.median),
  ]
}

function startTable({ starts }: Results): Table {
  return {
    title: 'start',
    head: ['', 'from spawn to the first 200, ms', 'RSS then, MB'],
    rows: starts.map(({ contestant, coldStartMilliseconds, idleRssBytes }) => [
      contestantTitle(contestant),
      formatSpread(coldStartMilliseconds),
      formatSpread(scaleSpread(idleRssBytes, 1e-6)),
    ]),
  }
}

function scenarioTable({ scenarios }: Results): Table {
  return {
    title: 'scenarios',
    head: ['', 'case', 'figures'],
    rows: scenarios.map(({ scenario, case: name, result }) => [
      scenario,
      name,
      result.ok ? Object.entries(result.figures).map(scenarioCell).join(', ') : 'no result',
    ]),
    notes: notesOf(scenarios.map(({ case: name, result }) => [name, result])),
  }
}

const scenarioCell = ([name, spread]: [string, Spread]): string =>
  name.endsWith('Bytes')
    ? `${name.slice(0, -'Bytes'.length)} ${formatSpread(scaleSpread(spread, 1e-6))} MB`
    : `${name} ${formatSpread(spread)}`

function expectationTable(results: Results): Table {
  return {
    title: 'what the hub is to reach',
    head: ['', 'is to be', 'is', 'by CPU time', ''],
    rows: expectationsOf(results)
      .filter(({ value }) => value !== null || results.settings.whole)
      .map((expectation) => [
        expectation.title,
        limitText(expectation),
        valueText(expectation.value, expectation.unit),
        valueText(expectation.cpuValue, '×'),
        verdict(expectation),
      ]),
  }
}

function limitText({ limit, unit }: Expectation): string {
  return 'atLeast' in limit ? `≥ ${limit.atLeast} ${unit}` : `≤ ${limit.atMost} ${unit}`
}

const valueText = (value: number | null, unit: string): string =>
  value === null ? '' : `${formatNumber(value)} ${unit}`

function verdict(expectation: Expectation): string {
  const reached = isReached(expectation)
  return reached === null ? 'not measured' : reached ? 'reached' : 'not reached'
}
