import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openConnections } from '../load/connection.ts'
import { runWindow } from '../load/run-window.ts'
import { type CpuProfile, sampledStacks } from '../profile/cpu-profile.ts'
import { type Spread, spreadOf } from '../run/spread.ts'
import { type RunningServer, startServer } from '../servers/start-server.ts'
import { loadOf, ROUTES, type Route } from './requests.ts'
import { STEPS, type Step, stepOf } from './steps.ts'

export const SERVERS = ['by-hand', 'by-stub'] as const

export type ServerName = (typeof SERVERS)[number]

export interface StubOptions {
  readonly rounds: number
  readonly seconds: number
  readonly warmupSeconds: number
  readonly connections: number
  /** Empty, on any disk. */
  readonly folder: string
  readonly cores: readonly number[] | null
  readonly say: (line: string) => void
}

export interface RouteFigure {
  readonly route: string
  readonly title: string
  readonly requestsPerSecond: Readonly<Record<ServerName, Spread>>
  readonly cpuMicros: Readonly<Record<ServerName, Spread>>
  /** Requests per second of the stub by those of the hand-written server, round by round. */
  readonly ratio: Spread
  /** Of the CPU time of a request, by a profile of its own. */
  readonly microsByStep: Readonly<Record<ServerName, Readonly<Record<Step, number>>>>
}

/** In each round both servers start anew, and take turns route by route, so that whatever else happens hits both. */
export async function runStubBenchmark(options: StubOptions): Promise<readonly RouteFigure[]> {
  const collected = ROUTES.map((route) => ({ route, rounds: [] as Record<ServerName, Measured>[] }))
  const steps: Record<string, Record<ServerName, Record<Step, number>>> = {}
  for (let round = 0; round < options.rounds; round += 1) {
    const running = await startAll(round, options)
    try {
      for (const { route, rounds } of collected) {
        options.say(`round ${round + 1} of ${options.rounds}: ${route.name}`)
        const order = round % 2 === 0 ? SERVERS : SERVERS.toReversed()
        const measured: Partial<Record<ServerName, Measured>> = {}
        for (const name of order) measured[name] = await measure(running[name], route, options)
        rounds.push(bothOf(measured))
        if (round === options.rounds - 1) steps[route.name] = await profileAll(running, route, rounds, options)
      }
    } finally {
      await Promise.all(SERVERS.map((name) => running[name].stop()))
    }
  }
  return collected.map(({ route, rounds }) => figureOf(route, rounds, steps[route.name]))
}

interface Measured {
  readonly requestsPerSecond: number
  readonly cpuMicros: number
}

async function startAll(round: number, { folder, cores }: StubOptions): Promise<Record<ServerName, RunningServer>> {
  const start = async (name: ServerName): Promise<RunningServer> => {
    const own = join(folder, `${name}-${round}`)
    mkdirSync(own)
    return await startServer({
      script: join(import.meta.dirname, `${name}.ts`),
      args: (port) => [String(port)],
      environment: () => ({}),
      readyPath: '/orders',
      folder: own,
      cores,
    })
  }
  return { 'by-hand': await start('by-hand'), 'by-stub': await start('by-stub') }
}

async function measure(server: RunningServer, route: Route, options: StubOptions): Promise<Measured> {
  const connections = await openConnections(server.port, options.connections)
  try {
    await runWindow(connections, loadOf(route), options.warmupSeconds)
    const before = await server.usage()
    const { operations, seconds } = await runWindow(connections, loadOf(route), options.seconds)
    const { cpuMicros } = await server.usage()
    return { requestsPerSecond: operations / seconds, cpuMicros: (cpuMicros - before.cpuMicros) / operations }
  } finally {
    for (const connection of connections) connection.close()
  }
}

function bothOf(measured: Partial<Record<ServerName, Measured>>): Record<ServerName, Measured> {
  const { 'by-hand': byHand, 'by-stub': byStub } = measured
  if (!byHand || !byStub) throw new Error('a server was not measured')
  return { 'by-hand': byHand, 'by-stub': byStub }
}

async function profileAll(
  running: Record<ServerName, RunningServer>,
  route: Route,
  rounds: readonly Record<ServerName, Measured>[],
  options: StubOptions,
): Promise<Record<ServerName, Record<Step, number>>> {
  const profile = async (name: ServerName): Promise<Record<Step, number>> => {
    const file = join(options.folder, `${name}-${route.name}.cpuprofile`)
    const connections = await openConnections(running[name].port, options.connections)
    try {
      await running[name].startProfile()
      await runWindow(connections, loadOf(route), options.seconds)
      await running[name].writeProfile(file)
    } finally {
      for (const connection of connections) connection.close()
    }
    const { median } = spreadOf(rounds.map((round) => round[name].cpuMicros))
    // V8 wrote it.
    return sharesOf(JSON.parse(readFileSync(file, 'utf8')) as CpuProfile, median)
  }
  return { 'by-hand': await profile('by-hand'), 'by-stub': await profile('by-stub') }
}

function sharesOf(profile: CpuProfile, micros: number): Record<Step, number> {
  const sums = new Map<Step, number>()
  let busy = 0
  for (const stack of sampledStacks(profile)) {
    const step = stepOf(stack)
    if (step === null) continue
    busy += stack.micros
    sums.set(step, (sums.get(step) ?? 0) + stack.micros)
  }
  const entries = STEPS.map((step) => [step, busy === 0 ? 0 : ((sums.get(step) ?? 0) / busy) * micros])
  return Object.fromEntries(entries) as Record<Step, number> // one of each
}

function figureOf(
  route: Route,
  rounds: readonly Record<ServerName, Measured>[],
  microsByStep: Record<ServerName, Record<Step, number>> | undefined,
): RouteFigure {
  if (!microsByStep) throw new Error('no profile was taken')
  const both = (figure: keyof Measured): Record<ServerName, Spread> => ({
    'by-hand': spreadOf(rounds.map((round) => round['by-hand'][figure])),
    'by-stub': spreadOf(rounds.map((round) => round['by-stub'][figure])),
  })
  return {
    route: route.name,
    title: route.title,
    requestsPerSecond: both('requestsPerSecond'),
    cpuMicros: both('cpuMicros'),
    ratio: spreadOf(rounds.map((round) => round['by-stub'].requestsPerSecond / round['by-hand'].requestsPerSecond)),
    microsByStep,
  }
}
