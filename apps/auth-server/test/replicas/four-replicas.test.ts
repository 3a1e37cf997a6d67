import { makeDatabase, startPostgres } from '@identity-hub/storage/testing'
import { afterAll } from 'vitest'
import { startContractHub } from '../contract-target.ts'
import { redemptionRaces } from './redemption-races.ts'
import { refreshRaces } from './refresh-races.ts'
import { rights } from './rights.ts'
import { sharedState } from './shared-state.ts'
import { visitorOf, visitorsAtEach } from './visitors.ts'

const server = await startPostgres()
const database = await makeDatabase(server)
const hub = await startContractHub(database.url, { replicas: 4, logLevel: 'info' })
afterAll(async () => {
  await hub.hubs.kill()
  await database.remove()
  await server.stop()
})

const visitor = visitorOf(hub)
const everywhere = visitorsAtEach(hub)
redemptionRaces(hub, visitor)
refreshRaces(hub, visitor)
rights(hub, visitor, everywhere)
sharedState(hub, everywhere)
