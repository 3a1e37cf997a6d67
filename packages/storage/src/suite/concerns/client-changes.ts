import type { ClientSettings, TenantStorage } from '@identity-hub/core'
import { expect, test } from 'vitest'
import { ALL_ROWS, event, HOUR, id, newClient, scope, SECOND, someHash, START } from '../fixtures.ts'
import { authorizeAndExchange, newDecision, rotate } from '../tokens.ts'
import { changeClient, makeClient, makeTenant, openTenant, reasonsOf, type OpenWorld } from '../world.ts'

const newSecret = (rest: { createdAt?: number; expiresAt?: number | null } = {}) => ({
  id: id(),
  secretHash: `sha256:${someHash()}`,
  createdAt: START,
  expiresAt: null,
  ...rest,
})

const update = (
  tenant: TenantStorage,
  clientId: string,
  settings: Partial<ClientSettings>,
  expectedRevision: number | null = null,
) =>
  tenant.changeClient({
    clientId,
    change: { kind: 'update', settings },
    expectedRevision,
    now: START,
    events: [event('updated')],
  })

const EVERYTHING: ClientSettings = {
  name: 'Renamed',
  firstParty: true,
  grantTypes: ['authorization_code', 'client_credentials'],
  authMethods: ['client_secret_basic'],
  pkce: 'optional',
  codeSeconds: 30,
  accessTokenSeconds: 60,
  refreshIdleSeconds: 120,
  refreshAbsoluteSeconds: 240,
  retryWindowSeconds: 0,
  allowedOrigins: ['https://z.example', 'https://a.example'],
  requiredRole: 'member',
  redirectUris: ['https://b.example/', 'https://a.example/'],
  scopes: [
    { name: 'profile', assignment: 'automatic' },
    { name: 'email', assignment: 'requestable' },
  ],
}

const RACES = 10

