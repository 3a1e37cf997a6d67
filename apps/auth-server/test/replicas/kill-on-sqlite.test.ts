import { afterAll, expect, test } from 'vitest'
import { startContractHub } from '../contract-target.ts'
import { makeSqlite } from '../test-database.ts'
import { killAmidExchanges, promisedMilliseconds, ROUNDS } from './kill-rounds.ts'
import { visitorOf } from './visitors.ts'

const database = await makeSqlite()
const hub = await startContractHub(database.url, { logLevel: 'info' })
afterAll(async () => {
  await hub.hubs.kill()
  await database.remove()
})

test(
  `a hub that is killed loses nothing that it has acknowledged, no code works twice, and it is ready again in 2 s, ${ROUNDS} kills`,
  { timeout: 120_000 * ROUNDS },
  async ({ annotate }) => {
    const { kill, start } = hub.hubs
    const kills = await killAmidExchanges(hub, visitorOf(hub), { kill, begin: start })
    await annotate(kills.figures)
    expect(kills.readyMilliseconds).toBeLessThan(await promisedMilliseconds(hub))
  },
)
