import { expect, test } from 'vitest'
import { ALL_ROWS, event, HOUR, issue, START } from '../fixtures.ts'
import { beginConsent, newInteraction } from '../interactions.ts'
import { authorize, authorizeAndExchange, exchange, newDecision, rotate } from '../tokens.ts'
import { changeClient, makeClient, makeTenant, newSession, reasonsOf, type OpenWorld, type World } from '../world.ts'

const RAISE_CLIENT_EPOCH = 'UPDATE clients SET epoch = epoch + 1, revision = revision + 1'
const DISABLE_CLIENT = `${RAISE_CLIENT_EPOCH}, status = 'disabled'`
const RAISE_TENANT_EPOCH = 'UPDATE tenants SET epoch = epoch + 1'
const SUSPEND_TENANT = `${RAISE_TENANT_EPOCH}, status = 'suspended'`

/** With the status alone, as a careless hand might do it. */
const DISABLE_ONLY = "UPDATE clients SET status = 'disabled', revision = revision + 1"
const SUSPEND_ONLY = "UPDATE tenants SET status = 'suspended'"

const CHANGES = [
  ['a client that was disabled', DISABLE_CLIENT, 'client_disabled'],
  ['a client that is disabled under its old epoch', DISABLE_ONLY, 'client_disabled'],
  ['a client of a new epoch', RAISE_CLIENT_EPOCH, 'client_changed'],
  ['a tenant that was suspended', SUSPEND_TENANT, 'tenant_changed'],
  ['a tenant that is suspended under its old epoch', SUSPEND_ONLY, 'tenant_changed'],
  ['a tenant of a new epoch', RAISE_TENANT_EPOCH, 'tenant_changed'],
] as const

function issueClientToken({ tenant, client }: World) {
  const token = issue('at')
  const issued = tenant.issueClientToken({
    fence: { client: client.id, clientEpoch: client.epoch, tenantEpoch: tenant.tenant.epoch },
    accessToken: { id: token.id, tokenHash: token.hash, scopes: [], audience: [], expiresAt: START + HOUR },
    now: START,
  })
  return { issued, find: () => tenant.findAccessToken({ id: token.id, tokenHash: token.hash }) }
}

/** What administrators do. */
const VERBS = [
  ['a client that was disabled', disableClient, 'client_disabled'],
  ['a client that was disabled and enabled', enableClientAgain, 'client_changed'],
  ['a tenant that was suspended', suspendTenant, 'tenant_changed'],
  ['a tenant that was suspended and resumed', resumeTenant, 'tenant_changed'],
] as const

async function disableClient({ tenant, client: { clientId } }: World): Promise<void> {
  expect((await changeClient(tenant, clientId, 'disable')).outcome).toBe('changed')
}

async function enableClientAgain(world: World): Promise<void> {
  await disableClient(world)
  const { clientId } = world.client
  expect((await changeClient(world.tenant, clientId, 'enable')).outcome).toBe('changed')
}

async function suspendTenant({ hub }: World): Promise<void> {
  expect((await hub.changeTenantStatus({ slug: 'acme', change: 'suspend' })).outcome).toBe('changed')
}

async function resumeTenant(world: World): Promise<void> {
  await suspendTenant(world)
  expect((await world.hub.changeTenantStatus({ slug: 'acme', change: 'resume' })).outcome).toBe('changed')
}

