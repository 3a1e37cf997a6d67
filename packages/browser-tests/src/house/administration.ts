import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { plainEnvironment } from './environment.ts'
import { freePort } from './free-port.ts'
import { administer, startHub, type Hub } from './hub.ts'
import { startProgram } from './program.ts'
import type { Person, RegisteredClient } from './registration.ts'

const main = fileURLToPath(new URL('../../../../apps/admin/src/main.ts', import.meta.url))

/** A hub of its own with nobody in it but its administrator, and the pages that they administer it with. */
export interface Administration extends AsyncDisposable {
  /** Where databases and logs are; removed at the end. */
  readonly folder: string
  readonly hub: Hub
  /** Of the pages. */
  readonly origin: string
  /** Signs in at the tenant `hub`. */
  readonly administrator: Person
  /** The client that the pages are. */
  readonly client: RegisteredClient
  /** What the demo has besides: a user of the tenant `acme`, and an app that nobody runs yet. */
  readonly demo: {
    readonly issuer: string
    readonly person: Person
    readonly client: RegisteredClient
    /** Where the app has to listen. */
    readonly port: number
  }
}

/** Starts both on SQLite. `hub demo` makes the administrator, and the tenant `acme` with one user and one app. */
export async function startAdministration(): Promise<Administration> {
  const folder = await mkdtemp(join(tmpdir(), 'identity-hub-administration-'))
  await using leave = new AsyncDisposableStack()
  leave.defer(() => rm(folder, { recursive: true, force: true }))
  const { hub, program } = await startHub(folder, `sqlite:${join(folder, 'hub.sqlite')}`)
  leave.defer(() => program.stop())
  const port = String(await freePort())
  const origin = `http://localhost:${port}`
  const file = join(folder, 'demo.json')
  const appPort = await freePort()
  const environment = { ...hub.environment, ADMIN_ORIGIN: origin, CONSUMER_PORT: String(appPort) }
  await administer({ ...hub, environment }, ['demo', '--file', file])
  const demo = JSON.parse(await readFile(file, 'utf8')) as DemoFile // Written by the line above.
  const { administrator } = demo
  const client = { clientId: administrator.client_id, clientSecret: administrator.client_secret }
  const pages = await startProgram({
    main,
    environment: {
      ...plainEnvironment(),
      ADMIN_PORT: port,
      ADMIN_ORIGIN: origin,
      ADMIN_HUB: hub.origin,
      ADMIN_CLIENT_ID: client.clientId,
      ADMIN_CLIENT_SECRET: client.clientSecret,
      ADMIN_DATABASE_URL: `sqlite:${join(folder, 'admin.sqlite')}`,
    },
    logFile: join(folder, 'admin.log'),
    readyUrl: `${origin}/`,
  })
  leave.defer(() => pages.stop())
  const { email, password } = administrator
  const held = leave.move()
  return {
    folder,
    hub,
    origin,
    administrator: { email, password, name: 'Hub Administrator' },
    client,
    demo: {
      issuer: demo.issuer,
      person: { email: demo.email, password: demo.password, name: 'Ada Lovelace' },
      client: { clientId: demo.client_id, clientSecret: demo.client_secret },
      port: appPort,
    },
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  }
}

interface DemoSignIn {
  readonly issuer: string
  readonly email: string
  readonly password: string
  readonly client_id: string
  readonly client_secret: string
}

interface DemoFile extends DemoSignIn {
  readonly administrator: DemoSignIn
}
