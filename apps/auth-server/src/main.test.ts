import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, mkdtempSync, openSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const main = resolve(import.meta.dirname, 'main.ts')
let folder: string
let env: NodeJS.ProcessEnv
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hub-main-'))
  env = {
    PATH: process.env['PATH'],
    HUB_DATABASE_URL: `sqlite:${folder}/hub.sqlite`,
    HUB_KEYS: `test:${Buffer.from('a key for tests and nothing else').toString('base64url')}`,
    HUB_PORT: '0',
  }
  await hub('tenant', 'create', 'acme', '--name', 'Acme')
})
afterAll(() => rmSync(folder, { recursive: true }))

interface Run {
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
}

function hub(...words: readonly string[]): Promise<Run> {
  return new Promise((done) => {
    const child = execFile(process.execPath, [main, ...words], { env }, (_error, stdout, stderr) =>
      done({ exitCode: child.exitCode ?? -1, stdout, stderr }),
    )
    child.stdin?.end()
  })
}

/** A hub on a port of the system's choice, as an operator runs it. */
async function startHub(): Promise<{ readonly origin: string; readonly stop: () => Promise<unknown> }> {
  const child = spawn(process.execPath, [main, 'serve'], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout })
  for await (const line of lines) {
    const { msg, origin } = JSON.parse(line) as { msg: string; origin: string } // pino writes one object a line
    if (msg !== 'listening') continue
    child.stdout.resume()
    const stop = async (): Promise<unknown> => {
      const exited = once(child, 'exit')
      child.kill('SIGTERM')
      return (await exited)[0]
    }
    return { origin, stop }
  }
  throw new Error('the hub ended before it listened')
}

describe('the real command line', () => {
  test('answers with JSON alone on stdout', async () => {
    const { exitCode, stdout, stderr } = await hub('tenant', 'list', '--json')
    expect([exitCode, stderr]).toEqual([0, ''])
    expect(JSON.parse(stdout)).toMatchObject([{ slug: 'acme' }])
  })

  test('says in one line that its answer cannot be written', async () => {
    const readOnly = openSync(main, 'r')
    const child = spawn(process.execPath, [main, 'tenant', 'list'], { env, stdio: ['ignore', readOnly, 'pipe'] })
    const said = child.stderr?.toArray()
    const [exitCode] = await once(child, 'exit')
    closeSync(readOnly)
    expect([exitCode, String(await said)]).toEqual([1, 'error: the answer cannot be written (EBADF)\n'])
  })

  test('says what is wrong on stderr and exits with 2', async () => {
    const run = await hub('tenant', 'create', 'Acme', '--name', 'x')
    expect(run).toMatchObject({
      exitCode: 2,
      stdout: '',
      stderr: expect.stringMatching(/^error: "Acme" is not a slug[^\n]+\n$/),
    })
  })

  test('lets one of several win that create the same client at the same moment', async () => {
    const words = ['client', 'create', '--tenant', 'acme', '--name', 'One', '--type', 'public', '--client-id', 'one']
    const create = () => hub(...words, '--redirect-uri', 'https://a.example', '--scope', 'race:won', '--json')
    const runs = await Promise.all(Array.from({ length: 4 }, create))
    expect(runs.map(({ exitCode }) => exitCode).toSorted((a, b) => a - b)).toEqual([0, 2, 2, 2])
    for (const { stdout, stderr } of runs.filter(({ exitCode }) => exitCode === 2)) {
      expect(stderr).toBe('error: the client "one" is there already; choose another client id\n')
      expect(stdout).toBe('')
    }
    expect(JSON.parse((await hub('client', 'list', '--tenant', 'acme', '--json')).stdout)).toHaveLength(1)
  })
})

describe('a hub that runs', () => {
  test('sees what the command line changes beside it, and stops when it is told to', async () => {
    const { origin, stop } = await startHub()
    const metadata = (slug: string) => fetch(`${origin}/.well-known/oauth-authorization-server/${slug}`)
    expect((await metadata('acme')).status).toBe(200)
    expect((await metadata('later')).status).toBe(404)
    expect(await hub('tenant', 'create', 'later', '--name', 'Later')).toMatchObject({ exitCode: 0 })
    expect((await metadata('later')).status).toBe(200)
    expect(await stop()).toBe(0)
  })

  test('is not started on a port that is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const address = other.address()
    const port = typeof address === 'object' ? address?.port : undefined
    env = { ...env, HUB_PORT: String(port) }
    const run = await hub('serve')
    env = { ...env, HUB_PORT: '0' }
    other.close()
    expect(run.stderr).toBe(
      `error: port ${port} on 127.0.0.1 is in use; stop what uses it, or set HUB_PORT to another one\n`,
    )
    expect(run.exitCode).toBe(1)
  })
})
