import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { switchClient } from '../../../administration/change-client-status.ts'
import { changeTenantStatus } from '../../../administration/change-tenant-status.ts'
import { createAdministrator } from '../../../administration/create-administrator.ts'
import { createUser } from '../../../administration/create-user.ts'
import { ensureHubTenant } from '../../../administration/ensure-hub-tenant.ts'
import { copyHubClientsEverywhere } from '../../../administration/hub-clients.ts'
import { startTestHub, TEST_USER, type TestHub } from '../../../testing/start-test-hub.ts'
import { TestBrowser } from '../../../testing/test-browser.ts'
import type { Profile, Profiles } from '../../profiles/profile.ts'
import { decide, signInAtTerminal, startLogin, type StartedLogin } from '../../test-login.ts'
import { testTerminal, type TestTerminal } from '../../test-terminal.ts'

let hub: TestHub
let terminal: TestTerminal
beforeAll(async () => {
  hub = await startTestHub()
  await ensureHubTenant(hub.administration)
  await copyHubClientsEverywhere(hub.administration)
  await createAdministrator(hub.administration, { tenant: 'hub', name: 'Root', ...TEST_USER })
})
afterAll(() => hub.close())
beforeEach(() => (terminal = testTerminal()))
afterEach(() => terminal[Symbol.dispose]())

const file = (): string => join(terminal.workspaceRoot, 'profiles.json')
const profiles = (): Profiles => JSON.parse(readFileSync(file(), 'utf8')) as Profiles // written by us
const issuer = (tenant = 'hub'): string => `${hub.origin}/${tenant}`

function change(profile: Partial<Profile>): void {
  const name = issuer()
  const before = profiles()
  const changed = { ...before.profiles, [name]: { ...before.profiles[name], ...profile } }
  writeFileSync(file(), JSON.stringify({ ...before, profiles: changed }))
}

/** The access token has run out. */
function expire(): void {
  const { grant } = profiles().profiles[issuer()] ?? {}
  if (grant !== undefined) change({ grant: { ...grant, issuedAt: 0, expiresAt: 1 } })
}

const login = (words: readonly string[] = []): StartedLogin => startLogin(terminal, hub, words)
const signIn = (): Promise<void> => signInAtTerminal(terminal, hub, TEST_USER)
const root = { tenant: 'hub', person: TEST_USER }

