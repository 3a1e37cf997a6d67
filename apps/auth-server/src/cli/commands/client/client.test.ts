import { hashClientSecret } from '@identity-hub/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ClientView } from '../../views.ts'
import { testTerminal, type TestTerminal } from '../../test-terminal.ts'

let terminal: TestTerminal
beforeAll(async () => {
  terminal = testTerminal()
  await terminal.json('tenant create acme --name Acme')
})
afterAll(() => terminal[Symbol.dispose]())

const web = 'client create --tenant acme --type confidential --redirect-uri http://localhost:1/cb --name'
const rotate = 'client rotate-secret --tenant acme'
const hashOf = ({ client_secret: secret = '' }: ClientView): string => hashClientSecret(secret)

describe('a client', () => {
  test('is made with a secret that is shown this once', async () => {
    const made = await terminal.json<ClientView>(`${web} Shop --scope profile --scope email`)
    expect(made).toEqual({
      client_id: expect.stringMatching(/^[A-Za-z0-9_-]+$/),
      client_secret: expect.stringMatching(/^cs_[A-Za-z0-9_-]+$/),
      name: 'Shop',
      type: 'confidential',
      redirect_uris: ['http://localhost:1/cb'],
      scope: 'profile email',
      grant_types: ['authorization_code', 'refresh_token'],
      disabled: false,
    })
    const { client_secret: secret, ...listed } = made
    expect(await terminal.json('client list --tenant acme')).toContainEqual(listed)
    const record = await terminal.stored((storage) => storage.findClient(made.client_id))
    expect(record).toMatchObject({ client: { secrets: [{ secretHash: hashOf(made) }] } })
    expect(JSON.stringify(record)).not.toContain(secret)
  })

  test('is told about to a person with a note to keep the secret', async () => {
    const { stdout } = await terminal.run(`${web} Human --scope profile`)
    expect(stdout).toMatch(/client_id +c_\S+\n +client_secret +cs_\S+\n\nKeep the secret now/)
  })

  test('takes every option', async () => {
    const made = await terminal.json<ClientView>(
      `${web} All --redirect-uri https://a.example/cb --scope profile --grant-type authorization_code
      --grant-type client_credentials --auth-method client_secret_post --first-party --pkce-optional
      --access-token-seconds 5 --allowed-origin https://a.example`,
    )
    expect(await terminal.stored((storage) => storage.findClient(made.client_id))).toMatchObject({
      client: {
        redirectUris: ['http://localhost:1/cb', 'https://a.example/cb'],
        grantTypes: ['authorization_code', 'client_credentials'],
        authMethods: ['client_secret_post'],
        firstParty: true,
        pkce: 'optional',
        accessTokenSeconds: 5,
        allowedOrigins: ['https://a.example'],
      },
    })
  })

  test('brings the scopes that are missing, and says so beside the document', async () => {
    const line = `${web} Orders --scope email=Mail --scope offline_access --json --scope`
    const { exitCode, stdout, stderr } = await terminal.run([...line.split(' '), 'orders:read=See your = orders'])
    expect([exitCode, JSON.parse(stdout)]).toMatchObject([0, { scope: 'email orders:read' }])
    expect(stderr.split('\n')).toEqual([
      'Made the scope orders:read, which was missing.',
      'The scope email was there already and keeps its description.',
      'offline_access changes nothing: a client that may refresh always gets a refresh token.',
      '',
    ])
    expect(await terminal.json('scope list --tenant acme')).toContainEqual({
      name: 'orders:read',
      description: 'See your = orders',
      required_roles: [],
    })
  })

  test('leaves nothing behind when one of its scopes is bad', async () => {
    const before = await terminal.json('client list --tenant acme')
    expect(await terminal.refusal(`${web} Half --scope half:one --scope hub.two`)).toContain('kept for the hub')
    expect(await terminal.json('client list --tenant acme')).toEqual(before)
    expect(JSON.stringify(await terminal.json('scope list --tenant acme'))).not.toContain('half:one')
  })

  test('keeps an id and a secret from elsewhere, and never shows that secret', async () => {
    const line = `${web} Old --scope profile --client-id old-app --secret-stdin`
    const made = await terminal.json(line, { stdin: 'old_secret-123\n' })
    expect(made).toMatchObject({ client_id: 'old-app' })
    expect(made).not.toHaveProperty('client_secret')
    expect(await terminal.stored((storage) => storage.findClient('old-app'))).toMatchObject({
      client: { secrets: [{ secretHash: hashClientSecret('old_secret-123') }] },
    })
    expect(await terminal.refusal(line, { stdin: 'other_secret' })).toContain('"old-app" is there already')
  })

  test('is refused with a weak secret, which is not repeated', async () => {
    const line = `${web} Weak --scope profile --client-id weak --secret-stdin`
    expect(await terminal.refusal(line, { stdin: 'hunter2\n' })).not.toContain('hunter2')
    expect(await terminal.refusal(line)).toContain('there is no client secret on standard input')
  })

  test('may not redirect over http once the hub is public', async () => {
    const env = { HUB_ORIGIN: 'https://id.example.com' }
    expect(await terminal.refusal(`${web} Public --scope profile`, { env })).toContain('is http')
  })
})

