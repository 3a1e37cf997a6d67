import type { NewClient } from '@identity-hub/api-types/management'
import type { ManagementClient } from '@identity-hub/client/management'
import { HUB_SCOPES, isHubScope } from '@identity-hub/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { managementToken } from '../../testing/management-token.ts'
import { refusal } from '../../testing/refusal.ts'
import { REDIRECT_URI, startTestHub, type TestHub } from '../../testing/start-test-hub.ts'
import { requestToken } from '../../testing/test-browser.ts'

let hub: TestHub
/** Everything. */
let manager: ManagementClient
/** Clients, and no other scope. */
let registrar: ManagementClient
beforeAll(async () => {
  hub = await startTestHub()
  manager = hub.management(await managementToken(hub, Object.keys(HUB_SCOPES).filter(isHubScope)))
  registrar = hub.management(await managementToken(hub, ['hub.clients.read', 'hub.clients.write']))
  await manager.createRole({ body: { name: 'member' } })
  await manager.createScope({ body: { name: 'timeline:read' } })
})
afterAll(() => hub.close())

const web: NewClient = {
  name: 'Timeline',
  type: 'confidential',
  redirect_uris: [REDIRECT_URI],
  scopes: [{ name: 'profile' }, { name: 'timeline:read', assignment: 'automatic' }],
}
const service: NewClient = {
  name: 'Job',
  type: 'confidential',
  grant_types: ['client_credentials'],
  scopes: [{ name: 'timeline:read' }],
}

const register = (rest: Partial<NewClient> = {}) => registrar.createClient({ body: { ...web, ...rest } })
const serviceWith = (scopes: readonly string[]) => ({
  body: { ...service, scopes: scopes.map((name) => ({ name })) },
})
const eventsOf = async (type: string) => {
  const { rows } = await (await hub.storage()).listEvents({ after: null, limit: 200 })
  return rows.filter((event) => event.type === type)
}

