import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testTerminal, type TestTerminal } from '../../test-terminal.ts'

let terminal: TestTerminal
beforeAll(async () => {
  terminal = testTerminal()
  await terminal.json(['tenant', 'create', 'acme', '--name', 'Acme Ltd'])
})
afterAll(() => terminal[Symbol.dispose]())

describe('a tenant', () => {
  test('is made with the built-in scopes, and is listed', async () => {
    const tenant = { slug: 'beta', name: 'Beta', issuer: 'http://localhost:4000/beta', suspended: false }
    expect(await terminal.json('tenant create beta --name Beta')).toEqual(tenant)
    expect(await terminal.json('tenant list')).toContainEqual(tenant)
    expect(await terminal.json('scope list --tenant beta')).toMatchObject([{ name: 'email' }, { name: 'profile' }])
    expect((await terminal.run('tenant list')).stdout).toMatch(/^SLUG +NAME +STATUS +ISSUER\nacme +Acme Ltd +http/)
  })

  test('has the issuer that the origin makes', async () => {
    const env = { HUB_ORIGIN: 'https://id.example.com' }
    expect(await terminal.json('tenant list', { env })).toContainEqual(
      expect.objectContaining({ issuer: 'https://id.example.com/acme' }),
    )
  })

  test('takes access tokens in the query when it is told to, and not from the start', async () => {
    await terminal.run('tenant create delta --name Delta')
    const delta = { slug: 'delta', name: 'Delta', issuer: 'http://localhost:4000/delta' }
    const isOn = { ...delta, suspended: false, access_token_in_query: true }
    const isOff = { ...delta, suspended: false }
    expect(await terminal.json('tenant refuse-token-in-query delta')).toEqual(isOff)
    expect(await terminal.json('tenant allow-token-in-query delta')).toEqual(isOn)
    expect(await terminal.json('tenant list')).toContainEqual(isOn)
    expect((await terminal.run('tenant allow-token-in-query delta')).stdout).toBe(
      'The tenant delta takes access tokens in the query already.\n',
    )
    expect((await terminal.run('tenant refuse-token-in-query delta')).stdout).toBe(
      'The tenant delta refuses access tokens in the query from now on.\n',
    )
    expect(await terminal.refusal('tenant allow-token-in-query delte')).toContain('did you mean delta?')
  })

  test('is refused when its slug is taken or reserved', async () => {
    expect(await terminal.refusal('tenant create acme --name Other')).toContain('is there already')
    expect(await terminal.refusal('tenant create hub --name Hub')).toContain('kept for the hub')
    expect(await terminal.json('tenant list')).toContainEqual(expect.objectContaining({ name: 'Acme Ltd' }))
  })

  test('TEN-08: is suspended and resumed, and both are told in events', async () => {
    await terminal.json('tenant create gamma --name Gamma')
    const status = async () => (await terminal.run('tenant list')).stdout.match(/^gamma +Gamma +(\S+)/m)?.[1]
    const gamma = { slug: 'gamma', name: 'Gamma', issuer: 'http://localhost:4000/gamma' }
    expect(await terminal.json('tenant suspend gamma')).toEqual({ ...gamma, suspended: true })
    expect((await terminal.run('tenant suspend gamma')).stdout).toBe('The tenant gamma was suspended already.\n')
    expect(await status()).toBe('suspended')
    expect(await terminal.refusal('user list --tenant gamma')).toContain('is suspended')
    expect(await terminal.json('tenant resume gamma')).toEqual({ ...gamma, suspended: false })
    expect((await terminal.run('tenant resume gamma')).stdout).toBe('The tenant gamma was not suspended.\n')
    expect(await status()).toContain('http')
    expect(await terminal.refusal('tenant suspend gamme')).toContain('did you mean gamma?')
    await terminal.run('tenant suspend acme')
    await terminal.run('tenant resume acme')
    const { rows: events } = await terminal.stored((storage) => storage.listEvents({ after: null, limit: 2 }))
    expect(events.map(({ type }) => type)).toEqual(['tenant.resumed', 'tenant.suspended'])
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
