import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createHubClient } from '@identity-hub/client'
import { createCookies } from '@identity-hub/web-app'
import { fakeHub, temporaryFolder, testClock, type FakeHub, type TestClock } from '@identity-hub/web-app/testing'
import { pino } from 'pino'
import { onTestFinished } from 'vitest'
import { createApp } from '../app.ts'
import { openStorage, type Storage } from '../database/storage.ts'
import type { Dependencies } from '../dependencies.ts'
import { hubPresence } from '../hub/hub-presence.ts'
import { runJob } from '../job/run-job.ts'

export interface RunningApp {
  readonly hub: FakeHub
  readonly origin: string
  readonly databasePath: string
  readonly storage: Storage
  /** Every line that was logged. */
  readonly logged: string[]
  readonly clock: TestClock
  /** One run of the job. */
  work(): Promise<void>
}

/** The whole app over real HTTP, beside a hub, with a database of its own. */
export async function runApp(options: { readonly publicOrigin?: string } = {}): Promise<RunningApp> {
  const clock = testClock()
  const hub = await fakeHub({ clock })
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  // A listening TCP server's address is an object.
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const publicOrigin = options.publicOrigin ?? origin

  const databasePath = join(temporaryFolder(), 'consumer.sqlite')
  const clientId = 'timeline-app'
  const storage = openStorage({ path: databasePath, key: Buffer.alloc(32, 7), issuer: hub.issuer, clientId, clock })
  const hubClient = createHubClient({
    issuer: hub.issuer,
    clientId,
    authentication: { method: 'client_secret_basic', clientSecret: 'top-secret' },
    redirectUri: `${publicOrigin}/callback`,
    store: storage.grants.store,
    clock,
    retryWindowSeconds: 0,
    timeoutMilliseconds: 1_000,
  })
  const logged: string[] = []
  const dependencies: Dependencies = {
    hub: hubClient,
    presence: hubPresence(hubClient, clock),
    storage,
    cookies: createCookies({ isSecure: publicOrigin.startsWith('https:') }),
    jobSeconds: 30,
    clock,
    log: pino({}, { write: (line: string) => void logged.push(line) }),
  }
  const listener = createApp(dependencies).callback()
  server.on('request', (request, response) => void listener(request, response))

  onTestFinished(async () => {
    server.closeAllConnections()
    await new Promise((done) => server.close(done))
    await hubClient.settled()
    storage.close()
  })
  const work = (): Promise<void> => runJob(dependencies, new AbortController().signal)
  return { hub, origin, databasePath, storage, logged, clock, work }
}
