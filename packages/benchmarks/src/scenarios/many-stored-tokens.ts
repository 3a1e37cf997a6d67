import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { openStorage } from '@identity-hub/storage'
import type { RunningContestant } from '../contestants/contestant.ts'
import { serveHub } from '../contestants/identity-hub/identity-hub.ts'
import { seedTenants } from '../contestants/identity-hub/seed-hub.ts'
import { openConnections } from '../load/connection.ts'
import { runWindow } from '../load/run-window.ts'
import { CONNECTIONS } from '../operations/operation.ts'
import { timeWindow, type Measurement } from '../run/measure.ts'
import type { ScenarioFigure } from '../run/results.ts'
import { spreadOf } from '../run/spread.ts'
import { summarise } from '../run/summarise.ts'
import { refreshStored } from './refresh-stored.ts'
import type { Scenario, ScenarioOptions } from './scenario.ts'
import { storeTokens } from './store-tokens.ts'
import type { StoredTokens } from './stored-tokens.ts'

interface Case {
  readonly name: string
  readonly tokens: number
  readonly tenants: number
}

interface RunningCase extends Case {
  readonly hub: RunningContestant
  readonly stored: StoredTokens
  readonly measurements: Measurement[]
}

/** Whether a refresh costs more when there is much else: both hubs run side by side and take turns. */
export const manyStoredTokens: Scenario = {
  name: 'stored-tokens',
  title: 'refresh of tokens drawn uniformly from those stored',
  async run(options) {
    const cases: readonly Case[] = [
      { name: 'few', tokens: Math.ceil(10_000 * options.scale), tenants: 1 },
      { name: 'many', tokens: Math.ceil(1_000_000 * options.scale), tenants: Math.ceil(1_000 * options.scale) },
    ]
    const running: RunningCase[] = []
    try {
      for (const one of cases) running.push(await start(one, options))
      for (let round = 0; round < options.rounds; round += 1)
        for (const one of running) await takeTurn(one, round, options)
      return running.map(toFigure)
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      return cases.map(({ name }) => ({ scenario: 'stored-tokens', case: name, result: { ok: false, error: message } }))
    } finally {
      await Promise.all(running.map(({ hub }) => hub.stop()))
    }
  },
}

async function start(one: Case, options: ScenarioOptions): Promise<RunningCase> {
  const folder = join(options.folder, `stored-${one.name}`)
  mkdirSync(folder)
  const databaseUrl = `sqlite:${join(folder, 'hub.sqlite')}`
  const what = `storing ${one.tokens} refresh tokens in ${one.tenants} tenant(s)`
  options.say(what)
  const storage = await openStorage(databaseUrl)
  const tenants = await seedTenants(storage, { tenants: one.tenants, browsers: 1 })
  const stored = await storeTokens(tenants, one.tokens, (done) => options.say(`${what}: ${done}`))
  await storage.close()
  const parties = tenants.flatMap((tenant) => tenant.parties)
  const hub = await serveHub({ folder, cores: options.cores }, databaseUrl, parties)
  return { ...one, hub, stored, measurements: [] }
}

async function takeTurn(one: RunningCase, round: number, options: ScenarioOptions): Promise<void> {
  const what = `round ${round + 1} of ${options.rounds}: refresh, ${one.tokens} tokens stored`
  options.say(what)
  const connections = await openConnections(one.hub.port, CONNECTIONS)
  try {
    const load = refreshStored(one.stored, CONNECTIONS)
    await runWindow(connections, load, options.warmupSeconds)
    one.measurements.push(await timeWindow(one.hub, connections, load, options.seconds))
  } finally {
    for (const connection of connections) connection.close()
  }
}

function toFigure({ name, tokens, tenants, measurements }: RunningCase): ScenarioFigure {
  const { operationsPerSecond, p99Milliseconds, serverMicros, rssBytes } = summarise(measurements)
  return {
    scenario: 'stored-tokens',
    case: name,
    result: {
      ok: true,
      figures: {
        tokens: spreadOf([tokens]),
        tenants: spreadOf([tenants]),
        operationsPerSecond,
        p99Milliseconds,
        serverMicros,
        rssBytes,
      },
    },
  }
}