describe('a client secret', () => {
  test('is followed by a new one, and works for a day longer', async () => {
    const made = await terminal.json<ClientView>(`${web} Rotating --scope profile`)
    const before = Date.now()
    const rotated = await terminal.json<ClientView>(`${rotate} ${made.client_id}`)
    expect(rotated).toEqual({ ...made, client_secret: expect.stringMatching(/^cs_/) })
    const found = await terminal.stored((storage) => storage.findClient(made.client_id))
    const secrets = found.outcome === 'found' ? found.client.secrets : []
    expect(secrets.map(({ secretHash }) => secretHash)).toEqual([hashOf(made), hashOf(rotated)])
    expect(secrets[0]?.expiresAt).toBeGreaterThanOrEqual(before + 86_400_000)
    expect(secrets[0]?.expiresAt).toBeLessThanOrEqual(Date.now() + 86_400_000)
    expect(secrets[1]?.expiresAt).toBeNull()
  })

  test('ends at once when it may have leaked', async () => {
    const made = await terminal.json<ClientView>(`${web} Leaking --scope profile`)
    const rotated = await terminal.json<ClientView>(`${rotate} --client-id ${made.client_id} --end-previous`)
    const found = await terminal.stored((storage) => storage.findClient(made.client_id))
    expect(found).toMatchObject({ client: { secrets: [{ secretHash: hashOf(rotated), expiresAt: null }] } })
  })

  test('is nothing that a native client has, nor one that is not there', async () => {
    const native = 'client create --tenant acme --type native --redirect-uri com.example.app:/cb --name Phone'
    const made = await terminal.json<ClientView>(`${native} --scope profile`)
    expect(made).not.toHaveProperty('client_secret')
    expect(await terminal.refusal(`${rotate} ${made.client_id}`)).toContain('is native and has no secret')
    expect(await terminal.refusal(`${rotate} nobody`)).toContain('hub client list shows what there is')
  })
})

describe('a client that is no longer trusted', () => {
  test('CC-05: is disabled and enabled', async () => {
    const { client_secret: _, ...made } = await terminal.json<ClientView>(`${web} Suspect --scope profile`)
    const status = (name: string) => `client ${name} --tenant acme ${made.client_id}`
    expect(await terminal.json(status('disable'))).toEqual({ ...made, disabled: true })
    expect((await terminal.run(status('disable'))).stdout).toBe('The client Suspect was disabled already.\n')
    expect(await terminal.json('client list --tenant acme')).toContainEqual({ ...made, disabled: true })
    expect(await terminal.json(status('enable'))).toEqual(made)
    expect((await terminal.run(status('enable'))).stdout).toBe('The client Suspect was not disabled.\n')
    expect(await terminal.refusal('client disable --tenant acme nobody')).toContain('there is no client "nobody"')
    const { rows: events } = await terminal.stored((storage) => storage.listEvents({ after: null, limit: 2 }))
    expect(events.map(({ type, actor }) => [type, actor])).toEqual([
      ['client.enabled', 'cli'],
      ['client.disabled', 'cli'],
    ])
  })

  test('CONS-04: loses what a user allowed it', async () => {
    const made = await terminal.json<ClientView>(`${web} Nosy --scope profile`)
    await terminal.json('user create --tenant acme --email ada@acme.example --name Ada --password-stdin', {
      stdin: 'long enough',
    })
    const withdraw = `consent withdraw --tenant acme --user ada@acme.example --client ${made.client_id}`
    const expected = { user: 'ada@acme.example', client_id: made.client_id, ended_grants: 0 }
    expect(await terminal.json(withdraw)).toEqual(expected)
    expect((await terminal.run(withdraw)).stdout).toBe('The app Nosy had no access for ada@acme.example.\n')
    expect(await terminal.refusal(`${withdraw}x`)).toContain('there is no client')
    expect(await terminal.refusal(withdraw.replace('ada@', 'eve@'))).toContain('there is no user')
  })
})
