import { mkdtempDisposable, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startTestServer } from '../http/test-server.ts'
import type { RunReport } from '../report/run-report.ts'
import { runCli } from './run-cli.ts'

const client = { clientId: 'app', name: 'App', redirectUris: ['https://app.example/cb'], scope: 'profile' }
const user = { username: 'ada', password: 'correct horse battery' }

/** A server that has metadata and nothing else: META-03 is kept, META-08 as told. */
async function startServer({ promisesIss }: { readonly promisesIss: () => boolean }) {
  const server = await startTestServer(({ headers }, response) => {
    const issuer = `http://${headers.host}`
    const metadata = {
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      response_types_supported: ['code'],
      authorization_response_iss_parameter_supported: promisesIss(),
    }
    response.setHeader('Content-Type', 'application/json')
    response.end(JSON.stringify(metadata))
  })
  return server
}

async function openFolder() {
  const folder = await mkdtempDisposable(join(tmpdir(), 'contract-cli-'))
  const run = async (words: readonly string[], env: Record<string, string> = {}) => {
    const written = { out: '', err: '' }
    const code = await runCli(words, {
      stdout: { write: (text) => (written.out += text) },
      stderr: { write: (text) => (written.err += text) },
      env,
      folder: folder.path,
    })
    return { code, ...written }
  }
  return {
    run,
    configure: (issuer: string, more: object = {}) =>
      writeFile(
        join(folder.path, 'contract.config.json'),
        JSON.stringify({ issuer, clients: { public: client }, user, ...more }),
      ),
    read: (name: string) => readFile(join(folder.path, name), 'utf8'),
    [Symbol.asyncDispose]: () => folder.remove(),
  }
}

test('ends with 0 when all is kept, and with 1 when a requirement is broken', async () => {
  await using kept = await startServer({ promisesIss: () => true })
  await using broken = await startServer({ promisesIss: () => false })
  await using folder = await openFolder()
  const words = ['--only', 'META-03', '--only', 'META-08', '--json', 'reports/run.json']
  await folder.configure(kept.origin)
  expect(await folder.run(words)).toMatchObject({ code: 0, err: '' })
  await folder.configure(broken.origin)
  const { code, out } = await folder.run([...words, '--seed', '7'])
  expect(code).toBe(1)
  expect(out).toContain('META-08/it-promises-iss-in-responses')
  const report = JSON.parse(await folder.read('reports/run.json')) as RunReport
  expect(report).toMatchObject({ version: 1, issuer: broken.origin, seed: 7, baseline: null })
  const ran = report.results.filter(({ verdict }) => verdict !== 'skipped')
  expect(ran.map(({ id, verdict }) => `${id} ${verdict}`)).toEqual([
    'META-03/the-issuer-is-exactly-the-one-of-the-location pass',
    'META-03/each-tenant-has-an-issuer-and-endpoints-of-its-own not-applicable',
    'META-08/it-promises-iss-in-responses fail',
  ])
  expect(ran[1]?.message).toBe('the configuration has no `otherTenant`')
  expect(ran[2]?.exchanges.map(({ method, status }) => `${method} ${status}`)).toEqual(['GET 200'])
})

test('with a baseline it ends with 3 when something got worse, and with 0 when only the old faults are there', async () => {
  let promisesIss = true
  await using server = await startServer({ promisesIss: () => promisesIss })
  await using folder = await openFolder()
  await folder.configure(server.origin)
  const only = ['--only', 'META-08', '--only', 'META-03', '--only', 'PKCE-13']
  const first = await folder.run([...only, '--write-baseline', 'baseline.json'])
  expect(first.code, 'it names no S256').toBe(1)
  expect(JSON.parse(await folder.read('baseline.json'))).toMatchObject({
    verdicts: { 'META-08/it-promises-iss-in-responses': 'pass', 'PKCE-13/it-names-s256-and-not-plain': 'fail' },
  })
  expect((await folder.run([...only, '--baseline', 'baseline.json'])).code).toBe(0)
  promisesIss = false
  const worse = await folder.run([...only, '--baseline', 'baseline.json', '--json', 'run.json'])
  expect(worse.code).toBe(3)
  const report = JSON.parse(await folder.read('run.json')) as RunReport
  expect(report.baseline).toEqual({ worse: ['META-08/it-promises-iss-in-responses'], better: [], unknown: [] })
})

