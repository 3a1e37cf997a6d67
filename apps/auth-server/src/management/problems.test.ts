import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { StorageUnavailableError, type HubStorage } from '@identity-hub/core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApp } from '../app.ts'
import { managementToken } from '../testing/management-token.ts'
import { startTestHub, type TestHub } from '../testing/start-test-hub.ts'

let hub: TestHub
let token: string
beforeAll(async () => {
  hub = await startTestHub()
  token = await managementToken(hub, ['hub.policy.read', 'hub.policy.write'])
})
afterAll(() => hub.close())

const SETTINGS = '/acme/api/management/v1/settings'
const ROLES = '/acme/api/management/v1/roles'

async function problem(origin: string, path: string, init: RequestInit = {}) {
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' }
  const response = await fetch(`${origin}${path}`, { ...init, headers })
  expect(response.headers.get('Content-Type')).toBe('application/problem+json')
  expect(response.headers.get('Cache-Control')).toBe('no-store')
  const body: unknown = await response.json()
  expect(body).toMatchObject({ status: response.status, request_id: response.headers.get('X-Request-Id') })
  return { status: response.status, retryAfter: response.headers.get('Retry-After'), body }
}

const failWith = (error: Error) => async (): Promise<never> => {
  throw error
}

const post = (body: string | null) => problem(hub.origin, ROLES, { method: 'POST', body })

/** The same hub with a storage that fails. */
async function whenStorageFails(error: Error, ask: (origin: string) => Promise<void>): Promise<void> {
  const failing: HubStorage = { ...hub.dependencies.hub, openTenant: failWith(error) }
  const handle = createApp({ ...hub.dependencies, hub: failing }).callback()
  const server = createServer((request, response) => void handle(request, response)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // A TCP server that listens has one.
  try {
    await ask(`http://127.0.0.1:${port}`)
  } finally {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  }
}

test('a storage that is away is a problem that passes', () =>
  whenStorageFails(new StorageUnavailableError('away'), async (origin) => {
    expect(await problem(origin, SETTINGS)).toMatchObject({
      status: 503,
      retryAfter: '2',
      body: { type: '/acme/errors/temporarily_unavailable', code: 'temporarily_unavailable' },
    })
  }))

test('a fault of ours tells nothing but the request’s id', () =>
  whenStorageFails(new Error('SELECT secret FROM clients'), async (origin) => {
    const answer = await problem(origin, SETTINGS)
    expect(answer).toMatchObject({ status: 500, body: { code: 'server_error' } })
    expect(JSON.stringify(answer)).not.toContain('SELECT')
  }))

test('a body that is too large, broken or missing is told so', async () => {
  expect(await post(JSON.stringify({ name: 'x'.repeat(70_000) }))).toMatchObject({
    status: 413,
    body: { code: 'too_large' },
  })
  expect(await post('{"name":')).toMatchObject({ status: 400, body: { code: 'invalid_request' } })
  expect(await post(null)).toMatchObject({ status: 400, body: { code: 'invalid_request' } })
  expect(await post('"name"')).toMatchObject({ status: 422, body: { errors: [{ pointer: '' }] } })
  expect(await post('{}')).toMatchObject({
    status: 422,
    body: { code: 'invalid_fields', errors: [{ pointer: '/name', detail: 'is missing' }] },
  })
})

test('what is wrong before the body is a bad request, and repeats nothing that was sent', async () => {
  const answer = await problem(hub.origin, `${ROLES}?limit=1000`)
  expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_request' } })
  expect(JSON.stringify(answer.body)).toContain('limit')
  expect(JSON.stringify(answer.body)).not.toContain('1000')
})

test('a path that is spelled in another way leads nowhere', async () => {
  for (const path of [
    '/%61cme/api/management/v1/roles',
    '/acme/api/management/v1//roles',
    `${ROLES};x=1`,
    `${ROLES}/%E0%A4%A`,
  ])
    expect((await fetch(`${hub.origin}${path}`, { headers: { Authorization: `Bearer ${token}` } })).status).toBe(404)
})
