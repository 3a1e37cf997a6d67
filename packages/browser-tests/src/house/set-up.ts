import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { findChromium } from '../chromium/find-chromium.ts'
import { consumerOrigin, startConsumer } from './consumer.ts'
import { freePort } from './free-port.ts'
import { administer, startHub } from './hub.ts'
import { appointAdministrator } from './management.ts'
import { registerClient } from './registration.ts'

const TENANT = 'acme'

/** Where the hub keeps its data. */
export interface HubDatabase {
  readonly url: string
  remove(): Promise<void>
}

/**
 * Sets the house up before the first test file: Chromium unpacked, hub and consumer running, tenant and client made.
 * @param openDatabase may use a folder that is removed at the end
 * @returns how to leave nothing of it
 */
export async function setUp(
  project: TestProject,
  openDatabase: (folder: string) => Promise<HubDatabase>,
): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'identity-hub-browser-'))
  const leave: (() => Promise<void>)[] = [() => rm(folder, { recursive: true, force: true })]
  const tearDown = async (): Promise<void> => {
    const failures: unknown[] = []
    for (const step of leave.toReversed()) await step().catch((error: unknown) => failures.push(error))
    if (failures.length > 0) throw new AggregateError(failures, 'the house was not left as it was found')
  }
  try {
    await findChromium()
    const database = await openDatabase(folder)
    leave.push(() => database.remove())
    const { hub, program } = await startHub(folder, database.url)
    leave.push(() => program.stop())
    const issuer = `${hub.origin}/${TENANT}`
    await administer(hub, ['tenant', 'create', TENANT, '--name', 'Acme'])
    const administrator = await appointAdministrator(hub, TENANT)
    const port = await freePort()
    const client = await registerClient(administrator, {
      name: 'Example Consumer',
      redirectUri: `${consumerOrigin(port)}/callback`,
      scopes: ['profile', 'email'],
    })
    const consumer = await startConsumer({ folder, name: 'consumer', port, issuer, client, jobSeconds: 30 })
    leave.push(() => consumer.stop())
    project.provide('house', {
      folder,
      hub,
      tenant: TENANT,
      issuer,
      administrator,
      consumerOrigin: consumerOrigin(port),
      consumerClient: client,
    })
    return tearDown
  } catch (error) {
    await tearDown()
    throw error
  }
}