describe('a client', () => {
  test('is registered with defaults, and its secret is shown this once', async () => {
    const { body, etag } = await register()
    expect(body).toMatchObject({
      client_id: expect.stringMatching(/^c_/),
      client_secret: expect.stringMatching(/^cs_/),
      name: 'Timeline',
      status: 'active',
      registered_by: 'administrator',
      first_party: false,
      scopes: [
        { name: 'profile', assignment: 'requestable' },
        { name: 'timeline:read', assignment: 'automatic' },
      ],
      grant_types: ['authorization_code', 'refresh_token'],
      token_endpoint_auth_methods: ['client_secret_basic', 'client_secret_post'],
      pkce: 'required',
      required_role: null,
    })
    const { client_secret: secret, ...rest } = body
    const shown = await registrar.getClient({ path: { client_id: body.client_id } })
    expect(shown).toMatchObject({ body: rest, etag })
    const listed = await registrar.listClients({ query: { search: 'TIMEL' } })
    const everything = JSON.stringify([shown.body, listed.body, await eventsOf('client.created')])
    expect(listed.body.items.map((one) => one.client_id)).toContain(body.client_id)
    for (const hidden of [String(secret), 'secret_hash', 'secretHash', 'sha256'])
      expect(everything).not.toContain(hidden)
  })

  test('works with the secret that it was given, and with one that it brought along', async () => {
    const own = {
      ...service,
      client_id: 'night-job',
      client_secret: 'brought_along_secret',
    }
    const { body } = await registrar.createClient({ body: own })
    expect(body).toMatchObject({ client_id: 'night-job' })
    expect(body).not.toHaveProperty('client_secret')
    const client = { clientId: 'night-job', clientSecret: 'brought_along_secret' }
    expect(await requestToken(hub, client, { grant_type: 'client_credentials' })).toMatchObject({ status: 200 })
    expect(await refusal(registrar.createClient({ body: own }))).toMatchObject({
      status: 409,
      code: 'exists',
      errors: [{ pointer: '/client_id' }],
    })
  })

  test('that is wrong in several members is told all of them, and nothing is made', async () => {
    const body: NewClient = {
      name: 'Wrong',
      redirect_uris: ['https://app.example/callback', 'https://app.example/#x'],
      grant_types: ['client_credentials', 'authorization_code'],
      pkce: 'optional',
      type: 'public',
      scopes: [{ name: 'profile' }, { name: 'openid' }],
      allowed_origins: ['https://app.example/'],
      access_token_seconds: 86_401,
    }
    const told = await refusal(register(body))
    expect(told).toMatchObject({ status: 422, code: 'invalid_fields', detail: '6 members are wrong.' })
    expect(told.errors.map(({ pointer }) => pointer)).toEqual([
      '/grant_types',
      '/pkce',
      '/redirect_uris/1',
      '/scopes/1/name',
      '/access_token_seconds',
      '/allowed_origins/0',
    ])
    const listed = await registrar.listClients({ query: { search: 'Wrong' } })
    expect(listed.body.items).toEqual([])
  })

  test('needs scopes and a role that are there', async () => {
    expect(await refusal(register({ scopes: [{ name: 'profile' }, { name: 'nobody:knows' }] }))).toMatchObject({
      status: 422,
      errors: [{ pointer: '/scopes/1/name', detail: expect.stringContaining('there is no scope "nobody:knows"') }],
    })
    expect(await refusal(register({ required_role: 'nobody' }))).toMatchObject({
      status: 422,
      errors: [{ pointer: '/required_role' }],
    })
    expect((await register({ required_role: 'member' })).body.required_role).toBe('member')
  })

  test('is told by the document where a member has the wrong type', async () => {
    // What no type of ours would let through.
    const wrong = [{ redirect_uris: [REDIRECT_URI, 7] }, { colour: 'blue' }] as unknown as [NewClient, NewClient]
    expect(await refusal(register(wrong[0]))).toMatchObject({
      status: 422,
      errors: [{ pointer: '/redirect_uris/1', detail: 'must be string' }],
    })
    expect(await refusal(register(wrong[1]))).toMatchObject({
      status: 422,
      errors: [{ pointer: '/colour', detail: 'is not a member here' }],
    })
  })

  test('is changed by what is sent, checked as a whole, and told before and after', async () => {
    const { body, etag } = await register()
    const path = { client_id: body.client_id }
    const changed = await registrar.updateClient({
      path,
      ifMatch: etag ?? '',
      body: { name: 'Timeline 2', access_token_seconds: 60, scopes: [{ name: 'profile' }] },
    })
    const { client_secret: _secret, ...before } = body
    expect(changed.body).toEqual({
      ...before,
      name: 'Timeline 2',
      access_token_seconds: 60,
      scopes: [{ name: 'profile', assignment: 'requestable' }],
    })
    expect(await refusal(registrar.updateClient({ path, ifMatch: etag ?? '', body: { name: 'Late' } }))).toMatchObject({
      status: 412,
    })
    expect(await refusal(registrar.updateClient({ path, ifMatch: '*', body: { redirect_uris: [] } }))).toMatchObject({
      status: 422,
      errors: [{ pointer: '/redirect_uris' }],
    })
    const [event] = (await eventsOf('client.changed')).filter(
      ({ data }) => 'clientId' in data && data.clientId === path.client_id,
    )
    expect(event?.data).toEqual({
      clientId: path.client_id,
      before: { name: 'Timeline', accessTokenSeconds: 3600, scopes: before.scopes },
      after: { name: 'Timeline 2', accessTokenSeconds: 60, scopes: [{ name: 'profile', assignment: 'requestable' }] },
    })
  })

  test('is not changed without a word about what the change rests on', async () => {
    const { body } = await register()
    const url = `${hub.origin}/acme/api/management/v1/clients/${body.client_id}`
    const token = await managementToken(hub, ['hub.clients.write'])
    const patch = (headers: Record<string, string>) =>
      fetch(url, {
        method: 'PATCH',
        headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/merge-patch+json', ...headers },
        body: '{"name":"Other"}',
      })
    const bare = await patch({})
    expect([bare.status, await bare.json()]).toMatchObject([428, { code: 'if_match_required' }])
    expect((await patch({ 'If-Match': 'W/"0"' })).status).toBe(400)
    expect((await patch({ 'If-Match': '*', 'Content-Type': 'text/plain' })).status).toBe(415)
    expect((await patch({ 'If-Match': '*', 'Content-Encoding': 'gzip' })).status).toBe(415)
    expect((await patch({ 'If-Match': '*' })).status).toBe(200)
  })

  test('is disabled, enabled and deleted, and its id is never given again', async () => {
    const { body } = await register({ client_id: 'short-lived' })
    const path = { client_id: 'short-lived' }
    const client = { clientId: 'short-lived', clientSecret: body.client_secret ?? '' }
    expect((await registrar.disableClient({ path })).body.status).toBe('disabled')
    expect(await requestToken(hub, client, { grant_type: 'refresh_token', refresh_token: 'x' })).toMatchObject({
      error: 'invalid_client',
    })
    expect((await registrar.enableClient({ path })).body.status).toBe('active')
    expect(await refusal(registrar.deleteClient({ path, ifMatch: '"0"' }))).toMatchObject({ status: 412 })
    await registrar.deleteClient({ path })
    expect(await refusal(registrar.getClient({ path }))).toMatchObject({ status: 404, code: 'not_found' })
    expect(await refusal(registrar.deleteClient({ path }))).toMatchObject({ status: 404 })
    expect(await refusal(register({ client_id: 'short-lived' }))).toMatchObject({ status: 409 })
  })
})

