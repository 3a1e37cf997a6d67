import { expect, test } from 'vitest'
import { readEnvironment } from './environment.ts'

const root = '/workspace'
const key = Buffer.alloc(32, 5)

test('only the client id has to be given', () => {
  expect(readEnvironment({ CONSUMER_CLIENT_ID: 'timeline-app' }, root)).toEqual({
    ok: true,
    configuration: {
      host: '127.0.0.1',
      port: 4100,
      origin: 'http://localhost:4100',
      issuer: 'http://localhost:4000/acme',
      clientId: 'timeline-app',
      clientSecret: undefined,
      scope: undefined,
      databasePath: '/workspace/.data/consumer.sqlite',
      key: undefined,
      jobSeconds: 30,
    },
  })
})

test('everything can be set', () => {
  const environment = {
    CONSUMER_HOST: '::',
    CONSUMER_PORT: '80',
    CONSUMER_ORIGIN: 'https://app.example/',
    CONSUMER_ISSUER: 'https://hub.example/acme',
    CONSUMER_CLIENT_ID: 'timeline-app',
    CONSUMER_CLIENT_SECRET: 'top-secret',
    CONSUMER_SCOPE: 'profile email',
    CONSUMER_DATABASE_URL: 'sqlite:/var/lib/consumer.sqlite',
    CONSUMER_KEY: key.toString('base64url'),
    CONSUMER_JOB_SECONDS: '5',
  }
  expect(readEnvironment(environment, root)).toEqual({
    ok: true,
    configuration: {
      host: '::',
      port: 80,
      origin: 'https://app.example',
      issuer: 'https://hub.example/acme',
      clientId: 'timeline-app',
      clientSecret: 'top-secret',
      scope: 'profile email',
      databasePath: '/var/lib/consumer.sqlite',
      key,
      jobSeconds: 5,
    },
  })
})

test('the origin follows the port', () => {
  const read = readEnvironment({ CONSUMER_CLIENT_ID: 'a', CONSUMER_PORT: '4200' }, root)
  expect(read).toMatchObject({ configuration: { origin: 'http://localhost:4200' } })
})

test('an empty variable counts as not set', () => {
  const read = readEnvironment({ CONSUMER_CLIENT_ID: 'a', CONSUMER_CLIENT_SECRET: '', CONSUMER_PORT: '' }, root)
  expect(read).toMatchObject({ configuration: { clientSecret: undefined, port: 4100 } })
})

test('all problems are told at once, one line each, without the values', () => {
  const environment = {
    CONSUMER_PORT: '65536',
    CONSUMER_ORIGIN: 'http://app.example',
    CONSUMER_ISSUER: 'hub',
    CONSUMER_CLIENT_SECRET: 'sécret',
    CONSUMER_SCOPE: 'two  blanks',
    CONSUMER_DATABASE_URL: 'postgres://localhost/x',
    CONSUMER_KEY: 'short',
    CONSUMER_JOB_SECONDS: '0',
  }
  const read = readEnvironment(environment, root)
  const problems = read.ok ? [] : read.problems
  expect(problems).toHaveLength(9)
  expect(new Set(problems.map((problem) => /^CONSUMER_\w+/.exec(problem)?.[0]))).toEqual(
    new Set([...Object.keys(environment), 'CONSUMER_CLIENT_ID']),
  )
  for (const value of ['sécret', 'short']) expect(problems.join('\n')).not.toContain(value)
})

test.each<[string, string]>([
  ['CONSUMER_PORT', '0'],
  ['CONSUMER_PORT', '80a'],
  ['CONSUMER_PORT', '-1'],
  ['CONSUMER_JOB_SECONDS', '1.5'],
  ['CONSUMER_JOB_SECONDS', '86401'],
  ['CONSUMER_ORIGIN', 'https://app.example/path'],
  ['CONSUMER_ORIGIN', 'https://user@app.example'],
  ['CONSUMER_ISSUER', 'http://hub.example/acme'],
  ['CONSUMER_ISSUER', 'https://hub.example/acme/'],
  ['CONSUMER_ISSUER', 'https://hub.example/acme?x'],
  ['CONSUMER_DATABASE_URL', 'sqlite:'],
  ['CONSUMER_DATABASE_URL', 'sqlite::memory:'],
  ['CONSUMER_DATABASE_URL', 'sqlite:folder/'],
  ['CONSUMER_KEY', `${'A'.repeat(42)}!`],
  ['CONSUMER_SCOPE', 'a"b'],
])('%s=%s is refused', (name, value) => {
  const read = readEnvironment({ CONSUMER_CLIENT_ID: 'a', [name]: value }, root)
  expect(read).toMatchObject({ ok: false, problems: [expect.stringContaining(name)] })
})
