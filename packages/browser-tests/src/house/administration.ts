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
  await administer({ ...hub, environment: { ...hub.environment, ADMIN_ORIGIN: origin } }, ['demo', '--file', file])
  const { administrator } = JSON.parse(await readFile(file, 'utf8')) as DemoFile // Written by the line above.
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
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  }
}

interface DemoFile {
  readonly administrator: {
    readonly email: string
    readonly password: string
    readonly client_id: string
    readonly client_secret: string
  }
}