export function clientChangeTests(openWorld: OpenWorld): void {
  test('everything that an administrator sets is changed at once, and read anew in every process', async () => {
    const { tenant, client, under } = await openWorld()
    const beside = await openTenant(await under.openSecond(), 'acme')
    const { clientId } = client
    await beside.findClient(clientId)
    const expected = { ...client, ...EVERYTHING, revision: 1 }
    expect(await update(tenant, clientId, EVERYTHING)).toEqual({ outcome: 'changed', client: expected })
    for (const each of [tenant, beside])
      expect(await each.findClient(clientId)).toEqual({ outcome: 'found', client: expected })
    expect(await beside.findAllowedOrigin('https://a.example')).toEqual({ outcome: 'allowed' })
    expect(await update(tenant, clientId, EVERYTHING)).toEqual({ outcome: 'unchanged', client: expected })
    expect(await reasonsOf(tenant)).toEqual(['updated'])
  })

  test('each setting is changed alone, and grants are judged anew when others may have what a client asks for', async () => {
    const { hub, tenant } = await openWorld()
    const raised: string[] = []
    // Its keys are all there are.
    for (const name of Object.keys(EVERYTHING) as (keyof ClientSettings)[]) {
      const client = await makeClient(tenant)
      const settings = { [name]: EVERYTHING[name] } as Partial<ClientSettings>
      const changed = { ...client, ...settings, revision: 1 }
      expect(await update(tenant, client.clientId, settings, 0)).toEqual({ outcome: 'changed', client: changed })
      const { policyVersion } = (await openTenant(hub, 'acme')).tenant
      if (policyVersion > raised.length) raised.push(name)
    }
    expect(raised).toEqual(['requiredRole', 'scopes'])
  })

  test('lists become empty, and a role is no longer required', async () => {
    const { tenant } = await openWorld()
    const { clientId } = await makeClient(tenant, { requiredRole: 'member', allowedOrigins: ['https://spa.example'] })
    const settings = { requiredRole: null, allowedOrigins: [], redirectUris: [], scopes: [] }
    expect(await update(tenant, clientId, settings)).toMatchObject({ outcome: 'changed', client: settings })
    expect(await tenant.findAllowedOrigin('https://spa.example')).toEqual({ outcome: 'unknown' })
  })

  test('a change that rests on an older revision is refused', async () => {
    const { tenant, client } = await openWorld()
    const { clientId } = client
    await update(tenant, clientId, { name: 'First' }, 0)
    const late = await update(tenant, clientId, { name: 'Second' }, 0)
    expect(late).toEqual({ outcome: 'conflict' })
    for (const kind of ['disable', 'enable', 'delete'] as const)
      expect(await changeClient(tenant, clientId, kind, { expectedRevision: 0 })).toEqual({ outcome: 'conflict' })
    expect(await update(tenant, clientId, { name: 'Second' }, 1)).toMatchObject({ client: { revision: 2 } })
    expect(await update(tenant, 'nobody', { name: 'Third' }, 0)).toEqual({ outcome: 'unknown' })
    expect(await reasonsOf(tenant)).toEqual(['updated', 'updated'])
  })

  test(`of two changes of one revision by two processes one is made, ${RACES} times`, async () => {
    const { tenant, client, under } = await openWorld()
    const beside = await openTenant(await under.openSecond(), 'acme')
    for (let race = 0; race < RACES; race += 1) {
      const outcomes = await Promise.all(
        [tenant, beside].map((each, at) => update(each, client.clientId, { name: `Name ${race} ${at}` }, race)),
      )
      expect(outcomes.map(({ outcome }) => outcome).toSorted()).toEqual(['changed', 'conflict'])
    }
  })

  test('a client gets no scope that the tenant does not have', async () => {
    const { hub, tenant, client } = await openWorld()
    const beta = await makeTenant(hub, 'beta')
    await beta.createScope({ scope: scope('calendar'), now: START })
    const scopes = [...client.scopes, { name: 'calendar', assignment: 'requestable' as const }]
    const refused = { outcome: 'unknown-scope', scope: 'calendar' }
    expect(await update(tenant, client.clientId, { name: 'Half done', scopes })).toEqual(refused)
    expect(await tenant.findClient(client.clientId)).toEqual({ outcome: 'found', client })
    const created = newClient({ scopes })
    expect(await tenant.createClient({ client: created, missingScopes: [scope('other')], now: START })).toEqual(refused)
    expect(await tenant.findClient(created.clientId)).toEqual({ outcome: 'unknown' })
    expect(await tenant.listScopesNamed(['other'])).toEqual([])
  })

  test('a deleted client is gone for everybody, and its id is never given again', async () => {
    const world = await openWorld()
    const { tenant, under, person } = world
    const client = await makeClient(tenant, { allowedOrigins: ['https://spa.example'] })
    const { clientId } = client
    const of = { ...world, client }
    const { refreshToken, fence } = await authorizeAndExchange(of)
    const { input } = newDecision(of)
    await tenant.decide({ ...input, decision: { ...input.decision, rememberScopes: ['profile'] } })
    const beside = await openTenant(await under.openSecond(), 'acme')
    for (const each of [tenant, beside]) await each.findClient(clientId)
    expect((await tenant.listConsents({ ...ALL_ROWS, accountId: person.account.id })).rows).toHaveLength(1)

    const deleted = { ...client, status: 'disabled', epoch: 1, revision: 1 }
    const answer = await changeClient(tenant, clientId, 'delete', { expectedRevision: 0, events: [event('deleted')] })
    expect(answer).toEqual({ outcome: 'changed', client: deleted })
    for (const each of [tenant, beside]) {
      expect(await each.findClient(clientId)).toEqual({ outcome: 'unknown' })
      expect((await each.listClients(ALL_ROWS)).rows).toEqual([world.client])
      expect(await each.findAllowedOrigin('https://spa.example')).toEqual({ outcome: 'unknown' })
      expect(await rotate(each, refreshToken, fence)).toMatchObject({ outcome: 'dead', reason: 'client_disabled' })
      expect((await each.listConsents({ ...ALL_ROWS, accountId: person.account.id })).rows).toEqual([])
    }
    for (const kind of ['delete', 'disable', 'enable'] as const)
      expect(await changeClient(tenant, clientId, kind)).toEqual({ outcome: 'unknown' })
    expect(await update(tenant, clientId, { name: 'Back' })).toEqual({ outcome: 'unknown' })
    const [secret] = client.secrets
    const retired = { clientId, secretId: secret?.id ?? '', now: START }
    expect(await tenant.retireClientSecret(retired)).toEqual({ outcome: 'unknown' })
    const rotation = { clientId, secret: newSecret(), previousExpireAt: START, now: START }
    expect(await tenant.rotateClientSecret(rotation)).toEqual({ outcome: 'unknown' })
    const again = { client: newClient({ clientId }), missingScopes: [], now: START }
    expect(await tenant.createClient(again)).toEqual({ outcome: 'exists' })
    expect(await reasonsOf(tenant)).toEqual(['deleted'])
  })

  test('what a record is known by is told for good, also when it was deleted, to its own tenant', async () => {
    const { hub, tenant, client } = await openWorld()
    const gone = await makeClient(tenant)
    await changeClient(tenant, gone.clientId, 'delete')
    const beta = await makeTenant(hub, 'beta')
    const names = await tenant.nameClients([client.id, gone.id, id(), client.id])
    const expected = [client, gone].map(({ id: record, clientId, name }) => ({ id: record, clientId, name }))
    expect(names.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual(
      expected.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    )
    expect(await tenant.nameClients([])).toEqual([])
    expect(await beta.nameClients([client.id, gone.id])).toEqual([])
  })

  test('nobody changes a client of another tenant', async () => {
    const { hub, tenant, client } = await openWorld()
    const beta = await makeTenant(hub, 'beta')
    const { clientId } = client
    expect(await update(beta, clientId, { name: 'Taken over' })).toEqual({ outcome: 'unknown' })
    expect(await changeClient(beta, clientId, 'delete')).toEqual({ outcome: 'unknown' })
    const [secret] = client.secrets
    const retired = { clientId, secretId: secret?.id ?? '', now: START }
    expect(await beta.retireClientSecret(retired)).toEqual({ outcome: 'unknown' })
    expect(await tenant.findClient(clientId)).toEqual({ outcome: 'found', client })
  })

  test('a secret is retired at once, but not the last one that works', async () => {
    const { tenant, under } = await openWorld()
    const beside = await openTenant(await under.openSecond(), 'acme')
    const kept = newSecret()
    const leaked = newSecret({ expiresAt: START + HOUR })
    const { clientId } = await makeClient(tenant, { secrets: [kept, leaked] })
    await beside.findClient(clientId)
    const retire = (secretId: string, now = START) =>
      tenant.retireClientSecret({ clientId, secretId, now, events: [event('retired')] })
    expect(await retire(id())).toEqual({ outcome: 'unknown-secret' })
    // The other one does not work any longer by then.
    expect(await retire(kept.id, START + HOUR)).toEqual({ outcome: 'last' })
    const changed = { outcome: 'changed', client: { secrets: [kept], revision: 1, epoch: 0 } }
    expect(await retire(leaked.id)).toMatchObject(changed)
    expect(await beside.findClient(clientId)).toMatchObject({ client: { secrets: [kept] } })
    expect(await retire(kept.id)).toEqual({ outcome: 'last' })
    expect(await reasonsOf(tenant)).toEqual(['retired'])
  })

  test(`two secrets that are retired at once by two processes leave one, ${RACES} times`, async () => {
    const { tenant, under } = await openWorld()
    const beside = await openTenant(await under.openSecond(), 'acme')
    for (let race = 0; race < RACES; race += 1) {
      const secrets = [newSecret(), newSecret()]
      const { clientId } = await makeClient(tenant, { secrets })
      const outcomes = await Promise.all(
        secrets.map(({ id: secretId }, at) =>
          (at === 0 ? tenant : beside).retireClientSecret({ clientId, secretId, now: START }),
        ),
      )
      expect(outcomes.map(({ outcome }) => outcome).toSorted()).toEqual(['changed', 'last'])
    }
  })

  test('disabling and enabling tell what the client is, changed or not', async () => {
    const { tenant, client } = await openWorld()
    expect(await changeClient(tenant, client.clientId, 'enable')).toEqual({ outcome: 'unchanged', client })
    const disabled = { ...client, status: 'disabled', epoch: 1, revision: 1 }
    const answer = { outcome: 'changed', client: disabled }
    expect(await changeClient(tenant, client.clientId, 'disable', { expectedRevision: 0 })).toEqual(answer)
    const later = await update(tenant, client.clientId, { name: 'While disabled' }, 1)
    expect(later).toMatchObject({ client: { status: 'disabled', name: 'While disabled', epoch: 1, revision: 2 } })
  })

  test('a rotated secret is a new revision, too', async () => {
    const { tenant, client } = await openWorld()
    const now = START + SECOND
    const secret = newSecret({ createdAt: now })
    await tenant.rotateClientSecret({ clientId: client.clientId, secret, previousExpireAt: now, now })
    expect(await update(tenant, client.clientId, { name: 'Late' }, 0)).toEqual({ outcome: 'conflict' })
  })
}
