import { formatSpread } from '../report/format.ts'
import type { Machine } from '../run/results.ts'
import type { RouteFigure } from './run-stub-benchmark.ts'
import { STEPS } from './steps.ts'

/** The stub may lose that much of the hand-written server's requests per second. */
export const LEAST_RATIO = 0.85

export interface StubResults {
  readonly date: string
  readonly machine: Machine
  readonly rounds: number
  readonly seconds: number
  readonly connections: number
  readonly figures: readonly RouteFigure[]
}

export function toMarkdown({ date, machine, rounds, seconds, connections, figures }: StubResults): string {
  return [
    '# The generated stub beside hand-written routes',
    '',
    'Written by `pnpm bench:stub`; do not edit. The same four routes twice: by the stub that is generated from',
    '[shop.yaml](../../../packages/benchmarks/src/stub/shop.yaml), and [by hand](../../../packages/benchmarks/src/stub/by-hand.ts)',
    'with Koa, @koa/router, raw-body and zod. Both check the same and answer the same.',
    '',
    `${date.slice(0, 10)}, ${machine.cpu}, Node ${machine.node}, ${connections} connections, medians of ${rounds} rounds of ${seconds} s, smallest and largest in parentheses.`,
    '',
    '| route | by hand, requests/s | stub, requests/s | stub ÷ by hand | by hand, CPU µs | stub, CPU µs |',
    '|---|---|---|---|---|---|',
    ...figures.map(
      ({ title, requestsPerSecond, cpuMicros, ratio }) =>
        `| ${title} | ${formatSpread(requestsPerSecond['by-hand'])} | ${formatSpread(requestsPerSecond['by-stub'])} | **${formatSpread(ratio)}** | ${formatSpread(cpuMicros['by-hand'])} | ${formatSpread(cpuMicros['by-stub'])} |`,
    ),
    '',
    `At least ${LEAST_RATIO} is wanted of each.`,
    '',
    '## Where the time goes',
    '',
    'CPU µs of a request, by hand → stub, from a profile of the last round.',
    '',
    `| step | ${figures.map(({ route }) => route).join(' | ')} |`,
    `|---|${figures.map(() => '---|').join('')}`,
    ...STEPS.map((step) => {
      const cells = figures.map(({ microsByStep }) => {
        const [byHand, byStub] = [microsByStep['by-hand'][step], microsByStep['by-stub'][step]]
        return `${byHand.toFixed(1)} → ${byStub.toFixed(1)}`
      })
      return `| ${step} | ${cells.join(' | ')} |`
    }),
    '',
  ].join('\n')
}
