import { describe, expect, it } from 'vitest'
import type { Figure, MeasuredFigures, Results } from '../run/results.ts'
import { toSvg } from './chart.ts'
import { expectationsOf, isReached } from './expectations.ts'
import { toMarkdown } from './markdown.ts'
import { toTerminal } from './terminal.ts'

const exactly = (value: number) => ({ median: value, min: value, max: value })

const measured = (operationsPerSecond: number, serverMicros: number): MeasuredFigures => ({
  operationsPerSecond: { median: operationsPerSecond, min: operationsPerSecond - 100, max: operationsPerSecond + 100 },
  p50Milliseconds: exactly(5),
  p99Milliseconds: exactly(9),
  serverMicros: exactly(serverMicros),
  databaseMicros: null,
  driverMicros: exactly(20),
  driverLoad: exactly(0.1),
  rssBytes: exactly(150_000_000),
  writtenBytes: exactly(4_096),
})

const figure = (contestant: string, figures: MeasuredFigures): Figure => ({
  contestant,
  operation: 'code-exchange',
  result: { ok: true, figures },
})

const results: Results = {
  finishedAt: '2026-01-02T03:04:05.000Z',
  machine: {
    cpu: 'A|B',
    cores: 2,
    memoryBytes: 2 ** 33,
    system: 'linux',
    node: 'v26',
    sqlite: '3',
    packages: { koa: '3' },
  },
  settings: { rounds: 3, seconds: 3, warmupSeconds: 1.5, pinned: true, whole: false },
  figures: [
    figure('hub-sqlite', measured(4_900, 200)),
    figure('oidc-provider-memory', measured(2_000, 480)),
    figure('koa', measured(7_200, 131)),
    {
      contestant: 'oidc-provider-sqlite',
      operation: 'code-exchange',
      result: { ok: false, error: 'answered with 500' },
    },
  ],
  starts: [],
  scenarios: [{ scenario: 'memory', case: 'hub-sqlite', result: { ok: true, figures: { rssBytes: exactly(250e6) } } }],
}

describe('the report', () => {
  it('relates medians of rate, and CPU time beside them', () => {
    const [first] = expectationsOf(results)

    expect(first).toMatchObject({ value: 2.45, cpuValue: 2.4, limit: { atLeast: 2 } })
    expect(first === undefined ? null : isReached(first)).toBe(true)
  })

  it('holds figures to upper limits, too', () => {
    const memory = expectationsOf(results).find(({ title }) => title.includes('100,000 exchanges'))

    expect(memory).toMatchObject({ value: 250, limit: { atMost: 200 } })
    expect(memory === undefined ? null : isReached(memory)).toBe(false)
  })

  it('does not judge what was not measured', () => {
    const refresh = expectationsOf(results).find(({ title }) => title.startsWith('refresh'))

    expect(refresh === undefined ? undefined : isReached(refresh)).toBeNull()
  })

  it.each([toTerminal, toMarkdown])('says in words what has no result (%o)', (render) => {
    expect(render(results)).toContain('no result')
    expect(render(results)).toContain('answered with 500')
  })

  it('shows medians with the smallest and the largest', () => {
    expect(toTerminal(results)).toContain('4,900 (4,800–5,000)')
  })

  it('draws a bar for each result', () => {
    const svg = toSvg(results)

    expect(svg.match(/<rect class="(hub|peer|limit)"/g)).toHaveLength(3)
    expect(svg).not.toMatch(/NaN|undefined|Infinity/)
  })
})
