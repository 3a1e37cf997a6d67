import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { findChromium } from '../chromium/find-chromium.ts'
import { consumerOrigin, startConsumer } from './consumer.ts'
import { freePort } from './free-port.ts'
import { administer, startHub } from './hub.ts'
import type { Program } from './program.ts'
import { registerClient } from './registration.ts'

const TENANT = 'acme'

/** Sets the house up before the first test file: Chromium unpacked, hub and consumer running, tenant and client made. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'identity-hub-browser-'))
  const programs: Program[] = []
  const tearDown = async (): Promise<void> => {
    try {
      for (const program of programs.toReversed()) await program.stop()
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }
  try {
    await findChromium()
    const { hub, program } = await startHub(folder)
    programs.push(program)
    const issuer = `${hub.origin}/${TENANT}`
    await administer(hub, ['tenant', 'create', TENANT, '--name', 'Acme'])
    const port = await freePort()
    const client = await registerClient(hub, TENANT, {
      name: 'Example Consumer',
      redirectUri: `${consumerOrigin(port)}/callback`,
      scopes: ['profile', 'email'],
    })
    programs.push(await startConsumer({ folder, name: 'consumer', port, issuer, client, jobSeconds: 30 }))
    project.provide('house', {
      folder,
      hub,
      tenant: TENANT,
      issuer,
      consumerOrigin: consumerOrigin(port),
      consumerClient: client,
    })
    return tearDown
  } catch (error) {
    await tearDown()
    throw error
  }
}