describe('somebody who signs in with their browser', () => {
  test('administers the hub from there, with tokens that nobody else reads', async () => {
    const attempt = login()
    const callback = await decide(hub, await attempt.url, { ...root, decision: 'allow' })
    expect(callback).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/callback\?/)
    // Whoever guesses at the port has neither the state nor an effect.
    expect((await fetch(callback.replace(/state=[^&]+/, 'state=guessed'))).status).toBe(400)
    expect((await fetch(new URL('/', callback))).status).toBe(404)
    const page = await fetch(callback)
    expect([page.status, page.headers.get('Cache-Control')]).toEqual([200, 'no-store'])
    expect(await attempt.exitCode).toBe(0)
    expect(attempt.said()).toContain('Root (user ')
    await expect(fetch(callback)).rejects.toThrow('fetch failed')

    expect(statSync(file()).mode & 0o777).toBe(0o600)
    expect(profiles()).toMatchObject({ current: issuer(), profiles: { [issuer()]: { clientId: 'hub-cli' } } })
    expect(await terminal.json('whoami')).toMatchObject({ hub: hub.origin, tenant: 'hub', kind: 'user', name: 'Root' })
    expect(await terminal.json('user list --tenant acme')).toMatchObject([{ email: TEST_USER.email }])
  })

  test('at a tenant reaches that tenant alone', async () => {
    const person = { email: 'a@acme.example', password: 'long enough' }
    await createAdministrator(hub.administration, { tenant: 'acme', name: 'A', ...person })
    const attempt = login(['--tenant', 'acme'])
    await fetch(await decide(hub, await attempt.url, { tenant: 'acme', person, decision: 'allow' }))
    expect(await attempt.exitCode).toBe(0)
    expect(await terminal.json('role list --tenant acme')).toHaveLength(3)
    for (const line of ['role list --tenant hub', 'role list --tenant none', 'tenant list'])
      expect(await terminal.refusal(line)).toContain('this profile is of the tenant acme alone')
  })

  test('and denies it is told so, and nothing is kept', async () => {
    const attempt = login()
    await fetch(await decide(hub, await attempt.url, { ...root, decision: 'deny' }))
    expect(await attempt.exitCode).toBe(2)
    expect(attempt.said()).toContain('error: the sign-in was refused')
    expect(() => statSync(file())).toThrow('ENOENT')
  })

  test('and administers nothing is told so', async () => {
    const person = { email: 'nobody@hub.example', password: 'long enough' }
    await createUser(hub.administration, { tenant: 'hub', name: 'Nobody', ...person })
    const attempt = login()
    const browser = new TestBrowser(hub, { tenant: 'hub' })
    const { pathname, search } = new URL(await attempt.url)
    const page = (await browser.request(pathname + search)).headers.get('Location') ?? ''
    const refused = await browser.submit(page, { username: person.email, password: person.password })
    await fetch(refused.headers.get('Location') ?? '')
    expect(await attempt.exitCode).toBe(2)
    expect(attempt.said()).toContain('error: the sign-in was refused: who signed in administers nothing there\n')
  })

  test('signs in again where they were without naming it', async () => {
    await signIn()
    await terminal.json('whoami')
    const again = startLogin(terminal, {}, [])
    await fetch(await decide(hub, await again.url, { ...root, decision: 'allow' }))
    expect(await again.exitCode).toBe(0)
    expect(Object.keys(profiles().profiles)).toEqual([issuer()])
    await terminal.json('logout')
    expect(await terminal.refusal('login')).toContain('--hub is missing')
  })

  test('signs out of a hub that will not hear of them any longer, and is told', async () => {
    const person = { email: 'gone@acme.example', password: 'long enough' }
    await createAdministrator(hub.administration, { tenant: 'acme', name: 'Gone', ...person })
    const signInAtAcme = async () => {
      const attempt = login(['--tenant', 'acme'])
      await fetch(await decide(hub, await attempt.url, { tenant: 'acme', person, decision: 'allow' }))
      expect(await attempt.exitCode).toBe(0)
    }
    await signInAtAcme()
    await changeTenantStatus(hub.administration, { slug: 'acme', change: 'suspend' })
    const { stdout, stderr } = await terminal.run('logout --json')
    expect(JSON.parse(stdout)).toEqual({ hub: hub.origin, tenant: 'acme' })
    expect(stderr).toMatch(/^Its tokens were not ended there, unless they had before: there is no hub at [^\n]+\.\n$/)
    expect(profiles()).toEqual({ current: null, profiles: {} })

    await changeTenantStatus(hub.administration, { slug: 'acme', change: 'resume' })
    await signInAtAcme()
    const acme = await hub.dependencies.hub.openTenant('acme')
    if (acme.outcome !== 'open') throw new Error('the tenant is not open')
    await switchClient(hub.administration, acme.storage, { clientId: 'hub-cli', change: 'disable' })
    expect(await terminal.json('logout')).toEqual({ hub: hub.origin, tenant: 'acme' })
    expect(profiles()).toEqual({ current: null, profiles: {} })
    await switchClient(hub.administration, acme.storage, { clientId: 'hub-cli', change: 'enable' })
  })

  test('stays signed in when the access token runs out: of two commands at once one refreshes, 5 times', async () => {
    await signIn()
    for (let time = 1; time <= 5; time += 1) {
      expire()
      const runs = await Promise.all([terminal.run('whoami'), terminal.run('whoami'), terminal.run('tenant list')])
      expect(runs.map(({ exitCode, stderr }) => [exitCode, stderr])).toEqual(Array.from(runs, () => [0, '']))
      expect(profiles().profiles[issuer()]?.grant?.version).toBe(1 + time)
    }
  })

  test('signs out: the tokens end, and commands are for the database again', async () => {
    await signIn()
    const { grant } = profiles().profiles[issuer()] ?? {}
    expect(await terminal.json('logout')).toEqual({ hub: hub.origin, tenant: 'hub' })
    expect(profiles()).toEqual({ current: null, profiles: {} })
    await expect(hub.management(grant?.accessToken ?? '', 'hub').getPrincipal()).rejects.toThrow('401')
    expect(await terminal.json('whoami')).toMatchObject({ hub: null, kind: 'operator' })
    expect(await terminal.refusal('logout')).toContain('nobody is signed in')
  })

  test('is told to sign in again when the hub has ended it', async () => {
    await signIn()
    const { grant } = profiles().profiles[issuer()] ?? {}
    await hub.management(grant?.accessToken ?? '', 'hub').getPrincipal()
    await terminal.json('tenant list')
    const other = testTerminal()
    writeFileSync(join(other.workspaceRoot, 'profiles.json'), readFileSync(file()))
    await other.json('logout')
    other[Symbol.dispose]()
    expect(await terminal.refusal('tenant list')).toContain('hub login')
    expire()
    expect(await terminal.refusal('tenant list')).toContain('has ended; sign in again: hub login')
  })

  test('means the database when a database is named', async () => {
    await signIn()
    const env = { HUB_DATABASE_URL: 'sqlite:mine.sqlite' }
    expect(await terminal.json('tenant list', { env })).toEqual([])
    expect(await terminal.json(['--hub', hub.origin, 'tenant', 'list'], { env })).toHaveLength(2)
  })
})

/** With its secret. */
async function createReader(): Promise<{ readonly id: string; readonly secret: string }> {
  const { clientId, clientSecret } = await hub.createClient({
    tenant: 'hub',
    grantTypes: ['client_credentials'],
    redirectUris: [],
    scopes: [{ name: 'hub.tenants.read', description: null }],
  })
  return { id: clientId, secret: clientSecret }
}

