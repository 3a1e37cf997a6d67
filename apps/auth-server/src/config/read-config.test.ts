import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { HubConfig } from './hub-config.ts'
import { readAdministrationConfig, readConfig } from './read-config.ts'
import type { Environment } from './variables.ts'

let workspaceRoot: string
beforeEach(() => (workspaceRoot = mkdtempSync(join(tmpdir(), 'hub-config-'))))
afterEach(() => rmSync(workspaceRoot, { recursive: true }))

const keyOf = (text: string): string => Buffer.from(text.repeat(32).slice(0, 32)).toString('base64url')
const key = keyOf('0123456789abcdef')
const publicHub = { HUB_ORIGIN: 'https://id.example.com', HUB_KEYS: `a1:${key}` }

function configOf(environment: Environment): HubConfig {
  const reading = readConfig(environment, { workspaceRoot })
  if (!reading.ok) throw new Error(reading.problems.join('\n'))
  return reading.config
}

function problemsOf(environment: Environment): readonly string[] {
  const reading = readConfig(environment, { workspaceRoot })
  return reading.ok ? [] : reading.problems
}

describe('without any variable', () => {
  test('the hub serves this machine', () => {
    const config = configOf({})
    expect(config).toEqual({
      host: '127.0.0.1',
      port: 4000,
      origin: 'http://localhost:4000',
      originIsLoopbackHttp: true,
      secure: false,
      databaseUrl: `sqlite:${workspaceRoot}/.data/hub.sqlite`,
      keys: { current: expect.anything(), all: [config.keys.current] },
      logLevel: 'info',
      trustedProxies: [],
    })
    expect(Object.isFrozen(config)).toBe(true)
  })

  test('keys are made once, for their owner alone', () => {
    const made = configOf({}).keys
    expect(made.current.key).toHaveLength(32)
    const file = join(workspaceRoot, '.data', 'hub.keys')
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(readdirSync(join(workspaceRoot, '.data'))).toEqual(['hub.keys'])
    expect(configOf({}).keys).toEqual(made)
    chmodSync(file, 0o644)
    expect(configOf({}).keys).toEqual(made)
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  test('a damaged key file is a problem and is kept', () => {
    configOf({})
    const file = join(workspaceRoot, '.data', 'hub.keys')
    writeFileSync(file, 'dev1:short\n')
    expect(problemsOf({})).toEqual([expect.stringContaining(`${file}, key 1: a key has 32 bytes`)])
    expect(readFileSync(file, 'utf8')).toBe('dev1:short\n')
  })

  test('a place that cannot be written to is a problem that names what to set', () => {
    writeFileSync(join(workspaceRoot, '.data'), '')
    expect(problemsOf({})).toEqual([expect.stringMatching(/hub\.keys cannot be read or made .*; set HUB_KEYS$/)])
  })
})

test('a variable that is set to nothing counts as not set', () => {
  expect(configOf({ HUB_PORT: '', HUB_ORIGIN: ' ', HUB_TRUSTED_PROXIES: '' })).toEqual(configOf({}))
})

describe('the origin', () => {
  test.each([
    [{ HUB_PORT: '4321' }, 'http://localhost:4321'],
    [{ HUB_PORT: '80' }, 'http://localhost'],
    [{ HUB_PORT: '0' }, null],
    [{ HUB_ORIGIN: 'http://127.0.0.1:4000' }, 'http://127.0.0.1:4000'],
    [{ HUB_ORIGIN: 'http://[::1]:4000' }, 'http://[::1]:4000'],
  ])('%j is on this machine', (environment, origin) => {
    expect(configOf(environment)).toMatchObject({ origin, originIsLoopbackHttp: true, secure: false })
  })

  test('with https is public, also on localhost', () => {
    expect(configOf(publicHub)).toMatchObject({
      origin: 'https://id.example.com',
      originIsLoopbackHttp: false,
      secure: true,
    })
    expect(configOf({ ...publicHub, HUB_ORIGIN: 'https://localhost' })).toMatchObject({ originIsLoopbackHttp: false })
  })

  test('with http elsewhere needs HUB_ALLOW_HTTP=1', () => {
    const environment = { ...publicHub, HUB_ORIGIN: 'http://hub.intranet' }
    expect(problemsOf(environment)).toEqual([
      expect.stringContaining('write https://hub.intranet, or set HUB_ALLOW_HTTP=1'),
    ])
    expect(configOf({ ...environment, HUB_ALLOW_HTTP: '1' })).toMatchObject({
      secure: false,
      originIsLoopbackHttp: false,
    })
    expect(problemsOf({ ...environment, HUB_ALLOW_HTTP: 'yes' })).toContainEqual(expect.stringContaining('write 1'))
  })

  test.each([
    ['https://id.example.com/', 'as browsers write it: https://id.example.com'],
    ['https://id.example.com/auth', 'as browsers write it: https://id.example.com'],
    ['https://id.example.com?x=1', 'as browsers write it'],
    ['https://ID.example.com', 'as browsers write it: https://id.example.com'],
    ['https://id.example.com:443', 'as browsers write it: https://id.example.com'],
    ['https://ada@id.example.com', 'as browsers write it'],
    ['id.example.com', 'write an origin such as'],
    ['ftp://id.example.com', 'write an origin such as'],
    ['localhost:4000', 'write an origin such as'],
    ['http://localhost.example.com', 'HUB_ALLOW_HTTP'],
    ['http://127.0.0.2:4000', 'HUB_ALLOW_HTTP'],
  ])('%s is refused: %s', (origin, why) => {
    expect(problemsOf({ ...publicHub, HUB_ORIGIN: origin })).toEqual([expect.stringContaining(why)])
  })
})

describe('keys', () => {
  test('are required when the origin is not on this machine, and none are made', () => {
    expect(problemsOf({ HUB_ORIGIN: 'https://id.example.com' })).toEqual([
      expect.stringContaining('HUB_KEYS is required'),
    ])
    expect(existsSync(join(workspaceRoot, '.data'))).toBe(false)
    expect(problemsOf({ HUB_ORIGIN: 'https://id.example.com', HUB_PORT: 'x' })).toHaveLength(2)
    expect(problemsOf({ HUB_ORIGIN: 'nonsense' })).toHaveLength(1)
  })

  test('the first one is in use, the others open what they sealed', () => {
    const { keys } = configOf({ ...publicHub, HUB_KEYS: `b2:${keyOf('fedcba9876543210')}, a1:${key}` })
    expect(keys.current.id).toBe('b2')
    expect(keys.all.map(({ id }) => id)).toEqual(['b2', 'a1'])
    expect(keys.all[1]?.key).toEqual(Buffer.from(key, 'base64url'))
  })

  test.each([
    ['no id', key],
    ['a bad id', `a.1:${key}`],
    ['a long id', `${'a'.repeat(33)}:${key}`],
    ['too short a key', `a1:${key.slice(2)}`],
    ['too long a key', `a1:${key}AA`],
    ['spare bits', `a1:${key.slice(0, -1)}B`],
    ['hexadecimal', `a1:${'0f'.repeat(32)}`],
    ['padding', `a1:${key}=`],
    ['an id twice', `a1:${key},a1:${keyOf('fedcba9876543210')}`],
    ['an empty place', `a1:${key},`],
    ['zeros', `a1:${'A'.repeat(43)}`],
  ])('with %s are refused, and no problem repeats one', (_what, keys) => {
    const problems = problemsOf({ HUB_KEYS: keys })
    expect(problems).toHaveLength(1)
    expect(problems.join()).not.toContain(key.slice(4, 20))
    expect(problems.join()).not.toContain('0f0f')
  })
})

describe('the database', () => {
  test.each([
    ['sqlite:/var/lib/hub/hub.sqlite', () => 'sqlite:/var/lib/hub/hub.sqlite'],
    ['sqlite:other/hub.sqlite', () => `sqlite:${workspaceRoot}/other/hub.sqlite`],
    ['sqlite:./hub.sqlite', () => `sqlite:${workspaceRoot}/hub.sqlite`],
  ])('%s', (url, expected) => {
    expect(configOf({ HUB_DATABASE_URL: url }).databaseUrl).toBe(expected())
  })

  test.each(['sqlite:', 'sqlite::memory:', 'sqlite://var/hub.sqlite', 'sqlite:dir/', 'hub.sqlite', 'sqlite:a?mode=ro'])(
    '%s is refused',
    (url) => {
      expect(problemsOf({ HUB_DATABASE_URL: url })).toEqual([expect.stringContaining('HUB_DATABASE_URL')])
    },
  )

  test('a password in a database URL is not repeated', () => {
    for (const url of [
      'mysql://hub:hunter2@db/hub',
      'postgres://hub:hunter2@/hub',
      'postgres://hub:hunter2@db:x/hub',
    ]) {
      expect(problemsOf({ HUB_DATABASE_URL: url })).toHaveLength(1)
      expect(problemsOf({ HUB_DATABASE_URL: url }).join()).not.toContain('hunter2')
    }
  })
})

test('proxies are addresses and ranges', () => {
  const trustedProxies = ['10.0.0.5', '10.1.0.0/16', '::1', 'fd00::/8']
  expect(configOf({ HUB_TRUSTED_PROXIES: trustedProxies.join(', ') }).trustedProxies).toEqual(trustedProxies)
  for (const wrong of [
    'proxy',
    '10.0.0.0/0',
    '10.0.0.0/33',
    'loopback',
    '10.0.0.1/8/8',
    '10.0.0',
    'fe80::1%eth0',
    '10.0.0.1,',
  ])
    expect(problemsOf({ HUB_TRUSTED_PROXIES: wrong })).toEqual([expect.stringContaining('HUB_TRUSTED_PROXIES')])
})

test('everything that is wrong is told at once', () => {
  const problems = problemsOf({
    HUB_HOST: 'http://localhost',
    HUB_PORT: '70000',
    HUB_ORIGIN: 'https://id.example.com/',
    HUB_DATABASE_URL: 'mysql:hub',
    HUB_KEYS: 'nonsense',
    HUB_LOG_LEVEL: 'loud',
    HUB_TRUSTED_PROXIES: 'everybody',
  })
  const named = problems.map((problem) => problem.match(/^HUB_[A-Z_]+/)?.[0])
  const wanted = ['HUB_HOST', 'HUB_PORT', 'HUB_ORIGIN', 'HUB_DATABASE_URL', 'HUB_KEYS', 'HUB_LOG_LEVEL']
  expect(new Set(named)).toEqual(new Set([...wanted, 'HUB_TRUSTED_PROXIES']))
  expect(named).toHaveLength(7)
  for (const problem of problems) expect(problem).toMatch(/^[\x20-\x7e]+$/)
})

test.each(['[::1]', 'localhost:4000', '1.2.3', 'a b', '-host'])('%s is no host to listen on', (host) => {
  expect(problemsOf({ HUB_HOST: host })).toEqual([expect.stringContaining('HUB_HOST')])
})

test.each(['-1', '1.5', '0x10', '4000 ports', '65536'])('%s is no port', (port) => {
  expect(problemsOf({ HUB_PORT: port })).toEqual([expect.stringContaining('HUB_PORT')])
})

test('a variable that nobody reads is a warning with the name that was meant', () => {
  const reading = readConfig({ HUB_DATABSE_URL: 'sqlite:x', HUB_COLOUR: 'red', OTHER: '1' }, { workspaceRoot })
  expect(reading).toMatchObject({
    ok: true,
    warnings: [
      'HUB_DATABSE_URL is not a variable of the hub and is ignored; did you mean HUB_DATABASE_URL?',
      'HUB_COLOUR is not a variable of the hub and is ignored',
    ],
  })
})

test('administration asks for no keys and makes none', () => {
  const reading = readAdministrationConfig({ HUB_ORIGIN: 'https://id.example.com' }, { workspaceRoot })
  expect(reading).toEqual({
    ok: true,
    config: {
      origin: 'https://id.example.com',
      originIsLoopbackHttp: false,
      databaseUrl: `sqlite:${workspaceRoot}/.data/hub.sqlite`,
    },
    warnings: [],
  })
  expect(existsSync(join(workspaceRoot, '.data'))).toBe(false)
})
