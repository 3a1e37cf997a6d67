import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { hashClientSecret } from '@identity-hub/core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { DemoCredentials } from '../../administration/demo/demo-file.ts'
import type { ClientView } from '../views.ts'
import { createPasswords } from '../../passwords/passwords.ts'
import { testTerminal, type TestTerminal } from '../test-terminal.ts'

const passwords = createPasswords()
let terminal: TestTerminal
beforeEach(() => (terminal = testTerminal()))
afterEach(() => terminal[Symbol.dispose]())

const file = (): string => join(terminal.workspaceRoot, '.data/demo.json')
const credentials = (): DemoCredentials => JSON.parse(readFileSync(file(), 'utf8')) as DemoCredentials // written by us

/** Whether somebody can sign in, and the consumer can authenticate, with what is written down. */
async function working(): Promise<{ password: boolean; secret: boolean; redirectUris: readonly string[] }> {
  const { email, password, client_id: clientId, client_secret: secret } = credentials()
  const user = await terminal.stored((storage) => storage.findAccountByIdentifier(email))
  const client = await terminal.stored((storage) => storage.findClient(clientId))
  if (user.outcome === 'unknown' || client.outcome === 'unknown') throw new Error('there is no demo')
  const hashes = client.client.secrets.map(({ secretHash }) => secretHash)
  return {
    password: await passwords.verify(user.passwordHash, password),
    secret: hashes.includes(hashClientSecret(secret)),
    redirectUris: client.client.redirectUris,
  }
}

const works = { password: true, secret: true, redirectUris: ['http://localhost:4100/callback'] }

test('the first run makes everything and writes it down for its owner alone', async () => {
  const { exitCode, stdout, stderr } = await terminal.run('demo')
  expect([exitCode, stderr]).toEqual([0, ''])
  expect(credentials()).toEqual({
    issuer: 'http://localhost:4000/acme',
    email: 'ada@acme.example',
    password: expect.stringMatching(/^(?:[0-9a-z]{4}-){3}[0-9a-z]{4}$/),
    client_id: expect.stringMatching(/^c_/),
    client_secret: expect.stringMatching(/^cs_/),
    administrator: {
      issuer: 'http://localhost:4000/hub',
      email: 'admin@hub.example',
      password: expect.stringMatching(/^(?:[0-9a-z]{4}-){3}[0-9a-z]{4}$/),
      client_id: 'hub-admin',
      client_secret: expect.stringMatching(/^cs_/),
    },
  })
  expect(statSync(file()).mode & 0o777).toBe(0o600)
  expect(stdout).toContain(`the password is in ${file()}`)
  expect(stdout).not.toContain(credentials().password)
  expect(stdout).not.toContain(credentials().client_secret)
  expect(await working()).toEqual(works)
  expect(readdirSync(join(terminal.workspaceRoot, '.data')).filter((name) => name.startsWith('demo'))).toEqual([
    'demo.json',
  ])
})

test('a second run changes nothing', async () => {
  await terminal.json('demo')
  const before = [credentials(), await terminal.json('client list --tenant acme')]
  expect(await terminal.json('demo')).toMatchObject({ changes: [], password_is_current: true, blocked: false })
  expect([credentials(), await terminal.json('client list --tenant acme')]).toEqual(before)
})

test('runs that begin together agree', async () => {
  await Promise.all(Array.from({ length: 4 }, () => terminal.json('demo')))
  expect(await working()).toEqual(works)
  expect(await terminal.json('client list --tenant acme')).toHaveLength(1)
})

test('it is refused on a public origin, and makes nothing', async () => {
  const env = { HUB_ORIGIN: 'https://id.example.com' }
  expect(await terminal.refusal('demo', { env })).toContain('the demo is for a hub on this machine')
  expect(await terminal.json('tenant list')).toEqual([])
  expect(existsSync(file())).toBe(false)
})

test('when the file was lost, user and client get new credentials, and the old ones end', async () => {
  await terminal.json('demo')
  const lost = credentials()
  rmSync(file())
  const [password, secret] = [expect.stringContaining('new password'), expect.stringContaining('new secret')]
  expect(await terminal.json('demo')).toMatchObject({ changes: [password, secret, password, secret] })
  expect(credentials()).toMatchObject({ email: lost.email, client_id: lost.client_id })
  expect(credentials().password).not.toBe(lost.password)
  expect(await working()).toEqual(works)
  const client = await terminal.stored((storage) => storage.findClient(lost.client_id))
  expect(client).toMatchObject({ client: { secrets: [{ expiresAt: null }] } })
})

test('a damaged file counts as lost', async () => {
  await terminal.json('demo')
  writeFileSync(file(), '{"issuer": ')
  await terminal.json('demo')
  expect(await working()).toEqual(works)
})

test('when the database was begun anew, the credentials that were kept work again', async () => {
  await terminal.json('demo')
  const kept = credentials()
  for (const name of ['hub.sqlite', 'hub.sqlite-wal', 'hub.sqlite-shm'])
    rmSync(join(terminal.workspaceRoot, '.data', name), { force: true })
  await terminal.json('demo')
  expect(credentials()).toEqual(kept)
  expect(await working()).toEqual(works)
})

test('what a broken-off run left is finished', async () => {
  await terminal.json('tenant create acme --name Acme')
  await terminal.json('user create --tenant acme --email ada@acme.example --name Ada --password-stdin', {
    stdin: 'nobody knows',
  })
  await terminal.json('demo')
  expect(await working()).toEqual(works)
})

test('a password that the person has changed stays theirs', async () => {
  await terminal.json('demo')
  const user = await terminal.stored((storage) => storage.findAccountByIdentifier('ada@acme.example'))
  if (user.outcome === 'unknown') throw new Error('there is no user')
  const change = {
    kind: 'change-password',
    passwordHash: await passwords.hash('my own password'),
    expectedPasswordHash: user.passwordHash ?? '',
    keepSessionId: null,
  } as const
  await terminal.stored((storage) => storage.changeAccount({ accountId: user.account.id, change, now: Date.now() }))
  expect(await terminal.json('demo')).toMatchObject({ changes: [], password_is_current: false })
  expect(await working()).toEqual({ ...works, password: false })
})

test('a user that was blocked stays blocked, and it is said', async () => {
  await terminal.json('demo')
  await terminal.json('user block --tenant acme ada@acme.example')
  const { stdout } = await terminal.run('demo')
  expect(stdout).toContain('ada@acme.example is blocked: hub user unblock')
})

test('a consumer at another origin has a client of its own, and the first one comes back', async () => {
  await terminal.json('demo')
  const first = credentials()
  await terminal.json('demo', { env: { CONSUMER_PORT: '4300', HUB_PORT: '4001' } })
  expect(credentials().issuer).toBe('http://localhost:4001/acme')
  expect(await working()).toEqual({ ...works, redirectUris: ['http://localhost:4300/callback'] })
  await terminal.json('demo', { env: { CONSUMER_ORIGIN: 'http://127.0.0.1:4300/' } })
  expect(await working()).toEqual({ ...works, redirectUris: ['http://127.0.0.1:4300/callback'] })
  await terminal.json('demo')
  expect(credentials().client_id).toBe(first.client_id)
  expect(await working()).toEqual(works)
  expect(await terminal.json<ClientView[]>('client list --tenant acme')).toHaveLength(3)
})

test('a consumer at an origin that no redirect URI may have is refused', async () => {
  const env = { CONSUMER_ORIGIN: 'http://consumer.example' }
  expect(await terminal.refusal('demo', { env })).toContain('is http')
  expect(await terminal.json('tenant list')).toEqual([])
})