describe('a secret', () => {
  test('is rotated beside the one before, of which two live at most, and the last one stays', async () => {
    const { body } = await registrar.createClient({ body: service })
    const path = { client_id: body.client_id }
    const works = async (clientSecret = '') =>
      (await requestToken(hub, { clientId: body.client_id, clientSecret }, { grant_type: 'client_credentials' })).status
    hub.advance(1)
    const second = (await registrar.rotateClientSecret({ path, body: { previous_lives_seconds: 60 } })).body
    expect(second).toMatchObject({ client_id: body.client_id, expires_at: null })
    expect(Date.parse(second.previous_expires_at ?? '')).toBe(hub.administration.now() + 60_000)
    expect([await works(body.client_secret), await works(second.client_secret)]).toEqual([200, 200])

    hub.advance(1)
    const third = (await registrar.rotateClientSecret({ path })).body
    expect([await works(body.client_secret), await works(second.client_secret)]).toEqual([401, 200])
    const { items } = (await registrar.listClientSecrets({ path })).body
    expect(items.map(({ id }) => id).toSorted()).toEqual([second.id, third.id].toSorted())

    await registrar.retireClientSecret({ path: { ...path, secret_id: second.id } })
    expect([await works(second.client_secret), await works(third.client_secret)]).toEqual([401, 200])
    expect(await refusal(registrar.retireClientSecret({ path: { ...path, secret_id: third.id } }))).toMatchObject({
      status: 409,
      code: 'not_allowed',
    })
    expect(await refusal(registrar.retireClientSecret({ path: { ...path, secret_id: second.id } }))).toMatchObject({
      status: 404,
    })
  })

  test('comes again with the same key, sealed meanwhile, and with another request is refused', async () => {
    const { body } = await register()
    const path = { client_id: body.client_id }
    const idempotencyKey = 'a key of my own'.replaceAll(' ', '-')
    const [first, again] = [
      await registrar.rotateClientSecret({ path, idempotencyKey }),
      await registrar.rotateClientSecret({ path, idempotencyKey }),
    ]
    expect(again.body).toEqual(first.body)
    expect(await refusal(registrar.rotateClientSecret({ path, idempotencyKey, body: {} }))).toMatchObject({
      status: 422,
      code: 'idempotency_key_reused',
    })
    // Somebody else's key is another one.
    const others = await manager.rotateClientSecret({ path, idempotencyKey })
    expect(others.body.client_secret).not.toBe(first.body.client_secret)
    hub.advance(86_400)
    const nextDay = hub.management(await managementToken(hub, ['hub.clients.write']))
    expect((await nextDay.rotateClientSecret({ path, idempotencyKey })).body.client_secret).not.toBe(
      first.body.client_secret,
    )
    hub.advance(-86_400)
  })

  test('is not there for a client that cannot keep one', async () => {
    const { body } = await register({ type: 'public' })
    expect(body).not.toHaveProperty('client_secret')
    expect(await refusal(registrar.rotateClientSecret({ path: { client_id: body.client_id } }))).toMatchObject({
      status: 409,
      code: 'not_allowed',
    })
  })
})

