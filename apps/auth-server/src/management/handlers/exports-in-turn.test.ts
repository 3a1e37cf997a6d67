import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { HubStorage } from '@identity-hub/core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTenant } from '../../administration/create-tenant.ts'
import { createUser } from '../../administration/create-user.ts'
import { createApp } from '../../app.ts'
import { managementToken } from '../../testing/management-token.ts'
import { startTestHub, TEST_USER, type TestHub } from '../../testing/start-test-hub.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await startTestHub()
  await createTenant(hub.administration, { slug: 'beta', name: 'Beta' })
  await createUser(hub.administration, { tenant: 'beta', name: 'Ada', ...TEST_USER })
})
afterAll(() => hub.close())

test('exports are made one at a time, and not too many of a tenant wait', async () => {
  const { promise: held, resolve: release } = Promise.withResolvers<void>()
  const begun = Promise.withResolvers<void>()
  let underWay = 0
  let mostUnderWay = 0
  const slow: HubStorage = {
    ...hub.dependencies.hub,
    openTenant: async (slug) => {
      const opened = await hub.dependencies.hub.openTenant(slug)
      if (opened.outcome !== 'open') return opened
      const { storage } = opened
      const listConsents: typeof storage.listConsents = async (input) => {
        underWay += 1
        mostUnderWay = Math.max(mostUnderWay, underWay)
        begun.resolve()
        await held
        underWay -= 1
        return storage.listConsents(input)
      }
      return { ...opened, storage: { ...storage, listConsents } }
    },
  }
  const handle = createApp({ ...hub.dependencies, hub: slow }).callback()
  const server = createServer((request, response) => void handle(request, response)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // A TCP server that listens has one.
  const taking = async (tenant: string) => {
    const token = await managementToken(hub, ['hub.users.read'], tenant)
    const opened = await hub.dependencies.hub.openTenant(tenant)
    const found = opened.outcome === 'open' && (await opened.storage.findAccountByIdentifier(TEST_USER.email))
    const id = found && found.outcome === 'found' ? found.account.id : ''
    return async () => {
      const url = `http://127.0.0.1:${port}/${tenant}/api/management/v1/users/${id}/export`
      return (await fetch(url, { headers: { Authorization: `Bearer ${token}` } })).status
    }
  }
  const [take, takeElsewhere] = [await taking('acme'), await taking('beta')]
  try {
    const taken = [take()]
    await begun.promise
    let turnedAway = 0
    const enough = Promise.withResolvers<void>()
    for (let more = 0; more < 12; more += 1)
      taken.push(
        take().then((status) => {
          if (status === 503) turnedAway += 1
          if (turnedAway === 9) enough.resolve()
          return status
        }),
      )
    await enough.promise
    const elsewhere = takeElsewhere()
    release()
    const statuses = await Promise.all(taken)
    expect(statuses.filter((status) => status === 200)).toHaveLength(4)
    expect(turnedAway).toBe(9)
    expect(await elsewhere).toBe(200)
    expect(await take()).toBe(200)
    expect(mostUnderWay).toBe(1)
  } finally {
    release()
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  }
})
