import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { hubOnSqlite } from '../contestants/identity-hub/identity-hub.ts'
import { openConnections } from '../load/connection.ts'
import { runWindow } from '../load/run-window.ts'
import { codeExchange } from '../operations/code-exchange.ts'
import { CONNECTIONS } from '../operations/operation.ts'
import { spreadOf } from '../run/spread.ts'
import type { Scenario, ScenarioOptions } from './scenario.ts'

// Codes live for a minute, so few enough are made at a time.
const AT_ONCE = 5_000

/** What is left in memory when a hub has done many exchanges. */
export const memory: Scenario = {
  name: 'memory',
  title: 'memory after many code exchanges',
  async run(options) {
    const exchanges = Math.ceil(100_000 * options.scale)
    try {
      const rss = await exchangeMany(exchanges, options)
      const figures = {
        exchanges: spreadOf([exchanges]),
        rssBytes: spreadOf([rss.at(-1) ?? 0]),
        peakRssBytes: spreadOf([Math.max(...rss)]),
      }
      return [{ scenario: 'memory', case: 'hub-sqlite', result: { ok: true, figures } }]
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      return [{ scenario: 'memory', case: 'hub-sqlite', result: { ok: false, error: message } }]
    }
  },
}

/** The memory after each batch. */
async function exchangeMany(exchanges: number, { folder, cores, say }: ScenarioOptions): Promise<number[]> {
  const own = join(folder, 'memory')
  mkdirSync(own)
  const hub = await hubOnSqlite.start({ folder: own, cores })
  const connections = await openConnections(hub.port, CONNECTIONS)
  const rss: number[] = []
  try {
    for (let done = 0; done < exchanges; done += AT_ONCE) {
      const target = { parties: hub.parties, connections }
      await runWindow(connections, await codeExchange.prepare(target, Math.min(AT_ONCE, exchanges - done)), Infinity)
      rss.push((await hub.usage()).server.rssBytes)
      say(`${Math.min(done + AT_ONCE, exchanges)} of ${exchanges} exchanges: ${Math.round((rss.at(-1) ?? 0) / 1e6)} MB`)
    }
    return rss
  } finally {
    for (const connection of connections) connection.close()
    await hub.stop()
  }
}