describe('a client that acts for itself', () => {
  const asked = ['--tenant', 'hub', '--client-id']

  test('leaves its secret nowhere unless it is told to', async () => {
    const { id, secret } = await createReader()
    const words = ['login', '--hub', hub.origin, ...asked, id, '--client-secret-stdin']
    expect(await terminal.json(words, { stdin: `${secret}\n` })).toMatchObject({ kind: 'client', id })
    expect(readFileSync(file(), 'utf8')).not.toContain(secret)
    expect(await terminal.refusal('tenant list')).toContain('set HUB_CLIENT_SECRET')
    expect(await terminal.json('tenant list', { env: { HUB_CLIENT_SECRET: secret } })).toHaveLength(2)
    await terminal.json([...words, '--keep-secret'], { stdin: secret })
    expect(await terminal.json('tenant list')).toHaveLength(2)
    expect(statSync(file()).mode & 0o777).toBe(0o600)
  })

  test('needs no profile at all', async () => {
    const { id, secret } = await createReader()
    const env = { HUB_CLIENT_ID: id, HUB_CLIENT_SECRET: secret }
    expect(await terminal.json(['--hub', hub.origin, 'tenant', 'list'], { env })).toHaveLength(2)
    expect(await terminal.refusal(['--hub', hub.origin, 'user', 'list', '--tenant', 'acme'], { env })).toBe(
      'error: this needs the scope hub.users.read; hub whoami shows what this profile may do\n',
    )
    expect(() => statSync(file())).toThrow('ENOENT')
  })

  test('with a wrong secret is refused, and nothing is kept', async () => {
    const { id } = await createReader()
    const words = ['login', '--hub', hub.origin, ...asked, id, '--client-secret-stdin']
    expect(await terminal.refusal(words, { stdin: 'wrong' })).toContain('the hub refuses this client')
    expect(() => statSync(file())).toThrow('ENOENT')
  })
})

test('a hub that is away is worth trying again', async () => {
  await signIn()
  const away = 'http://127.0.0.1:9'
  writeFileSync(file(), readFileSync(file(), 'utf8').replaceAll(hub.origin, away))
  for (const line of ['tenant list', 'user block --tenant acme 01kb3m7qg8x0v4c2t9rj5hzd6e', 'logout']) {
    const { exitCode, stdout, stderr } = await terminal.run(line)
    expect([line, exitCode, stdout]).toEqual([line, 1, ''])
    expect(stderr).toMatch(/^error: http:\/\/127\.0\.0\.1:9 cannot be reached[^\n]*; try again when it is back\n$/)
  }
  expect(Object.keys(profiles().profiles)).toEqual([`${away}/hub`])
})

describe('a file of profiles that is not as it was written', () => {
  const profile = { origin: 'http://127.0.0.1:9', tenant: 'hub', clientId: 'c', forItself: false }
  test.each<[string, unknown]>([
    ['no profiles', { current: null, profiles: null }],
    ['a list of them', { current: null, profiles: [] }],
    ['one that is nothing', { current: 'x', profiles: { x: null } }],
    ['one without a hub', { current: 'x', profiles: { x: { ...profile, origin: undefined } } }],
    ['the name of one that is gone', { current: 'x', profiles: { y: profile } }],
    ['no word about which is meant', { profiles: { x: profile } }],
  ])('is refused, and the database is left alone: %s', async (_what, content) => {
    writeFileSync(file(), JSON.stringify(content))
    for (const line of [
      'whoami',
      'tenant list',
      'tenant create acme --name Acme',
      'logout',
      `login --hub ${hub.origin}`,
    ])
      expect(await terminal.refusal(line)).toBe(
        `error: ${file()} cannot be read; remove it, and sign in again: hub login\n`,
      )
  })

  test('is named when it is no file at all', async () => {
    mkdirSync(file())
    for (const line of ['whoami', `login --hub ${hub.origin}`])
      expect(await terminal.refusal(line)).toContain(`${file()} cannot be used (EISDIR); HUB_CLI_CONFIG names another`)
  })
})

test('a tenant that is not there is told apart from a sign-in that fails', async () => {
  expect(await terminal.refusal(`login --hub ${hub.origin} --tenant none`)).toBe(
    `error: there is no hub at ${hub.origin}/none; compare the address and the tenant\n`,
  )
})

test('who is not signed in is told with which tenant, and what is missing of a client', async () => {
  const line = `--hub ${hub.origin}/acme user list --tenant acme`
  expect(await terminal.refusal(line)).toContain(`hub login --hub ${hub.origin} --tenant acme\n`)
  expect(await terminal.refusal(line, { env: { HUB_CLIENT_ID: 'job' } })).toContain(
    'HUB_CLIENT_ID is there without HUB_CLIENT_SECRET',
  )
})

test.each(['http://hub.example', 'hub.example', 'https://me@hub.example', 'https://hub.example/acme/more'])(
  '%s is no place for a hub',
  async (url) => {
    expect(await terminal.refusal(['--hub', url, 'tenant', 'list'])).toContain('is not where a hub can be')
  },
)

test('what works on the database is refused a hub somewhere else', async () => {
  for (const line of [
    'demo',
    'migrate',
    'backup x',
    'restore x',
    'admin create --email a@b.c --name A --password-stdin',
  ])
    expect(await terminal.refusal(['--hub', hub.origin, ...line.split(' ')])).toContain('works on the database')
})
