import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createPasswords } from '../../../passwords/passwords.ts'
import { testTerminal, type TestTerminal } from '../../test-terminal.ts'

const passwords = createPasswords()
let terminal: TestTerminal
beforeAll(async () => {
  terminal = testTerminal()
  await terminal.json('tenant create acme --name Acme')
})
afterAll(() => terminal[Symbol.dispose]())

const create = 'user create --tenant acme --name Ada --password-stdin --email'

async function storedUser(email: string): Promise<{ readonly epoch: number; readonly passwordHash: string | null }> {
  const found = await terminal.stored((storage) => storage.findAccountByIdentifier(email))
  if (found.outcome === 'unknown') throw new Error(`there is no ${email}`)
  return { epoch: found.account.epoch, passwordHash: found.passwordHash }
}

describe('a user', () => {
  test('is made with a password from standard input, without its last newline alone', async () => {
    const made = await terminal.json(`${create} ada@acme.example`, { stdin: ' pass word\n\n' })
    const id = expect.stringMatching(/^[0-9a-z]{26}$/)
    expect(made).toEqual({ id, email: 'ada@acme.example', name: 'Ada', blocked: false })
    expect(await terminal.json('user list --tenant acme')).toContainEqual(made)
    const { passwordHash } = await storedUser('ada@acme.example')
    expect(await passwords.verify(passwordHash, ' pass word\n')).toBe(true)
    expect(await passwords.verify(passwordHash, ' pass word')).toBe(false)
  })

  test('is there once, however the address is spelled', async () => {
    await terminal.json(`${create} once@acme.example`, { stdin: 'long enough' })
    const refusal = await terminal.refusal(`${create} ONCE@acme.example`, { stdin: 'long enough' })
    expect(refusal).toContain('"ONCE@acme.example" is there already')
  })

  test.each<[string, string | Buffer, string]>([
    ['too short', 'short\n', 'at least 8'],
    ['missing', '', 'there is no password on standard input'],
    ['a newline alone', '\n', 'there is no password on standard input'],
    ['not UTF-8', Buffer.from('ff4142434445464748', 'hex'), 'is not UTF-8'],
    ['too long', 'x'.repeat(1025), 'at most 1024'],
    ['endless', 'x'.repeat(70_000), 'too long'],
  ])('is refused when the password is %s', async (_what, stdin, why) => {
    expect(await terminal.refusal(`${create} bob@acme.example`, { stdin })).toContain(why)
    expect(JSON.stringify(await terminal.json('user list --tenant acme'))).not.toContain('bob@')
  })

  test('is blocked and unblocked, and doing it twice changes nothing', async () => {
    await terminal.json(`${create} eve@acme.example`, { stdin: 'long enough' })
    const block = 'user block --tenant acme eve@acme.example'
    const unblock = 'user unblock --tenant acme eve@acme.example'
    expect(await terminal.json(block)).toMatchObject({ email: 'eve@acme.example', blocked: true })
    expect(await storedUser('eve@acme.example')).toMatchObject({ epoch: 1 })
    expect((await terminal.run(block)).stdout).toContain('was blocked already')
    expect(await storedUser('eve@acme.example')).toMatchObject({ epoch: 1 })
    expect(await terminal.json(unblock)).toMatchObject({ blocked: false })
    expect((await terminal.run(unblock)).stdout).toContain('was not blocked')
    expect(await terminal.refusal('user block --tenant acme nobody@acme.example')).toContain('there is no user')
  })

  test('gets a new password, which ends what the old one gave', async () => {
    await terminal.json(`${create} new@acme.example`, { stdin: 'first password' })
    const line = 'user set-password --tenant acme new@acme.example --password-stdin'
    await terminal.json(line, { stdin: 'second password\r\n' })
    const { epoch, passwordHash } = await storedUser('new@acme.example')
    expect(epoch).toBe(1)
    expect(await passwords.verify(passwordHash, 'second password')).toBe(true)
    expect(await terminal.refusal(line, { stdin: 'short' })).toContain('at least 8')
  })

  test('keeps a claim whose name was misspelt, and whoever typed it is told', async () => {
    await terminal.json(`${create} claims@acme.example`, { stdin: 'long enough' })
    await terminal.json('user claims --tenant acme claims@acme.example --set department=sales')
    expect(await terminal.refusal('user claims --tenant acme claims@acme.example --unset departmet --set a=b')).toBe(
      'error: the user "claims@acme.example" does not have the claim "departmet"; write "department"\n',
    )
    expect(await terminal.json('user claims --tenant acme claims@acme.example --unset department')).toMatchObject({
      claims: {},
    })
    expect(await terminal.refusal('user claims --tenant acme claims@acme.example --unset department')).toContain(
      'they have none',
    )
  })

  test('gets a role that was not there before, which is said beside the document', async () => {
    await terminal.json(`${create} new-role@acme.example`, { stdin: 'long enough' })
    const assign = 'role assign --tenant acme --user new-role@acme.example clrk'
    const { stdout, stderr } = await terminal.run(`${assign} --json`)
    expect(JSON.parse(stdout)).toEqual({ user: 'new-role@acme.example', roles: ['clrk'] })
    expect(stderr).toBe('There was no role clrk before; it was made.\n')
    expect((await terminal.run(assign)).stdout).not.toContain('it was made')
  })

  test('gets a role and loses it', async () => {
    await terminal.json(`${create} role@acme.example`, { stdin: 'long enough' })
    const assign = 'role assign --tenant acme --user role@acme.example clerk'
    const remove = 'role remove --tenant acme --user role@acme.example clerk'
    const has = { user: 'role@acme.example', roles: ['clerk'] }
    expect(await terminal.json(assign)).toEqual(has)
    expect(await terminal.json(assign)).toEqual(has)
    expect(await terminal.refusal(remove.replace('clerk', 'clrek'))).toContain('write "clerk"')
    expect(await terminal.json(remove)).toEqual({ ...has, roles: [] })
    expect(await terminal.refusal(remove)).toContain('they have none')
    expect(await terminal.refusal('role assign --tenant acme --user nobody@acme.example clerk')).toContain('no user')
  })
})

test('everything that was done is told in events, by the command line', async () => {
  const { rows: events } = await terminal.stored((storage) => storage.listEvents({ after: null, limit: 1000 }))
  expect(new Set(events.map(({ actor }) => actor))).toEqual(new Set(['cli']))
  const types = ['tenant.created', 'account.created', 'account.blocked', 'account.unblocked', 'account.password_reset']
  expect(new Set(events.map(({ type }) => type))).toEqual(
    new Set([...types, 'account.claims_changed', 'role.created', 'role.assigned', 'role.removed']),
  )
})
