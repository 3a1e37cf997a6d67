import type { TenantStorage } from '@identity-hub/core'
import { expect, test } from 'vitest'
import { ALL_ROWS, event, HOUR, id, newClient, scope, SECOND, someHash, START } from '../fixtures.ts'
import { makeClient, type OpenWorld, newestEvents } from '../world.ts'

const newSecret = (now: number) => ({
  id: id(now),
  secretHash: `sha256:${someHash()}`,
  createdAt: now,
  expiresAt: null,
})

export function clientTests(openWorld: OpenWorld): void {
  test('a client is found as it was created', async () => {
    const { tenant } = await openWorld()
    const client = newClient({
      clientId: 'app',
      redirectUris: ['https://b.example/', 'https://a.example/?x=1'],
      scopes: [
        { name: 'profile', assignment: 'automatic' },
        { name: 'email', assignment: 'requestable' },
      ],
      allowedOrigins: ['https://z.example', 'https://a.example'],
      requiredRole: 'member',
      firstParty: true,
      pkce: 'optional',
      secrets: [newSecret(START), newSecret(START + 1)],
    })
    const created = await tenant.createClient({ client, missingScopes: [], now: START })
    const expected = { ...client, status: 'active', epoch: 0, revision: 0 }
    expect(created).toEqual({ outcome: 'created', client: expected, createdScopes: [] })
    expect(await tenant.findClient('app')).toEqual({ outcome: 'found', client: expected })
    expect(await tenant.findClient('APP')).toEqual({ outcome: 'unknown' })
    expect(await tenant.findClient(client.id)).toEqual({ outcome: 'unknown' })
  })

  test('a client without secrets, origins and scopes is found with empty lists', async () => {
    const { tenant } = await openWorld()
    const client = newClient({ type: 'public', authMethods: ['none'], secrets: [], scopes: [], redirectUris: [] })
    await tenant.createClient({ client, missingScopes: [], now: START })
    expect(await tenant.findClient(client.clientId)).toMatchObject({
      client: { secrets: [], scopes: [], redirectUris: [], allowedOrigins: [] },
    })
  })

  test('missing scopes are made with the client, and existing ones kept', async () => {
    const { tenant } = await openWorld()
    const missingScopes = [scope('calendar'), scope('profile', { requiredRoles: ['nobody'] })]
    const created = await tenant.createClient({ client: newClient(), missingScopes, now: START })
    expect(created).toMatchObject({ outcome: 'created', createdScopes: ['calendar'] })
    expect((await tenant.listScopes(ALL_ROWS)).rows).toEqual([scope('calendar'), scope('email'), scope('profile')])
  })

  test('a client id is taken once, and then not even its scopes are made', async () => {
    const { tenant, client } = await openWorld()
    const again = await tenant.createClient({
      client: newClient({ clientId: client.clientId }),
      missingScopes: [scope('calendar')],
      now: START,
      events: [event('made twice')],
    })
    expect(again).toEqual({ outcome: 'exists' })
    expect((await tenant.listScopes(ALL_ROWS)).rows.map(({ name }) => name)).toEqual(['email', 'profile'])
    expect(await newestEvents(tenant, 10)).toEqual([])
  })

  test('clients are listed by name, then by client id', async () => {
    const { tenant, client } = await openWorld()
    await makeClient(tenant, { name: 'Zebra', clientId: 'a' })
    await makeClient(tenant, { name: 'Apple', clientId: 'z' })
    await makeClient(tenant, { name: 'Apple', clientId: 'b' })
    expect((await tenant.listClients(ALL_ROWS)).rows.map(({ clientId }) => clientId)).toEqual([
      'b',
      'z',
      client.clientId,
      'a',
    ])
  })

  test('clients are listed page by page, each once', async () => {
    const { tenant, client } = await openWorld()
    const names = ['Apple', 'Apple', 'Émile', 'zebra', '🦓']
    for (const [at, name] of names.entries()) await makeClient(tenant, { name, clientId: `app-${9 - at}` })
    const ids: string[] = []
    const sizes: number[] = []
    let after: readonly string[] | null = null
    do {
      const page: Awaited<ReturnType<TenantStorage['listClients']>> = await tenant.listClients({ after, limit: 2 })
      ids.push(...page.rows.map(({ clientId }) => clientId))
      sizes.push(page.rows.length)
      after = page.next
    } while (after !== null)
    expect(ids).toEqual(['app-8', 'app-9', client.clientId, 'app-6', 'app-7', 'app-5'])
    expect(sizes).toEqual([2, 2, 2])
  })

  test('clients are found by the beginning of a name or a client id, however it is written', async () => {
    const { tenant } = await openWorld()
    for (const [at, name] of ['Times Tables', 'Timeline', 'Ａpp', 'İstanbul', '100%'].entries())
      await makeClient(tenant, { name, clientId: `id-${at}` })
    const found = async (search: string) =>
      (await tenant.listClients({ ...ALL_ROWS, search })).rows.map(({ name }) => name)
    expect(await found('TIME')).toEqual(['Timeline', 'Times Tables'])
    expect(await found(' times')).toEqual(['Times Tables'])
    expect(await found('app')).toEqual(['Ａpp'])
    expect(await found('İs')).toEqual(['İstanbul'])
    expect(await found('ID-0')).toEqual(['Times Tables'])
    for (const none of ['line', '%', '_', 'nobody', '\u0000', "' OR 1=1 --"]) expect(await found(none)).toEqual([])
    const page = await tenant.listClients({ after: null, limit: 1, search: 'time' })
    expect(page.rows.map(({ name }) => name)).toEqual(['Timeline'])
    const next = await tenant.listClients({ after: page.next, limit: 1, search: 'time' })
    expect(next).toMatchObject({ rows: [{ name: 'Times Tables' }], next: null })
  })

  test('an origin is allowed when a client lists exactly that one', async () => {
    const { tenant } = await openWorld()
    await makeClient(tenant, { allowedOrigins: ['https://spa.example'] })
    expect(await tenant.findAllowedOrigin('https://spa.example')).toEqual({ outcome: 'allowed' })
    for (const other of ['https://spa.example/', 'https://SPA.example', 'http://spa.example', ''])
      expect(await tenant.findAllowedOrigin(other)).toEqual({ outcome: 'unknown' })
  })

  test('a new secret lets the older one live until a given time', async () => {
    const { tenant, client } = await openWorld()
    const [first] = client.secrets
    const secret = newSecret(START + SECOND)
    const changed = await tenant.rotateClientSecret({
      clientId: client.clientId,
      secret,
      previousExpireAt: START + HOUR,
      now: START + SECOND,
      events: [event('rotated')],
    })
    const secrets = [{ ...first, expiresAt: START + HOUR }, secret]
    expect(changed).toMatchObject({ outcome: 'changed', client: { secrets, revision: 1, epoch: 0 } })
    expect(await tenant.findClient(client.clientId)).toMatchObject({ client: { secrets, revision: 1 } })
    expect(await newestEvents(tenant, 10)).toMatchObject([{ reason: 'rotated' }])
  })

  test('at most two secrets live: a third sends the oldest away at once', async () => {
    const { tenant, client } = await openWorld()
    const second = newSecret(START + 1)
    const third = newSecret(START + 2)
    const rotate = (secret: typeof second, previousExpireAt: number) =>
      tenant.rotateClientSecret({ clientId: client.clientId, secret, previousExpireAt, now: secret.createdAt })
    await rotate(second, START + HOUR)
    await rotate(third, START + 2 * HOUR)
    const found = await tenant.findClient(client.clientId)
    expect(found).toMatchObject({ client: { secrets: [{ id: second.id, expiresAt: START + 2 * HOUR }, third] } })
  })

  test('a secret that was to end soon does not live longer by another rotation', async () => {
    const { tenant, client } = await openWorld()
    const [first] = client.secrets
    const secrets = [{ ...newSecret(START), ...first, expiresAt: START + SECOND }]
    const ending = await makeClient(tenant, { secrets: secrets.map((secret) => ({ ...secret, id: id() })) })
    const changed = await tenant.rotateClientSecret({
      clientId: ending.clientId,
      secret: newSecret(START + 1),
      previousExpireAt: START + HOUR,
      now: START + 1,
    })
    expect(changed).toMatchObject({ client: { secrets: [{ expiresAt: START + SECOND }, { expiresAt: null }] } })
  })

  test('a previous secret that is to end now is gone', async () => {
    const { tenant, client } = await openWorld()
    const secret = newSecret(START)
    const input = { clientId: client.clientId, secret, previousExpireAt: START, now: START }
    expect(await tenant.rotateClientSecret(input)).toMatchObject({ client: { secrets: [secret] } })
  })

  test('there is no secret to rotate for a public or an unknown client', async () => {
    const { tenant } = await openWorld()
    const spa = await makeClient(tenant, { type: 'public', authMethods: ['none'], secrets: [] })
    const rest = { secret: newSecret(START), previousExpireAt: START, now: START, events: [event('rotated')] }
    expect(await tenant.rotateClientSecret({ clientId: spa.clientId, ...rest })).toEqual({ outcome: 'no-secrets' })
    expect(await tenant.rotateClientSecret({ clientId: 'nobody', ...rest })).toEqual({ outcome: 'unknown' })
    expect(await tenant.findClient(spa.clientId)).toMatchObject({ client: { secrets: [], revision: 0 } })
    expect(await newestEvents(tenant, 10)).toEqual([])
  })
}
