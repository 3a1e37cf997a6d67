import type { IncomingMessage, ServerResponse } from 'node:http'
import { expect, expectTypeOf, test } from 'vitest'
import { ManagementError } from '../errors/management-error.ts'
import { HubUnreachableError } from '../errors/hub-unreachable-error.ts'
import { loopbackServer, readText } from '../testing/loopback-server.ts'
import { createManagementClient } from './create-management-client.ts'
import { everyItem } from './every-item.ts'
import type { ManagementClient } from './operation-types.ts'

interface Seen {
  readonly method: string | undefined
  readonly url: string | undefined
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

async function hubThat(answer: (seen: Seen, response: ServerResponse, count: number) => void) {
  const seen: Seen[] = []
  const { origin } = await loopbackServer((request, response) => {
    void readText(request).then((body) => {
      const { method, url, headers } = request
      const one = { method, url, headers, body }
      seen.push(one)
      response.setHeader('Content-Type', 'application/json;charset=UTF-8')
      return answer(one, response, seen.length)
    })
  })
  const hub = createManagementClient({ origin, tenant: 'acme', accessToken: () => 'at_1' })
  return { hub, seen }
}

const json = (value: unknown) => JSON.stringify(value)

test('calls an operation by its name, with path, query, body and token where the document has them', async () => {
  const { hub, seen } = await hubThat((_, response) => response.end(json({ items: [], next_cursor: null })))
  await hub.listEvents({ query: { type: ['a.b', 'c.d'], since: '2026-11-01T00:00:00Z' } })
  await hub.assignRole({ path: { user_id: '1', role: 'a/b c' } })
  await hub.updateUser({ path: { user_id: '1' }, body: { name: 'Ada' }, ifMatch: '"3"' })
  expect(seen.map(({ method, url, body }) => [method, url, body])).toEqual([
    ['GET', '/acme/api/management/v1/events?type=a.b,c.d&since=2026-11-01T00%3A00%3A00Z', ''],
    ['PUT', '/acme/api/management/v1/users/1/roles/a%2Fb%20c', ''],
    ['PATCH', '/acme/api/management/v1/users/1', '{"name":"Ada"}'],
  ])
  expect(seen[2]?.headers).toMatchObject({
    authorization: 'Bearer at_1',
    'content-type': 'application/merge-patch+json',
    'if-match': '"3"',
  })
})

test.each(['.', '..'])('asks for nothing else where the name is %s, which a URL takes for a step', async (role) => {
  const { hub, seen } = await hubThat((_, response) => response.writeHead(204).end())
  const missing = { status: 404, code: 'not_found' }
  await expect(hub.removeRole({ path: { user_id: '1', role } })).rejects.toMatchObject(missing)
  await expect(hub.deleteRole({ path: { role } })).rejects.toMatchObject(missing)
  expect(seen).toEqual([])
})

test('gives the answer with its etag, and nothing for an empty one', async () => {
  const { hub } = await hubThat(({ method }, response) => {
    response.setHeader('ETag', '"4"')
    if (method === 'DELETE') response.writeHead(204).end()
    else response.end(json({ name: 'member' }))
  })
  expect(await hub.getRole({ path: { role: 'member' } })).toMatchObject({ body: { name: 'member' }, etag: '"4"' })
  expect(await hub.deleteRole({ path: { role: 'member' } })).toMatchObject({ body: undefined })
})

test('throws the problem that the hub tells', async () => {
  const problem = { type: '/acme/errors/invalid_fields', code: 'invalid_fields', title: 'Unprocessable', status: 422 }
  const errors = [{ pointer: '/email', detail: 'is taken' }]
  const { hub } = await hubThat((_, response) => {
    response.writeHead(422, { 'Content-Type': 'application/problem+json', 'X-Request-Id': 'r1' })
    response.end(json({ ...problem, detail: 'One member is wrong.', errors }))
  })
  const failure = await hub.createUser({ body: { email: 'a@b.c', name: 'A' } }).catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(ManagementError)
  expect(failure).toMatchObject({ status: 422, code: 'invalid_fields', errors, requestId: 'r1' })
})

test('sends a creation whose answer was lost again, with the same key, and no other change', async () => {
  const { hub, seen } = await hubThat((_, response, count) => {
    if (count === 1) response.destroy()
    else response.writeHead(201).end(json({ name: 'member' }))
  })
  await hub.createRole({ body: { name: 'member' } })
  const [first, second] = seen.map(({ headers }) => headers['idempotency-key'])
  expect(first).toMatch(/^[0-9a-f-]{36}$/)
  expect(second).toBe(first)

  const lost = await hubThat((_, response) => response.destroy())
  await expect(lost.hub.blockUser({ path: { user_id: '1' } })).rejects.toBeInstanceOf(HubUnreachableError)
  await expect(lost.hub.deleteRole({ path: { role: 'member' } })).rejects.toBeInstanceOf(HubUnreachableError)
  expect(lost.seen).toHaveLength(2)
})

test('reads a list to its end', async () => {
  const { hub, seen } = await hubThat((_, response, count) => {
    const page = [
      { items: [{ name: 'a' }], next_cursor: 'x' },
      { items: [], next_cursor: 'y' },
      { items: [{ name: 'b' }] },
    ]
    response.end(json({ next_cursor: null, ...page[count - 1] }))
  })
  const names: string[] = []
  for await (const role of everyItem(hub.listRoles, { limit: 1 })) names.push(role.name)
  expect(names).toEqual(['a', 'b'])
  expect(seen.map(({ url }) => url?.split('?')[1])).toEqual(['limit=1', 'limit=1&cursor=x', 'limit=1&cursor=y'])
})

test('takes what the document takes', () => {
  expectTypeOf<Parameters<ManagementClient['updateRole']>[0]>().toHaveProperty('ifMatch')
  expectTypeOf<[]>().toExtend<Parameters<ManagementClient['listUsers']>>()
  expectTypeOf<[]>().toExtend<Parameters<ManagementClient['listTenants']>>()
  expectTypeOf<[]>().not.toExtend<Parameters<ManagementClient['getRole']>>()
  expect(() => createManagementClient({ origin: 'http://hub.example', tenant: 'a', accessToken: () => '' })).toThrow(
    /https/,
  )
})