const bringing = (clientId: string, names: readonly string[]): NewClient => ({
  ...web,
  client_id: clientId,
  scopes: names.map((name) => ({ name })),
  new_scopes: names.map((name) => ({ name, description: { en: `See ${name}` } })),
})
const scopesNow = async () => (await manager.listScopes({ query: { limit: 200 } })).body.items.map(({ name }) => name)

describe('scopes that a client needs and that are missing', () => {
  test('are made with it; those that are there stay as they are', async () => {
    await manager.createClient({ body: bringing('first', ['orders', 'timeline:read']) })
    expect((await manager.getScope({ path: { scope: 'orders' } })).body.description).toEqual({ en: 'See orders' })
    expect((await manager.getScope({ path: { scope: 'timeline:read' } })).body.description).toEqual({})
  })

  test('are not made when the client is refused, and what is wrong with one is told where it stands', async () => {
    const before = await scopesNow()
    expect(await refusal(manager.createClient({ body: bringing('first', ['invoices']) }))).toMatchObject({
      status: 409,
    })
    const wrong = bringing('second', ['invoices'])
    wrong.new_scopes?.push({ name: 'refunds', required_roles: ['nobody'] })
    expect(await refusal(manager.createClient({ body: wrong }))).toMatchObject({
      status: 422,
      errors: [{ pointer: '/new_scopes/1/required_roles/0' }],
    })
    const twice = bringing('second', ['refunds'])
    twice.new_scopes?.push({ name: 'refunds' })
    expect(await refusal(manager.createClient({ body: twice }))).toMatchObject({
      errors: [{ pointer: '/new_scopes/1/name' }],
    })
    expect(await scopesNow()).toEqual(before)
  })

  test('are for those who may change scopes', async () => {
    expect(await refusal(registrar.createClient({ body: bringing('third', ['invoices']) }))).toMatchObject({
      status: 403,
      code: 'insufficient_scope',
    })
  })
})

describe('nobody reaches further than they do themselves', () => {
  test('a client is given those scopes of the hub only that the asker has', async () => {
    expect(await refusal(registrar.createClient(serviceWith(['hub.clients.read', 'hub.users.write'])))).toMatchObject({
      status: 403,
      code: 'insufficient_scope',
    })
    expect((await registrar.createClient(serviceWith(['hub.clients.read']))).body.scopes).toHaveLength(1)
    const { body } = await register()
    const change = {
      path: { client_id: body.client_id },
      ifMatch: '*',
      body: { scopes: [{ name: 'hub.users.write' }] },
    }
    expect(await refusal(registrar.updateClient(change))).toMatchObject({ status: 403 })
    expect((await manager.updateClient(change)).body.scopes).toMatchObject([{ name: 'hub.users.write' }])
  })

  test('a client that reaches further is disabled by anybody who manages clients, and otherwise left alone', async () => {
    const { body } = await manager.createClient(serviceWith(['hub.users.write']))
    const path = { client_id: body.client_id }
    const [secret] = (await registrar.listClientSecrets({ path })).body.items
    const refused = await Promise.all([
      refusal(registrar.updateClient({ path, ifMatch: '*', body: { redirect_uris: ['https://evil.example/'] } })),
      refusal(registrar.rotateClientSecret({ path })),
      refusal(registrar.retireClientSecret({ path: { ...path, secret_id: secret?.id ?? '' } })),
      refusal(registrar.enableClient({ path })),
      refusal(registrar.deleteClient({ path })),
    ])
    expect(refused.map(({ status, code }) => [status, code])).toEqual(
      Array.from({ length: 5 }, () => [403, 'insufficient_scope']),
    )
    expect((await registrar.disableClient({ path })).body.status).toBe('disabled')
    expect((await manager.enableClient({ path })).body.status).toBe('active')
  })
})
