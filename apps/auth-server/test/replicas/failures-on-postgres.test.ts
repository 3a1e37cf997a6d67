import { killServer, makeDatabase, startOwnPostgres } from '@identity-hub/storage/testing'
import { afterAll, expect, test } from 'vitest'
import { startContractHub } from '../contract-target.ts'
import { killAmidExchanges, promisedMilliseconds, ROUNDS } from './kill-rounds.ts'
import { lostAnswers } from './lost-answers.ts'
import { pausedDatabase } from './paused-database.ts'
import { visitorOf } from './visitors.ts'

// One that may be hurt, whatever TEST_DATABASE_URL names.
const server = await startOwnPostgres()
const database = await makeDatabase(server)
const hub = await startContractHub(database.url, { replicas: 2, logLevel: 'info' })
afterAll(async () => {
  await hub.hubs.kill()
  await server.stop()
})
const visitor = visitorOf(hub)
const timeout = 120_000 * ROUNDS
const hubsThemselves = { kill: hub.hubs.kill, begin: hub.hubs.start }
const theDatabase = { kill: () => killServer(server.own), begin: () => server.own.startAgain() }

test(
  `hubs that are killed lose nothing that they have acknowledged, no code works twice, and they are ready again in 2 s, ${ROUNDS} kills`,
  { timeout },
  async ({ annotate }) => {
    const kills = await killAmidExchanges(hub, visitor, hubsThemselves)
    await annotate(kills.figures)
    expect(kills.readyMilliseconds).toBeLessThan(await promisedMilliseconds(hub))
  },
)

test(
  `a database that is killed loses nothing that was acknowledged, no code works twice, and the hubs are ready as soon as it is back, ${ROUNDS} kills`,
  { timeout },
  async ({ annotate }) => {
    const kills = await killAmidExchanges(hub, visitor, theDatabase)
    await annotate(kills.figures)
    expect(kills.readyMilliseconds).toBeLessThan(await promisedMilliseconds(hub))
  },
)

pausedDatabase(hub, visitor, server)
lostAnswers(hub, database.url)
