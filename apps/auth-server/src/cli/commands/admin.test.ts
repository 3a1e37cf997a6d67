import { afterEach, beforeEach, expect, test } from 'vitest'
import { testTerminal, type TestTerminal } from '../test-terminal.ts'
import type { ClientView } from '../views.ts'

let terminal: TestTerminal
beforeEach(() => (terminal = testTerminal()))
afterEach(() => terminal[Symbol.dispose]())

const create = 'admin create --email root@hub.example --name Root --password-stdin'
const password = { stdin: 'long enough' }

test('the first administrator comes with what administrators sign in with, in every tenant', async () => {
  await terminal.json('tenant create acme --name Acme')
  expect(await terminal.json(create, password)).toEqual({
    id: expect.stringMatching(/^[0-9a-z]{26}$/),
    email: 'root@hub.example',
    name: 'Root',
    tenant: 'hub',
    roles: ['hub.administrator'],
  })
  await terminal.json('tenant create later --name Later')
  for (const tenant of ['hub', 'acme', 'later'])
    expect(await terminal.json(`client show --tenant ${tenant} hub-cli`)).toMatchObject({
      type: 'native',
      redirect_uris: ['http://127.0.0.1/callback'],
      first_party: true,
    })
})

test('what administrators sign in with is not deleted, since it could never be there again', async () => {
  await terminal.json(create, password)
  expect(await terminal.refusal('client delete --tenant hub hub-cli --yes')).toContain(
    'hub login signs in with the client hub-cli, and nothing could have its id again; disable it instead: hub client disable --tenant hub hub-cli',
  )
  expect(await terminal.json('client show --tenant hub hub-cli')).toMatchObject({ status: 'active' })
})

test('it is said how to go on', async () => {
  const { stdout } = await terminal.run(create, { ...password, env: { HUB_ORIGIN: 'https://id.example.com' } })
  expect(stdout).toBe(
    [
      'Made the administrator root@hub.example of the hub.',
      '',
      'Sign in, from anywhere, once the hub serves: hub login --hub https://id.example.com --tenant hub',
      '',
    ].join('\n'),
  )
})

test('the client of the administrator’s pages is made once, and its secret is shown this once', async () => {
  const pages = ' --pages https://admin.example.com/'
  const made = await terminal.json(create + pages, password)
  expect(made).toMatchObject({ client_id: 'hub-admin', client_secret: expect.stringMatching(/^cs_/) })
  const [client] = await terminal.json<ClientView[]>('client list --tenant hub --search hub-admin')
  expect(client).toMatchObject({ redirect_uris: ['https://admin.example.com/callback'] })
  const second = await terminal.json(create.replace('root@', 'second@') + pages, password)
  expect(second).not.toHaveProperty('client_secret')
})

test('a tenant has administrators of its own', async () => {
  await terminal.json('tenant create acme --name Acme')
  expect(await terminal.json(`${create} --tenant acme`, password)).toMatchObject({
    tenant: 'acme',
    roles: ['hub.tenant-administrator'],
  })
  expect(await terminal.refusal(`${create} --tenant acne`, password)).toContain('did you mean acme?')
})

test.each([
  ['an address that is none', create.replace('root@hub.example', 'root'), 'is not an e-mail address'],
  ['a short password', create, 'at least 8'],
])('nothing is made for %s', async (_what, line, why) => {
  expect(await terminal.refusal(line, { stdin: 'short' })).toContain(why)
  expect(await terminal.json('tenant list')).toEqual([])
})

test('who is there already is not made an administrator', async () => {
  await terminal.json(create, password)
  expect(await terminal.refusal(create, password)).toContain('"root@hub.example" is there already')
})
