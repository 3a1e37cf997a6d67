import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestHub, type TestHub } from '../testing/start-test-hub.ts'
import { pageRoutes, type PageRoute } from './page-routes.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await startTestHub()
})
afterAll(() => hub.close())

const routes: readonly PageRoute[] = Object.values(pageRoutes)
const methods = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH']
const paths = [...new Set(routes.map(({ path }) => path))]

function request(path: string, method: string, tenant = 'acme'): Promise<Response> {
  const url = path.replace('{tenant}', tenant).replaceAll(/\{\w+\}/g, 'anything')
  return fetch(new URL(url, hub.origin), { method, redirect: 'manual' })
}

test.each(paths)('%s answers the methods of the table and no others', async (path) => {
  const listed = routes.filter((route) => route.path === path).map(({ method }) => method)
  const allowed = listed.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]))
  const refused = new Map<string, string | null>()
  for (const method of methods) {
    const { status, headers } = await request(path, method)
    if (status === 405) refused.set(method, headers.get('Allow'))
  }
  const others = methods.filter((method) => !allowed.includes(method))
  expect([...refused]).toEqual(others.map((method) => [method, allowed.join(', ')]))
})

test.each(paths)('%s is not there at a tenant that is not', async (path) => {
  for (const { method } of routes.filter((route) => route.path === path))
    expect((await request(path, method, 'nobody')).status).toBe(404)
})
