import { afterAll } from 'vitest'
import { startContractHub } from '../contract-target.ts'
import { makeSqlite } from '../test-database.ts'
import { redemptionRaces } from './redemption-races.ts'
import { refreshRaces } from './refresh-races.ts'
import { rights } from './rights.ts'
import { visitorOf } from './visitors.ts'

const database = await makeSqlite()
const hub = await startContractHub(database.url, { logLevel: 'info' })
afterAll(async () => {
  await hub.hubs.kill()
  await database.remove()
})

const visitor = visitorOf(hub)
redemptionRaces(hub, visitor)
refreshRaces(hub, visitor)
rights(hub, visitor, [visitor])
