import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testTerminal, type TestTerminal } from './test-terminal.ts'

let terminal: TestTerminal
beforeAll(() => (terminal = testTerminal()))
afterAll(() => terminal[Symbol.dispose]())

const client = [
  'client',
  'create',
  '--tenant',
  'acme',
  '--name',
  'Shop',
  '--type',
  'confidential',
  '--scope',
  'profile',
]

describe('what is typed wrongly is told in one line, and exits with 2', () => {
  test.each<[string[], string]>([
    [['tenat'], "error: unknown command 'tenat' (Did you mean tenant?); see hub --help"],
    [['tenant', 'creat'], "error: unknown command 'creat' (Did you mean create?); see hub tenant --help"],
    [['tenant'], 'error: hub tenant needs a command: create, list'],
    [['tenant', 'create', '--name', 'Acme'], "error: missing required argument 'slug'; see hub tenant create --help"],
    [['tenant', 'create', 'acme'], 'error: --name <text> is missing; see hub tenant create --help'],
    [
      ['client', 'create'],
      'error: --tenant <slug>, --name <text>, --type <type> are missing; see hub client create --help',
    ],
    [
      ['tenant', 'create', 'acme', '--nam', 'x'],
      "error: unknown option '--nam' (Did you mean --name?); see hub tenant create",
    ],
    [
      ['tenant', 'create', 'a', 'b', '--name', 'x'],
      "error: too many arguments for 'create'. Expected 1 argument but got 2",
    ],
    [['tenant', 'create', 'acme', '--name'], "error: option '--name <text>' argument missing"],
    [
      ['tenant', 'create', 'acme', '--name', '--type'],
      "error: option '--name <text>' argument '--type' is invalid. That is an",
    ],
    [['tenant', 'create', 'a', '--name', 'x', '--name', 'y'], 'It is there twice; write it once'],
    [[...client, '--access-token-seconds', '1h'], 'Write a whole number of seconds, such as 3600'],
    [
      [...client, '--secret-stdin'],
      'error: --secret-stdin keeps a secret that belongs to an id; write --client-id as well',
    ],
    [['user', 'create', '--tenant', 'acme', '--email', 'a@b.c', '--name', 'A'], 'error: --password-stdin is missing'],
    [['user', 'create', '--password', 'hunter2'], "error: unknown option '--password'"],
    [['client', 'rotate-secret', '--tenant', 'acme'], 'error: name one client'],
    [['user', 'list', '--tenant', 'none'], 'error: there is no tenant "none", nor any other: make it first'],
    [['tenant', 'list', '--limit', '0'], 'Write a whole number from 1 on, such as 20'],
    [['tenant', 'create', 'acme', '--name', ''], 'error: --name must not be empty'],
    [['tenant', 'create', 'a\u001b[2Jb\nc', '--name', 'x'], String.raw`error: "a\u001b[2Jb\nc" is not a slug`],
    [['tenant', 'x\u001b[2J\ny'], 'error: unknown command'],
  ])('hub %j', async (words, line) => {
    const { exitCode, stdout, stderr } = await terminal.run(words)
    expect(stderr).toContain(line)
    expect(stderr).toMatch(/^error: [^\p{Cc}]+\n$/u)
    expect(stdout).toBe('')
    expect(exitCode).toBe(2)
  })

  test('several wrong variables are told at once', async () => {
    const env = { HUB_ORIGIN: 'x', HUB_DATABASE_URL: 'y' }
    const { exitCode, stderr } = await terminal.run(['tenant', 'list'], { env })
    expect(exitCode).toBe(2)
    expect(stderr.match(/^error: HUB_(ORIGIN|DATABASE_URL) .*$/gm)).toHaveLength(2)
  })
})

describe('an outage is told in one line, and exits with 1', () => {
  test('a file that is no database', async () => {
    const file = join(terminal.workspaceRoot, 'other.sqlite')
    writeFileSync(file, 'something else altogether, and long enough to be looked at', { mode: 0o600 })
    const { exitCode, stdout, stderr } = await terminal.run(['tenant', 'list'], {
      env: { HUB_DATABASE_URL: `sqlite:${file}` },
    })
    expect(stderr).toMatch(new RegExp(`^error: the database sqlite:${file} cannot be used: [^\\n]+\\n$`))
    expect([exitCode, stdout]).toEqual([1, ''])
  })

  test('a place where no file can be', async () => {
    const env = { HUB_DATABASE_URL: `sqlite:${join(terminal.workspaceRoot, 'other.sqlite')}/hub.sqlite` }
    const { exitCode, stderr } = await terminal.run(['migrate'], { env })
    expect(stderr).toMatch(/^error: [^\n]+ cannot be made: [^\n]+; name a place where this user may write\n$/)
    expect(exitCode).toBe(1)
  })

  test('a folder in which none can be made', async () => {
    const env = { HUB_DATABASE_URL: 'sqlite:/proc/nope/hub.sqlite' }
    const { exitCode, stderr } = await terminal.run(['tenant', 'list'], { env })
    expect(stderr).toMatch(/^error: the database \/proc\/nope\/hub\.sqlite cannot be made: [^\n]+; name a place/)
    expect(exitCode).toBe(1)
  })
})

test('a variable that nobody reads is a warning, beside the answer', async () => {
  const { exitCode, stdout, stderr } = await terminal.run(['tenant', 'list', '--json'], {
    env: { HUB_DATABSE_URL: 'x' },
  })
  expect(stderr).toBe(
    'warning: HUB_DATABSE_URL is not a variable of the hub and is ignored; did you mean HUB_DATABASE_URL?\n',
  )
  expect([exitCode, stdout]).toEqual([0, '[]\n'])
})

describe('help', () => {
  test('is what bare hub answers, with every group of commands', async () => {
    const { exitCode, stdout, stderr } = await terminal.run([])
    for (const name of ['serve', 'migrate', 'backup', 'restore', 'demo', 'tenant', 'client', 'scope', 'user', 'role'])
      expect(stdout).toContain(`\n  ${name} `)
    expect([exitCode, stderr]).toEqual([0, ''])
    expect((await terminal.run(['--help'])).stdout).toBe(stdout)
  })

  test.each([
    'backup',
    'restore',
    'tenant create',
    'client create',
    'client rotate-secret',
    'scope create',
    'user block',
    'role assign',
  ])('hub %s --help shows how it is typed', async (command) => {
    const { exitCode, stdout, stderr } = await terminal.run([...command.split(' '), '--help'])
    expect(stdout).toContain(`Usage: hub ${command}`)
    expect(stdout).toContain(`$ pnpm hub ${command} `)
    expect(stdout).toContain('--json')
    expect([exitCode, stderr]).toEqual([0, ''])
  })
})

test('--json may stand anywhere, and two dashes in front do no harm', async () => {
  for (const words of [
    ['--json', 'tenant', 'list'],
    ['tenant', '--json', 'list'],
    ['--', 'tenant', 'list', '--json'],
  ])
    expect(await terminal.run(words)).toEqual({ exitCode: 0, stdout: '[]\n', stderr: '' })
})

test('migrate tells what it did, and does nothing the second time', async () => {
  const env = { HUB_DATABASE_URL: 'sqlite:fresh/hub.sqlite' }
  const first = await terminal.json(['migrate'], { env })
  expect(first).toEqual({ from: 0, to: expect.any(Number) })
  const second = await terminal.run(['migrate'], { env })
  expect(second).toMatchObject({
    exitCode: 0,
    stdout: expect.stringMatching(/^The database is up to date, at schema \d+\.\n$/),
  })
})
