import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testTerminal, type TestTerminal } from '../test-terminal.ts'

let terminal: TestTerminal
beforeAll(async () => {
  terminal = testTerminal()
  await terminal.json(['tenant', 'create', 'acme', '--name', 'Acme Ltd'])
})
afterAll(() => terminal[Symbol.dispose]())

describe('a tenant', () => {
  test('is made with the built-in scopes, and is listed', async () => {
    const tenant = { slug: 'beta', name: 'Beta', issuer: 'http://localhost:4000/beta' }
    expect(await terminal.json('tenant create beta --name Beta')).toEqual(tenant)
    expect(await terminal.json('tenant list')).toContainEqual(tenant)
    expect(await terminal.json('scope list --tenant beta')).toMatchObject([{ name: 'email' }, { name: 'profile' }])
    expect((await terminal.run('tenant list')).stdout).toMatch(/^SLUG +NAME +ISSUER\nacme +Acme Ltd +http/)
  })

  test('has the issuer that the origin makes', async () => {
    const env = { HUB_ORIGIN: 'https://id.example.com' }
    expect(await terminal.json('tenant list', { env })).toContainEqual(
      expect.objectContaining({ issuer: 'https://id.example.com/acme' }),
    )
  })

  test('is refused when its slug is taken or reserved', async () => {
    expect(await terminal.refusal('tenant create acme --name Other')).toContain('is there already')
    expect(await terminal.refusal('tenant create hub --name Hub')).toContain('kept for the hub')
    expect(await terminal.json('tenant list')).toContainEqual(expect.objectContaining({ name: 'Acme Ltd' }))
  })

  test('that is not there is asked about by its nearest name', async () => {
    expect(await terminal.refusal('user list --tenant acne')).toBe(
      'error: there is no tenant "acne"; did you mean acme?\n',
    )
  })
})

describe('a scope', () => {
  test('may require a role', async () => {
    const line = ['scope', 'create', '--tenant', 'acme', 'refund', '--description', 'Refund orders']
    const words = [...line, '--requires-role', 'clerk']
    const scope = { name: 'refund', description: 'Refund orders', required_roles: ['clerk'] }
    expect(await terminal.json(words)).toEqual(scope)
    expect(await terminal.json('scope list --tenant acme')).toContainEqual(scope)
    expect(await terminal.refusal(words)).toContain('the scope refund is there already')
  })

  test.each([
    ['profile', 'is built in'],
    ['offline_access', 'changes nothing'],
    ['openid', 'OpenID Connect'],
    ['hub.admin', 'kept for the hub'],
  ])('%s is refused', async (name, why) => {
    expect(await terminal.refusal(`scope create --tenant acme ${name} --description x`)).toContain(why)
  })
})