export function endedTests(openWorld: OpenWorld): void {
  test.each(CHANGES)('%s gives nothing for codes and refresh tokens, new or retried', async (_case, sql, reason) => {
    const world = await openWorld()
    const unused = await authorize(world)
    const family = await authorizeAndExchange(world)
    const retried = await authorizeAndExchange(world)
    await rotate(world.tenant, retried.refreshToken, retried.fence)
    await world.under.runSql(sql)
    const dead = { outcome: 'dead', reason }
    expect(await exchange(world.tenant, unused)).toMatchObject(dead)
    expect(await rotate(world.tenant, family.refreshToken, family.fence)).toMatchObject(dead)
    expect(await rotate(world.tenant, retried.refreshToken, retried.fence)).toMatchObject(dead)
    const fence = { ...unused.fence, clientEpoch: 1, tenantEpoch: 1 }
    expect(await exchange(world.tenant, { ...unused, fence })).toMatchObject(dead)
  })

  test.each(VERBS)('%s gives nothing for what was issued before, for good', async (_case, change, reason) => {
    const world = await openWorld()
    const unused = await authorize(world)
    const family = await authorizeAndExchange(world)
    const { issued, find } = issueClientToken(world)
    expect(await issued).toEqual({ outcome: 'issued' })
    await change(world)
    const dead = { outcome: 'dead', reason }
    expect(await exchange(world.tenant, unused)).toMatchObject(dead)
    expect(await rotate(world.tenant, family.refreshToken, family.fence)).toMatchObject(dead)
    expect(await find()).toMatchObject({ outcome: 'found', dead: reason })
  })

  test.each([4, 16])('%i exchanges and as many refreshes that race a suspension leave nothing alive', async (count) => {
    const world = await openWorld()
    const codes = await Promise.all(Array.from({ length: count }, () => authorize(world)))
    const families = await Promise.all(Array.from({ length: count }, () => authorizeAndExchange(world)))
    const [exchanged, rotated] = await Promise.all([
      Promise.all(codes.map((code) => exchange(world.tenant, code))),
      Promise.all(families.map(({ refreshToken, fence }) => rotate(world.tenant, refreshToken, fence))),
      world.hub.changeTenantStatus({ slug: 'acme', change: 'suspend' }),
    ])
    await world.hub.changeTenantStatus({ slug: 'acme', change: 'resume' })
    const answers = [...exchanged, ...rotated]
    for (const { outcome } of answers) expect(['exchanged', 'rotated', 'dead']).toContain(outcome)
    const issued = answers.filter(({ outcome }) => outcome !== 'dead').map(({ accessToken }) => accessToken)
    for (const { id, hash } of issued)
      expect(await world.tenant.findAccessToken({ id, tokenHash: hash })).toMatchObject({
        standing: { grant: { tenantEpoch: 0 }, tenant: { epoch: 1 } },
      })
  })

  test('a client is disabled and enabled once, with its events, and only in its own tenant', async () => {
    const world = await openWorld()
    const { tenant, client } = world
    const { clientId } = client
    const other = await makeTenant(world.hub, 'beta')
    expect(await changeClient(other, clientId, 'disable')).toEqual({ outcome: 'unknown' })
    const change = (kind: 'disable' | 'enable', reason: string) =>
      changeClient(tenant, clientId, kind, { events: [event(reason)] })
    const disabled = { ...client, status: 'disabled', epoch: 1, revision: 1 }
    expect(await change('enable', 'not disabled')).toEqual({ outcome: 'unchanged', client })
    expect(await change('disable', 'disabled')).toEqual({ outcome: 'changed', client: disabled })
    expect(await change('disable', 'disabled twice')).toEqual({ outcome: 'unchanged', client: disabled })
    expect(await tenant.findClient(clientId)).toEqual({ outcome: 'found', client: disabled })
    const enabled = { ...disabled, status: 'active', revision: 2 }
    expect(await change('enable', 'enabled')).toEqual({ outcome: 'changed', client: enabled })
    expect(await tenant.findClient(clientId)).toEqual({ outcome: 'found', client: enabled })
    expect(await reasonsOf(tenant)).toEqual(['disabled', 'enabled'])
    expect(await changeClient(tenant, 'nobody', 'disable')).toEqual({ outcome: 'unknown' })
  })

  test.each(CHANGES)('%s ends its own tokens', async (_case, sql, reason) => {
    const world = await openWorld()
    const { issued, find } = issueClientToken(world)
    expect(await issued).toEqual({ outcome: 'issued' })
    expect(await find()).toMatchObject({ outcome: 'found', dead: null })
    await world.under.runSql(sql)
    expect(await find()).toMatchObject({ outcome: 'found', dead: reason })
    const refused = reason === 'client_disabled' || sql.includes('suspended')
    expect(await issueClientToken(world).issued).toEqual(refused ? { outcome: 'dead', reason } : { outcome: 'stale' })
  })

  test.each(CHANGES)('%s has nothing decided for it', async (_case, sql, reason) => {
    const world = await openWorld()
    await world.under.runSql(sql)
    const expected = {
      client_disabled: { outcome: 'refused', reason: 'client_disabled' },
      client_changed: { outcome: 'stale' },
      // Sessions of an older epoch have ended; under the same one the tenant itself stands in the way.
      tenant_changed: sql === SUSPEND_ONLY ? { outcome: 'stale' } : { outcome: 'refused', reason: 'session_ended' },
    }[reason]
    const { input, authorization } = newDecision(world)
    expect(await world.tenant.decide(input)).toEqual(expected)
    expect(await world.tenant.findCode(authorization.code.id)).toEqual({ outcome: 'unknown' })
  })

  test('the standing of a grant shows what became of its client and tenant', async () => {
    const world = await openWorld()
    const { refreshToken } = await authorizeAndExchange(world)
    await world.under.runSql(DISABLE_CLIENT)
    await world.under.runSql(RAISE_TENANT_EPOCH)
    expect(await world.tenant.findRefreshToken(refreshToken.id)).toMatchObject({
      standing: { client: { status: 'disabled', epoch: 1 }, tenant: { epoch: 1 }, grant: { clientEpoch: 0 } },
    })
  })

  test.each([RAISE_TENANT_EPOCH, SUSPEND_TENANT, SUSPEND_ONLY])('nobody signs in after %s', async (sql) => {
    const world = await openWorld()
    await world.under.runSql(sql)
    const signedIn = await world.tenant.signIn({
      interaction: null,
      accountId: world.person.account.id,
      accountEpoch: 0,
      accountRevision: 0,
      tenantEpoch: 0,
      session: newSession(issue('cs')),
      endedSessionHash: null,
      now: START,
    })
    expect(signedIn).toEqual({ outcome: 'stale' })
  })

  test('sessions end with the epoch of their tenant', async () => {
    const world = await openWorld()
    await world.under.runSql(RAISE_TENANT_EPOCH)
    const sessionHash = world.person.session.hash
    const touched = await world.tenant.touchSession({ sessionHash, idleEndsAt: START, now: START })
    expect(touched).toEqual({ outcome: 'ended' })
  })

  test('a suspended tenant is not opened, and not hidden either', async () => {
    const world = await openWorld()
    await world.under.runSql(SUSPEND_TENANT)
    const expected = { ...world.tenant.tenant, status: 'suspended', epoch: 1 }
    expect(await world.hub.openTenant('acme')).toEqual({ outcome: 'suspended', tenant: expected })
    expect((await world.hub.listTenants(ALL_ROWS)).rows).toEqual([expected])
  })

  test('a disabled client is still found and shown, but its origins are not allowed', async () => {
    const world = await openWorld()
    const spa = await makeClient(world.tenant, { allowedOrigins: ['https://spa.example'] })
    const { browserHash } = newInteraction(world)
    const { id } = await beginConsent(world, { browserHash })
    await world.tenant.findClient(spa.clientId)
    await world.under.runSql(DISABLE_CLIENT)
    expect(await world.tenant.findClient(spa.clientId)).toMatchObject({ client: { status: 'disabled' } })
    expect(await world.tenant.findAllowedOrigin('https://spa.example')).toEqual({ outcome: 'unknown' })
    expect(await world.tenant.loadInteraction({ id, browserHash, now: START })).toMatchObject({
      outcome: 'open',
      client: { status: 'disabled' },
    })
  })
}
