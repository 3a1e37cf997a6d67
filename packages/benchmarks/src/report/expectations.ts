import type { OperationName } from '../operations/operation.ts'
import type { MeasuredFigures, Results } from '../run/results.ts'

/** What the hub is expected to reach, as a relation of two figures or as a limit. */
export interface Expectation {
  readonly title: string
  readonly limit: { readonly atLeast: number } | { readonly atMost: number }
  readonly unit: '×' | 'MB' | 'ms'
  /** null: it was not measured. */
  readonly value: number | null
  /** The same relation of the CPU time per operation, which varies less on a machine that is not idle. */
  readonly cpuValue: number | null
}

export function isReached({ limit, value }: Expectation): boolean | null {
  if (value === null) return null
  return 'atLeast' in limit ? value >= limit.atLeast : value <= limit.atMost
}

export function expectationsOf(results: Results): readonly Expectation[] {
  const of = (contestant: string, operation: OperationName): MeasuredFigures | null => {
    const figure = results.figures.find((one) => one.contestant === contestant && one.operation === operation)
    return figure?.result.ok === true ? figure.result.figures : null
  }
  const against = (operation: OperationName, hub: string, peer: string, atLeast: number): Expectation =>
    faster(`${operation}: ${hub} against ${peer}`, of(hub, operation), of(peer, operation), atLeast)
  const latency = (operation: OperationName, hub: string, atMost: number): Expectation => ({
    title: `${operation}: p99 of ${hub}`,
    limit: { atMost },
    unit: 'ms',
    value: of(hub, operation)?.p99Milliseconds.median ?? null,
    cpuValue: null,
  })
  const stored = (one: string, figure: string): number | null => scenarioFigure(results, 'stored-tokens', one, figure)
  return [
    against('code-exchange', 'hub-sqlite', 'oidc-provider-memory', 2),
    against('code-exchange', 'hub-sqlite', 'oidc-provider-sqlite', 10),
    against('code-exchange', 'hub-sqlite', 'koa', 0.6),
    against('refresh', 'hub-sqlite', 'oidc-provider-memory', 1.7),
    against('refresh', 'hub-sqlite', 'oidc-provider-sqlite', 10),
    against('refresh', 'hub-sqlite', 'koa', 0.55),
    against('client-credentials', 'hub-sqlite', 'oidc-provider-memory', 2.5),
    against('client-credentials', 'hub-sqlite', 'koa', 0.7),
    against('api-call', 'hub-sqlite', 'oidc-provider-memory', 2),
    against('api-call', 'hub-sqlite', 'koa', 0.6),
    against('whole-flow', 'hub-sqlite', 'oidc-provider-memory', 4),
    against('code-exchange', 'hub-postgres', 'oidc-provider-postgres', 4),
    against('refresh', 'hub-postgres', 'oidc-provider-postgres', 5),
    latency('code-exchange', 'hub-postgres', 60),
    latency('refresh', 'hub-postgres', 60),
    {
      title: 'refresh: CPU with 1,000,000 tokens and 1,000 tenants against 10,000 and 1',
      limit: { atMost: 1.25 },
      unit: '×',
      value: quotient(stored('many', 'serverMicros'), stored('few', 'serverMicros')),
      cpuValue: null,
    },
    megabytes('RSS with 1,000,000 tokens and 1,000 tenants', stored('many', 'rssBytes'), 350),
    against('code-exchange', 'hub-sqlite', 'hub-sqlite-normal', 0.85),
    faster(
      'code-exchange: 32 connections against 1',
      of('hub-sqlite', 'code-exchange'),
      of('hub-sqlite', 'code-exchange-alone'),
      5,
    ),
    megabytes('RSS after 100,000 exchanges', scenarioFigure(results, 'memory', 'hub-sqlite', 'rssBytes'), 200),
  ]
}

function faster(
  title: string,
  hub: MeasuredFigures | null,
  peer: MeasuredFigures | null,
  atLeast: number,
): Expectation {
  return {
    title,
    limit: { atLeast },
    unit: '×',
    value: quotient(hub?.operationsPerSecond.median ?? null, peer?.operationsPerSecond.median ?? null),
    cpuValue: quotient(cpuMicros(peer), cpuMicros(hub)),
  }
}

function megabytes(title: string, bytes: number | null, atMost: number): Expectation {
  return { title, limit: { atMost }, unit: 'MB', value: bytes === null ? null : bytes / 1e6, cpuValue: null }
}

/** Of the server and its database. */
export const cpuMicros = (figures: MeasuredFigures | null): number | null =>
  figures === null ? null : figures.serverMicros.median + (figures.databaseMicros?.median ?? 0)

const quotient = (dividend: number | null, divisor: number | null): number | null =>
  dividend === null || divisor === null ? null : dividend / divisor

function scenarioFigure(results: Results, scenario: string, one: string, figure: string): number | null {
  const found = results.scenarios.find((candidate) => candidate.scenario === scenario && candidate.case === one)
  return found?.result.ok === true ? (found.result.figures[figure]?.median ?? null) : null
}
