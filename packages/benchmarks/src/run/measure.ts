import type { ContestantUsage, RunningContestant } from '../contestants/contestant.ts'
import { openConnections, type Connection } from '../load/connection.ts'
import { percentile, runWindow, type Load, type Window } from '../load/run-window.ts'
import type { Operation } from '../operations/operation.ts'

export interface Measurement {
  readonly operationsPerSecond: number
  readonly p50Milliseconds: number
  readonly p99Milliseconds: number
  /** CPU time of the server per operation, all threads. */
  readonly serverMicros: number
  readonly databaseMicros: number | null
  /** CPU time of the driver per operation, and the part of its core that it used: at 1 it would be the bottleneck. */
  readonly driverMicros: number
  readonly driverLoad: number
  readonly rssBytes: number
  /** By the database, per operation; null where that is not counted. */
  readonly writtenBytes: number | null
}

export interface MeasureOptions {
  readonly seconds: number
  readonly warmupSeconds: number
}

// What is prepared must last a little longer than the time does.
const RESERVE = 1.25
const FIRST_SUPPLY = 100

/** One timed window of one operation, after a warm-up. Rejects at the first wrong answer. */
export async function measure(
  contestant: RunningContestant,
  operation: Operation,
  options: MeasureOptions,
): Promise<Measurement> {
  const { port, parties } = contestant
  const connections = await openConnections(port, operation.connections)
  try {
    const target = { parties, connections }
    const load = await warmUp(operation, target, options)
    return await timeWindow(contestant, connections, load, options.seconds)
  } finally {
    for (const connection of connections) connection.close()
  }
}

/** Answers a load that lasts for the timed window. */
async function warmUp(
  operation: Operation,
  target: { parties: RunningContestant['parties']; connections: readonly Connection[] },
  { seconds, warmupSeconds }: MeasureOptions,
): Promise<Load> {
  const { connections } = target
  if (operation.supply === 'endless') {
    const load = await operation.prepare(target, 0)
    await runWindow(connections, load, warmupSeconds)
    return load
  }
  // Two windows before the timed one: the first tells how much the second needs.
  const first = await runWindow(connections, await operation.prepare(target, FIRST_SUPPLY), Infinity)
  const second = await runWindow(
    connections,
    await operation.prepare(target, supplyFor(first, warmupSeconds)),
    warmupSeconds,
  )
  return operation.prepare(target, supplyFor(second, seconds))
}

const supplyFor = ({ operations, seconds: elapsed }: Window, seconds: number): number =>
  Math.ceil((operations / elapsed) * seconds * RESERVE) + FIRST_SUPPLY

export async function timeWindow(
  contestant: Pick<RunningContestant, 'usage'>,
  connections: readonly Connection[],
  load: Load,
  seconds: number,
): Promise<Measurement> {
  const before = await contestant.usage()
  const driverBefore = process.cpuUsage()
  const window = await runWindow(connections, load, seconds)
  const driver = process.cpuUsage(driverBefore)
  const after = await contestant.usage()
  const { operations } = window
  if (operations === 0) throw new Error('not one operation was completed')
  const driverMicros = driver.user + driver.system
  return {
    operationsPerSecond: operations / window.seconds,
    p50Milliseconds: percentile(window.latenciesMilliseconds, 0.5),
    p99Milliseconds: percentile(window.latenciesMilliseconds, 0.99),
    serverMicros: (after.server.cpuMicros - before.server.cpuMicros) / operations,
    databaseMicros:
      after.database === null || before.database === null
        ? null
        : (after.database.cpuMicros - before.database.cpuMicros) / operations,
    driverMicros: driverMicros / operations,
    driverLoad: driverMicros / 1e6 / window.seconds,
    rssBytes: after.server.rssBytes,
    writtenBytes: perOperation(written(before), written(after), operations),
  }
}

function written({ server, database }: ContestantUsage): number | null {
  return database === null ? server.writtenBytes : database.writtenBytes
}

const perOperation = (before: number | null, after: number | null, operations: number): number | null =>
  // The last page of a log is counted before it is full, so that little may look like less than nothing.
  before === null || after === null ? null : Math.max(0, after - before) / operations
