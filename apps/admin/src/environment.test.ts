import { expect, test } from 'vitest'
import { readEnvironment } from './environment.ts'

const root = '/workspace'
const secret = { ADMIN_CLIENT_SECRET: 'top-secret' }

test('only the client secret has to be given', () => {
  expect(readEnvironment(secret, root)).toEqual({
    ok: true,
    configuration: {
      host: '127.0.0.1',
      port: 4200,
      origin: 'http://localhost:4200',
      hubOrigin: 'http://localhost:4000',
      clientId: 'hub-admin',
      clientSecret: 'top-secret',
      databasePath: '/workspace/.data/admin.sqlite',
      key: undefined,
    },
  })
})

test('everything can be set', () => {
  const key = Buffer.alloc(32, 5)
  const environment = {
    ADMIN_HOST: '::',
    ADMIN_PORT: '80',
    ADMIN_ORIGIN: 'https://admin.example/',
    ADMIN_HUB: 'https://hub.example',
    ADMIN_CLIENT_ID: 'pages',
    ADMIN_CLIENT_SECRET: 'top-secret',
    ADMIN_DATABASE_URL: 'sqlite:/var/lib/admin.sqlite',
    ADMIN_KEY: key.toString('base64url'),
  }
  expect(readEnvironment(environment, root)).toEqual({
    ok: true,
    configuration: {
      host: '::',
      port: 80,
      origin: 'https://admin.example',
      hubOrigin: 'https://hub.example',
      clientId: 'pages',
      clientSecret: 'top-secret',
      databasePath: '/var/lib/admin.sqlite',
      key,
    },
  })
})

test('the origin follows the port, and an empty variable counts as not set', () => {
  const read = readEnvironment({ ...secret, ADMIN_PORT: '4300', ADMIN_ORIGIN: '', ADMIN_KEY: '' }, root)
  expect(read).toMatchObject({ configuration: { origin: 'http://localhost:4300', key: undefined } })
})

test('all problems are told at once, one line each, without the values', () => {
  const environment = {
    ADMIN_PORT: '65536',
    ADMIN_ORIGIN: 'http://admin.example',
    ADMIN_HUB: 'https://hub.example/acme',
    ADMIN_CLIENT_SECRET: 'sécret',
    ADMIN_DATABASE_URL: 'postgres://localhost/x',
    ADMIN_KEY: 'short',
  }
  const read = readEnvironment(environment, root)
  const problems = read.ok ? [] : read.problems
  expect(problems).toHaveLength(6)
  expect(new Set(problems.map((problem) => /^ADMIN_\w+/.exec(problem)?.[0]))).toEqual(new Set(Object.keys(environment)))
  for (const value of ['sécret', 'short']) expect(problems.join('\n')).not.toContain(value)
})

test.each([
  ['ADMIN_PORT', '0'],
  ['ADMIN_PORT', '80a'],
  ['ADMIN_ORIGIN', 'https://admin.example/path'],
  ['ADMIN_HUB', 'http://hub.example'],
  ['ADMIN_HUB', 'hub'],
  ['ADMIN_DATABASE_URL', 'sqlite::memory:'],
  ['ADMIN_DATABASE_URL', 'sqlite:folder/'],
  ['ADMIN_KEY', `${'A'.repeat(42)}!`],
  ['ADMIN_CLIENT_SECRET', ''],
])('%s=%s is refused', (name, value) => {
  const read = readEnvironment({ ...secret, [name]: value }, root)
  expect(read).toMatchObject({ ok: false, problems: [expect.stringContaining(name)] })
})
