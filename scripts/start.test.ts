import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'

// Each test starts three servers, on machines that may have other things to do.
vi.setConfig({ testTimeout: 60_000 })

const root = resolve(import.meta.dirname, '..')
let copy: string
let hubPort: number
let consumerPort: number
let adminPort: number

// A workspace of its own, as a fresh clone with everything installed: what is started keeps its data in there.
beforeAll(async () => {
  copy = mkdtempSync(join(tmpdir(), 'hub-start-'))
  for (const folder of ['apps', 'packages', 'scripts'])
    cpSync(join(root, folder), join(copy, folder), { recursive: true, verbatimSymlinks: true, filter: isNeeded })
  for (const file of readdirSync(root).filter((name) => /\.(?:json|yaml)$/.test(name)))
    cpSync(join(root, file), join(copy, file))
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
  ;[hubPort, consumerPort, adminPort] = await freePorts()
})
afterAll(() => rmSync(copy, { recursive: true, force: true }))

function isNeeded(path: string): boolean {
  return !/\/(?:dist|\.turbo|\.cache|browser-tests)$/.test(path)
}

async function freePorts(): Promise<[number, number, number]> {
  const servers = [createServer(), createServer(), createServer()]
  const ports = await Promise.all(servers.map((server) => listen(server)))
  for (const server of servers) server.close()
  return [ports[0] ?? 0, ports[1] ?? 0, ports[2] ?? 0]
}

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

// A test that failed leaves nothing running behind it.
const running = new Set<Started>()
afterEach(async () => {
  for (const { child, ended } of running) {
    child.kill('SIGTERM')
    await ended
  }
})

interface Started {
  readonly child: ChildProcess
  readonly output: () => string
  /** The exit code, once it has ended and said everything. */
  readonly ended: Promise<number | null>
  readonly ready: Promise<void>
}

function start(env: NodeJS.ProcessEnv = {}): Started {
  const child = spawn(process.execPath, ['--require', './scripts/require-node.cjs', 'scripts/start.ts'], {
    cwd: copy,
    env: {
      PATH: process.env['PATH'],
      HUB_PORT: String(hubPort),
      CONSUMER_PORT: String(consumerPort),
      ADMIN_PORT: String(adminPort),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const ready = Promise.withResolvers<void>()
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on('line', (line) => {
      output += `${line}\n`
      if (line.startsWith('Ctrl-C')) ready.resolve()
    })
  const ended = once(child, 'close').then(([code]: (number | null)[]) => {
    ready.reject(new Error(`it ended before it was ready:\n${output}`))
    running.delete(started)
    return code ?? null
  })
  ready.promise.catch(() => {})
  const started = { child, output: () => output, ended, ready: ready.promise }
  running.add(started)
  return started
}

interface SignIn {
  readonly email: string
  readonly password: string
}

const answers = (port: number): Promise<number> =>
  fetch(`http://127.0.0.1:${port}/`, { redirect: 'manual' }).then(
    ({ status }) => status,
    () => 0,
  )

test('a newcomer is told where to go and with what, and Ctrl-C stops everything', async () => {
  const first = start()
  await first.ready
  // Ours.
  const demo = JSON.parse(readFileSync(join(copy, '.data/demo.json'), 'utf8')) as SignIn & { administrator: SignIn }
  const lines = [
    `Open +http://localhost:${consumerPort}`,
    `Sign in as +${demo.email}`,
    `Password +${demo.password}`,
    `Administer +http://localhost:${adminPort}`,
    `Sign in as +${demo.administrator.email}`,
    `Password +${demo.administrator.password}`,
  ]
  for (const line of lines) expect(first.output()).toMatch(new RegExp(`^  ${line}$`, 'm'))
  expect(first.output()).toContain(`http://localhost:${hubPort}/acme`)
  expect([await answers(consumerPort), await answers(adminPort)]).toEqual([200, 200])
  for (const name of ['demo.json', 'hub.keys', 'hub.log', 'consumer.log', 'admin.log'])
    expect(statSync(join(copy, '.data', name)).mode & 0o777).toBe(0o600)

  first.child.kill('SIGINT')
  expect(await first.ended).toBe(0)
  for (const port of [hubPort, consumerPort, adminPort]) expect(await answers(port)).toBe(0)

  // The data survives a restart, and the second one is told the same.
  const second = start()
  await second.ready
  expect(second.output()).toContain(demo.password)
  expect(second.output()).not.toContain('made the')
  second.child.kill('SIGTERM')
  expect(await second.ended).toBe(0)
})

test('when one of them ends, the others are stopped, and one line says why', async () => {
  const started = start()
  await started.ready
  const { pid } = JSON.parse(readFileSync(join(copy, '.data/consumer.log'), 'utf8').split('\n', 1)[0] ?? '') as {
    pid: number // pino writes it into each line
  }
  process.kill(pid, 'SIGKILL')
  expect(await started.ended).toBe(1)
  expect(started.output()).toMatch(/^error: the consumer ended: signal SIGKILL; its log is .*consumer\.log$/m)
  expect(await answers(hubPort)).toBe(0)
})

test('a busy port is one line that names it and what to set, and nothing is started', async () => {
  const other = createServer()
  const port = await listen(other)
  const started = start({ CONSUMER_PORT: String(port) })
  expect(await started.ended).toBe(1)
  other.close()
  expect(started.output()).toMatch(
    new RegExp(`^error: port ${port}, which the consumer wants, is in use; [^\\n]+CONSUMER_PORT=\\d+ [^\\n]+\\n$`),
  )
})

test('wrong settings of all are told at once', async () => {
  const started = start({ HUB_LOG_LEVEL: 'loud', CONSUMER_JOB_SECONDS: 'often', ADMIN_HUB: 'here' })
  expect(await started.ended).toBe(2)
  expect(started.output()).toMatch(/^error: HUB_LOG_LEVEL .*\nerror: CONSUMER_JOB_SECONDS .*\nerror: ADMIN_HUB .*\n$/)
})

test('a public origin has no demo', async () => {
  const key = Buffer.from('a key for tests and nothing else').toString('base64url')
  const started = start({ HUB_ORIGIN: 'https://id.example.com', HUB_KEYS: `test:${key}` })
  expect(await started.ended).toBe(2)
  expect(started.output()).toContain('error: the demo is for a hub on this machine')
})
