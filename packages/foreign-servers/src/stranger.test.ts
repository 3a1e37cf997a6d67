import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RunReport } from '@identity-hub/contract-tests'
import { afterAll, beforeAll, expect, test } from 'vitest'

const packageFolder = join(import.meta.dirname, '..')
const kit = join(packageFolder, 'node_modules/@identity-hub/contract-tests')

let folder = ''
let server: ChildProcess | undefined

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stranger-'))
  await cp(join(kit, 'examples/oidc-provider'), folder, { recursive: true })
  await mkdir(join(folder, 'node_modules/@identity-hub'), { recursive: true })
  for (const name of ['oidc-provider', '@identity-hub/contract-tests'])
    await symlink(join(packageFolder, 'node_modules', name), join(folder, 'node_modules', name))
})

afterAll(async () => {
  if (server?.kill()) await once(server, 'exit')
  await rm(folder, { recursive: true })
})

test('the example gives a stranger a report', async () => {
  const env = { ...process.env, PORT: String(await freePort()) }
  server = spawn(process.execPath, ['server.mjs'], { cwd: folder, env, stdio: ['ignore', 'pipe', 'ignore'] })
  if (server.stdout === null) throw new Error('A pipe was asked for')
  await once(server.stdout, 'data')

  const words = ['--config', 'contract.config.mjs', '--seed', '1', '--html', 'report.html', '--json', 'report.json']
  const command = spawn(process.execPath, [join(kit, 'src/cli/main.ts'), ...words], { cwd: folder, env })
  const said: Buffer[] = []
  for (const stream of [command.stdout, command.stderr]) stream.on('data', (data: Buffer) => said.push(data))
  const [exitCode] = await once(command, 'exit')
  // 1: something failed, which the report tells; 2 would be no run.
  expect({ exitCode, said: exitCode === 1 ? '' : Buffer.concat(said).toString() }).toEqual({ exitCode: 1, said: '' })

  // What `--json` writes.
  const report = JSON.parse(await readFile(join(folder, 'report.json'), 'utf8')) as RunReport
  const verdicts = Object.groupBy(report.results, ({ verdict }) => verdict)
  expect(verdicts.pass?.length).toBeGreaterThan(60)
  expect(verdicts.pass?.map(({ requirements }) => requirements[0]?.id)).toEqual(
    expect.arrayContaining(['CODE-01', 'PKCE-01', 'PKCE-07', 'REDIR-01', 'AUTHZ-11']),
  )
  expect(await readFile(join(folder, 'report.html'), 'utf8')).toContain('PKCE-07')
}, 240_000)

async function freePort(): Promise<number> {
  const probe = createServer().listen(0)
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (address === null || typeof address === 'string') throw new Error('A server on a port has an address object')
  return address.port
}