test('ends with 2 within seconds, and says what to do, when nobody answers', async () => {
  await using folder = await openFolder()
  await folder.configure('http://127.0.0.1:1')
  const startedAt = performance.now()
  const { code, err } = await folder.run([])
  expect(code).toBe(2)
  expect(err).toContain('Nothing answers at http://127.0.0.1:1')
  expect(performance.now() - startedAt).toBeLessThan(5000)
})

test('ends with 2, and says when, when the server goes away in the middle of a run', async () => {
  let asked = 0
  const server = await startServer({
    promisesIss: () => {
      asked += 1
      if (asked === 3) void server[Symbol.asyncDispose]()
      return true
    },
  })
  await using folder = await openFolder()
  await folder.configure(server.origin)
  const { code, err, out } = await folder.run(['--json', 'run.json'])
  expect(code).toBe(2)
  expect(err).toMatch(/^http:\/\/127\.0\.0\.1:\d+ \(.*ECONNREFUSED.*\) stopped answering.* during META-\d\d\//)
  expect(err.trim().split('\n')).toHaveLength(1)
  expect(out.split('✗').length).toBeLessThan(10)
  await expect(folder.read('run.json')).rejects.toMatchObject({ code: 'ENOENT' })
})

test('ends with 2 when the server has no metadata, and shows what to write', async () => {
  await using server = await startTestServer((_request, response) => void response.writeHead(404).end())
  await using folder = await openFolder()
  await folder.configure(server.origin)
  const { code, err } = await folder.run([])
  expect(code).toBe(2)
  expect(err).toContain('has no metadata')
  expect(err).toContain("endpoints: { authorization_endpoint: '…', token_endpoint: '…' }")
})

test('ends with 2 for what was misspelt, and says what was meant', async () => {
  await using folder = await openFolder()
  expect(await folder.run([])).toMatchObject({ code: 2, err: expect.stringContaining('no contract.config.ts here') })
  expect(await folder.run(['--juint', 'x'])).toMatchObject({ code: 2, err: expect.stringContaining('--junit') })
  expect(await folder.run(['--seed', 'x'])).toMatchObject({ code: 2, err: expect.stringContaining('no whole number') })
  expect(await folder.run(['--only', 'PKEC'])).toMatchObject({ code: 2, err: expect.stringContaining('PKEC') })
  await folder.configure('ftp://h', { cleints: {} })
  const { code, err } = await folder.run([])
  expect(code).toBe(2)
  expect(err).toContain('Did you mean `clients`?')
  expect(err).toContain('`issuer` is no URL: ftp://h')
  await folder.configure('http://127.0.0.1:1')
  expect(await folder.run(['--baseline', 'none.json'])).toMatchObject({
    code: 2,
    err: expect.stringContaining('none.json cannot be read'),
  })
  expect(await folder.run(['--html', 'contract.config.json/report.html'])).toMatchObject({
    code: 2,
    err: expect.stringContaining('report.html cannot be written'),
  })
  expect(await folder.run(['--client-id', 'app'])).toMatchObject({ code: 2, err: expect.stringContaining('--issuer') })
})

test('with a file, --issuer says where else the server is', async () => {
  await using server = await startServer({ promisesIss: () => true })
  await using folder = await openFolder()
  await folder.configure('http://127.0.0.1:1')
  expect(await folder.run(['--issuer', server.origin, '--only', 'META-03'])).toMatchObject({ code: 0, err: '' })
})

test('starts without a configuration, with secrets from the environment', async () => {
  await using server = await startServer({ promisesIss: () => true })
  await using folder = await openFolder()
  const issuer = ['--issuer', server.origin, '--only', 'META-03']
  const asked = await folder.run(issuer)
  expect(asked.code).toBe(2)
  expect(asked.err).toContain('CONTRACT_PASSWORD in the environment')
  const words = ['--client-id', 'app', '--redirect-uri', 'https://app.example/cb', '--scope', 'profile']
  const { code } = await folder.run([...issuer, ...words, '--username', 'ada'], { CONTRACT_PASSWORD: 'secret' })
  expect(code).toBe(0)
})

test('lists the tests without a server', async () => {
  await using folder = await openFolder()
  const { code, out } = await folder.run(['--list', '--only', 'PKCE-07'])
  expect(code).toBe(0)
  expect(out).toBe('PKCE, RFC 7636\n  PKCE-07/a-wrong-verifier-is-invalid-grant  MUST\n1 test\n')
})
