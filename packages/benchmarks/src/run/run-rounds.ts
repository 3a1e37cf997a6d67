import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Contestant, RunningContestant, StartOptions } from '../contestants/contestant.ts'
import type { Operation } from '../operations/operation.ts'
import { measure, type Measurement, type MeasureOptions } from './measure.ts'
import type { Figure, StartFigure } from './results.ts'
import { spreadOf } from './spread.ts'
import { summarise } from './summarise.ts'

export interface RoundsOptions extends MeasureOptions {
  readonly contestants: readonly Contestant[]
  readonly operations: readonly Operation[]
  readonly rounds: number
  readonly folder: string
  readonly cores: StartOptions['cores']
  /** Each contestant once before the first round, so that Node has compiled its TypeScript. */
  readonly startsTwice: boolean
  /** What happens now, and what was found. */
  readonly say: (line: string) => void
}

interface Collected {
  readonly contestant: Contestant
  readonly operation: Operation
  readonly measurements: Measurement[]
  error: string | null
}

/**
 * In each round every contestant starts anew with an empty store; then, operation by operation, one contestant after the
 * other is measured, so that whatever the machine does besides hits them alike. Each round begins with another one.
 */
export async function runRounds(
  options: RoundsOptions,
): Promise<{ figures: readonly Figure[]; starts: readonly StartFigure[] }> {
  const { contestants, operations, rounds } = options
  const collected = operations.flatMap((operation) =>
    contestants
      .filter((contestant) => contestant.operations.includes(operation.name))
      .map((contestant): Collected => ({ contestant, operation, measurements: [], error: null })),
  )
  const starts = contestants.map(({ name }) => ({
    contestant: name,
    milliseconds: [] as number[],
    rss: [] as number[],
  }))

  if (options.startsTwice) await startOnce(options)
  for (let round = 0; round < rounds; round += 1) {
    const running = new Map<Contestant, RunningContestant>()
    try {
      for (const [index, contestant] of contestants.entries()) {
        options.say(`round ${round + 1} of ${rounds}: starting ${contestant.name}`)
        try {
          const started = await start(contestant, round, options)
          running.set(contestant, started)
          starts[index]?.milliseconds.push(started.coldStartMilliseconds)
          starts[index]?.rss.push((await started.usage()).server.rssBytes)
        } catch (error) {
          for (const one of collected) if (one.contestant === contestant) one.error ??= messageOf(error)
          options.say(`${contestant.name} does not start: ${messageOf(error)}`)
        }
      }
      for (const one of rotated(collected, operations, round)) {
        const contestant = running.get(one.contestant)
        if (contestant !== undefined && one.error === null) await takeTurn(one, contestant, round, options)
      }
    } finally {
      await Promise.all([...running.values()].map((contestant) => contestant.stop()))
    }
  }
  return {
    figures: collected.map(toFigure),
    starts: starts
      .filter(({ rss }) => rss.length > 0)
      .map(({ contestant, milliseconds, rss }) => ({
        contestant,
        coldStartMilliseconds: spreadOf(milliseconds),
        idleRssBytes: spreadOf(rss),
      })),
  }
}

async function startOnce(options: RoundsOptions): Promise<void> {
  for (const contestant of options.contestants) {
    options.say(`starting ${contestant.name} for the first time`)
    // Why one does not start is told in the rounds.
    await start(contestant, 'first', options).then(
      (running) => running.stop(),
      () => {},
    )
  }
}

function start(
  contestant: Contestant,
  round: number | 'first',
  { folder, cores }: RoundsOptions,
): Promise<RunningContestant> {
  const own = join(folder, `${contestant.name}-${round}`)
  mkdirSync(own)
  return contestant.start({ folder: own, cores })
}

async function takeTurn(
  one: Collected,
  contestant: RunningContestant,
  round: number,
  options: RoundsOptions,
): Promise<void> {
  const what = `round ${round + 1} of ${options.rounds}: ${one.operation.title}, ${one.contestant.title}`
  options.say(what)
  try {
    const measurement = await measure(contestant, one.operation, options)
    one.measurements.push(measurement)
    options.say(`${what}: ${Math.round(measurement.operationsPerSecond)}/s, ${Math.round(measurement.serverMicros)} µs`)
  } catch (error) {
    one.error = messageOf(error)
    options.say(`${what}: no result: ${one.error}`)
  }
}

function rotated(collected: readonly Collected[], operations: readonly Operation[], round: number): Collected[] {
  return operations.flatMap((operation) => {
    const turns = collected.filter((one) => one.operation === operation)
    const first = round % Math.max(1, turns.length)
    return [...turns.slice(first), ...turns.slice(0, first)]
  })
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

const toFigure = ({ contestant, operation, measurements, error }: Collected): Figure => ({
  contestant: contestant.name,
  operation: operation.name,
  result: error === null ? { ok: true, figures: summarise(measurements) } : { ok: false, error },
})
