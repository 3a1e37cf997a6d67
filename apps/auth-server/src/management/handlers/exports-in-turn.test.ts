import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { HubStorage } from '@identity-hub/core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApp } from '../../app.ts'
import { managementToken } from '../../testing/management-token.ts'
import { startTestHub, TEST_USER, type TestHub } from '../../testing/start-test-hub.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await startTestHub()
})
afterAll(() => hub.close())

test('exports are made one at a time, and not too many wait', async () => {
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
  const token = await managementToken(hub, ['hub.users.read'])
  const found = await (await hub.storage()).findAccountByIdentifier(TEST_USER.email)
  const id = found.outcome === 'found' ? found.account.id : ''
  const take = async () => {
    const url = `http://127.0.0.1:${port}/acme/api/management/v1/users/${id}/export`
    return (await fetch(url, { headers: { Authorization: `Bearer ${token}` } })).status
  }
  try {
    const taken = [take()]
    await begun.promise
    let turnedAway = 0
    const enough = Promise.withResolvers<void>()
    for (let more = 0; more < 12; more += 1)
      taken.push(
        take().then((status) => {
          if (status === 503) turnedAway += 1
          if (turnedAway === 5) enough.resolve()
          return status
        }),
      )
    await enough.promise
    release()
    const statuses = await Promise.all(taken)
    expect(statuses.filter((status) => status === 200)).toHaveLength(8)
    expect(turnedAway).toBe(5)
    expect(mostUnderWay).toBe(1)
  } finally {
    release()
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  }
})
