import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createCookies } from '@identity-hub/web-app'
import {
  browser,
  csrfOf,
  fakeHub,
  temporaryFolder,
  testClock,
  type Browser,
  type FakeHub,
  type TestClock,
} from '@identity-hub/web-app/testing'
import { pino } from 'pino'
import { onTestFinished } from 'vitest'
import { createApp } from '../app.ts'
import { openStorage, type Storage } from '../hub/storage.ts'
import { createTenantClients } from '../hub/tenant-clients.ts'
import { fakeManagement, type FakeManagement } from './fake-management.ts'

export interface RunningPages {
  readonly hub: FakeHub
  readonly management: FakeManagement
  readonly origin: string
  readonly databasePath: string
  readonly storage: Storage
  /** Every line that was logged. */
  readonly logged: string[]
  readonly clock: TestClock
  /** Somebody who has signed in at the tenant. */
  readonly signIn: (tenant?: string) => Promise<Browser>
  /** Sends the form of a page as a browser does, with some of its fields filled in. */
  readonly send: (person: Browser, page: string, action: string, fields: Record<string, string>) => Promise<Response>
}

/** All pages over real HTTP, beside a hub with the tenants `hub` and `acme`, with a database of their own. */
export async function runAdmin(options: { readonly publicOrigin?: string } = {}): Promise<RunningPages> {
  const clock = testClock()
  const management = fakeManagement()
  const hub = await fakeHub({ clock, tenants: ['hub', 'acme'], api: (request) => management.answer(request) })
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  // A listening TCP server's address is an object.
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const publicOrigin = options.publicOrigin ?? origin

  const databasePath = join(temporaryFolder(), 'admin.sqlite')
  const clientId = 'hub-admin'
  const storage = openStorage({ path: databasePath, key: Buffer.alloc(32, 7), clientId, clock })
  const configuration = { hubOrigin: hub.origin, origin: publicOrigin, clientId, clientSecret: 'top-secret' }
  const clients = createTenantClients(configuration, storage, clock)
  const logged: string[] = []
  const listener = createApp({
    hubOrigin: hub.origin,
    clientId,
    clients,
    storage,
    cookies: createCookies({ isSecure: publicOrigin.startsWith('https:') }),
    clock,
    log: pino({}, { write: (line: string) => void logged.push(line) }),
  }).callback()
  server.on('request', (request, response) => void listener(request, response))
  onTestFinished(async () => {
    server.closeAllConnections()
    await new Promise((done) => server.close(done))
    await clients.settled()
    storage.close()
  })

  return {
    hub,
    management,
    origin,
    databasePath,
    storage,
    logged,
    clock,
    async signIn(tenant = 'acme') {
      const person = browser()
      await person.open(`${origin}/sign-in?tenant=${tenant}&return_to=/tenants/${tenant}/roles`)
      return person
    },
    async send(person, page, action, fields) {
      const form = (await person.open(`${origin}${page}`)).page
      const hidden = [...form.matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g)].map(
        ([, name = '', value = '']) => [name, value.replaceAll('&#34;', '"')],
      )
      return person.submit(`${origin}${action}`, { ...Object.fromEntries(hidden), csrf: csrfOf(form), ...fields })
    },
  }
}
