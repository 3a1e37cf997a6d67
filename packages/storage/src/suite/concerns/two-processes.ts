import { expect, test } from 'vitest'
import { event, id, scope, SECOND, someHash, START } from '../fixtures.ts'
import { authorize, authorizeAndExchange, exchange, rotate } from '../tokens.ts'
import { giveRole, makeClient, makePerson, openTenant, reasonsOf, type OpenWorld } from '../world.ts'

/** A hub and a command line beside it: each must see at once what the other has written. */
export function twoProcessTests(openWorld: OpenWorld): void {
  test('what one creates, the other finds at once', async () => {
    const { under, tenant, hub } = await openWorld()
    const other = await under.openSecond()
    const beside = await openTenant(other, 'acme')
    const client = await makeClient(beside)
    expect(await tenant.findClient(client.clientId)).toMatchObject({ outcome: 'found', client })
    const { account, session } = await makePerson(beside)
    expect(await tenant.findAccount(account.id)).toMatchObject({ outcome: 'found' })
    expect(await tenant.touchSession({ sessionHash: session.hash, idleEndsAt: START, now: START })).toMatchObject({
      outcome: 'live',
    })
    await beside.createScope({ scope: scope('calendar'), now: START })
    expect(await tenant.listScopesNamed(['calendar'])).toHaveLength(1)
    const record = { id: id(), slug: 'beta', name: 'Beta', issuer: null, locale: 'en' }
    await other.createTenant({ tenant: record, scopes: [], now: START })
    expect(await hub.openTenant('beta')).toMatchObject({ outcome: 'open' })
  })

  test('a client that was read often is read anew when the other has changed it', async () => {
    const { under, tenant, client } = await openWorld()
    const beside = await openTenant(await under.openSecond(), 'acme')
    for (const round of [1, 2, 3]) {
      for (const _ of [1, 2, 3]) await tenant.findClient(client.clientId)
      const now = START + round * SECOND
      const secret = { id: id(now), secretHash: `sha256:${someHash()}`, createdAt: now, expiresAt: null }
      await beside.rotateClientSecret({ clientId: client.clientId, secret, previousExpireAt: now, now })
      expect(await tenant.findClient(client.clientId)).toMatchObject({ client: { secrets: [secret], revision: round } })
    }
  })

  test('a policy that the other has changed is seen by the next request', async () => {
    const { under, hub, tenant, person } = await openWorld()
    const beside = await openTenant(await under.openSecond(), 'acme')
    await openTenant(hub, 'acme')
    await giveRole(beside, { accountId: person.account.id, role: 'editor', now: START })
    expect((await openTenant(hub, 'acme')).tenant.policyVersion).toBe(1)
    expect(await tenant.listAccountRoles(person.account.id)).toEqual(['editor'])
  })

  test('a block by the other stops exchange, refresh and session at once', async () => {
    const world = await openWorld()
    const { under, tenant, person } = world
    const unused = await authorize(world)
    const { refreshToken, accessToken, fence } = await authorizeAndExchange(world)
    const beside = await openTenant(await under.openSecond(), 'acme')
    await beside.changeAccount({ accountId: person.account.id, change: { kind: 'block' }, now: START })
    const dead = { outcome: 'dead', reason: 'account_blocked' }
    expect(await exchange(tenant, unused)).toMatchObject(dead)
    expect(await rotate(tenant, refreshToken, fence)).toMatchObject(dead)
    expect(await tenant.findAccessToken({ id: accessToken.id, tokenHash: accessToken.hash })).toMatchObject({
      standing: { account: { status: 'blocked' } },
    })
    const touched = await tenant.touchSession({ sessionHash: person.session.hash, idleEndsAt: START, now: START })
    expect(touched).toEqual({ outcome: 'ended' })
  })

  test('both write at the same time, and nothing is lost', async () => {
    const { under, tenant, person } = await openWorld()
    const beside = await openTenant(await under.openSecond(), 'acme')
    const accountId = person.account.id
    const roles = Array.from({ length: 200 }, (_, at) => `role ${`${at}`.padStart(3, '0')}`)
    const outcomes = await Promise.all(
      roles.map((role, at) =>
        giveRole(at % 2 === 0 ? tenant : beside, { accountId, role, now: START, events: [event(role)] }),
      ),
    )
    expect(outcomes.every(({ outcome }) => outcome === 'changed')).toBe(true)
    expect(await tenant.listAccountRoles(accountId)).toEqual(roles)
    expect(await beside.listAccountRoles(accountId)).toEqual(roles)
    expect(await reasonsOf(beside)).toEqual(roles)
    const opened = await openTenant(await under.openSecond(), 'acme')
    expect(opened.tenant.policyVersion).toBe(200)
  })

  test('a purge by one does not disturb the other', async () => {
    const world = await openWorld()
    const { refreshToken, fence } = await authorizeAndExchange(world)
    const beside = await world.under.openSecond()
    await Promise.all([beside.purge({ now: START, limit: 100 }), rotate(world.tenant, refreshToken, fence)])
    expect(await rotate(world.tenant, refreshToken, fence)).toMatchObject({ outcome: 'repeat' })
  })
}
