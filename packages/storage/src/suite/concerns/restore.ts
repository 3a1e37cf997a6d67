import { describeEvent, type HubStorage, newId, randomBytes, type RestoredTenant } from '@identity-hub/core'
import { expect, test } from 'vitest'
import { HOUR, id, issue, SECOND, someHash, START } from '../fixtures.ts'
import { beginConsent, newInteraction } from '../interactions.ts'
import { authorize, authorizeAndExchange, exchange, rotate } from '../tokens.ts'
import {
  makeClient,
  makePerson,
  makeTenant,
  openTenant,
  type OpenWorld,
  startSession,
  type World,
  newestEvents,
} from '../world.ts'

const LATER = START + 10 * SECOND

const REQUEST = newId(LATER, randomBytes)

const restore = (hub: HubStorage, now = LATER): Promise<readonly RestoredTenant[]> =>
  hub.restore({
    now,
    describe: ({ ended }) => {
      const facts = { now, random: randomBytes, requestId: REQUEST, source: null }
      return [describeEvent(facts, 'tenant.restored', ended, { actor: 'cli' })]
    },
  })

function issueAppToken({ tenant, client }: Pick<World, 'tenant' | 'client'>) {
  const token = issue('at')
  const issued = tenant.issueClientToken({
    fence: { client: client.id, clientEpoch: client.epoch, tenantEpoch: tenant.tenant.epoch },
    accessToken: { id: token.id, tokenHash: token.hash, scopes: [], audience: [], expiresAt: START + HOUR },
    now: START,
  })
  return { issued, find: () => tenant.findAccessToken({ id: token.id, tokenHash: token.hash }) }
}

/** A database that was put back to what it was before codes were used and tokens were spent. */
export function restoreTests(openWorld: OpenWorld): void {
  test('what was spent since the copy has come back to life, and restore ends it with all the rest', async () => {
    const world = await openWorld()
    const { tenant, under } = world
    const [used, alsoUsed, unused] = [await authorize(world), await authorize(world), await authorize(world)]
    const [spent, alsoSpent, live] = await Promise.all([1, 2, 3].map(() => authorizeAndExchange(world)))
    const app = issueAppToken(world)
    await app.issued
    const putBack = await under.copy()
    for (const code of [used, alsoUsed]) expect(await exchange(tenant, code)).toMatchObject({ outcome: 'exchanged' })
    for (const { refreshToken, fence } of [spent!, alsoSpent!])
      expect(await rotate(tenant, refreshToken, fence)).toMatchObject({ outcome: 'rotated' })
    await putBack()

    // Without `restore` a second pair of tokens comes out of one code, and out of one refresh token.
    expect(await exchange(tenant, alsoUsed)).toMatchObject({ outcome: 'exchanged' })
    expect(await rotate(tenant, alsoSpent!.refreshToken, alsoSpent!.fence)).toMatchObject({ outcome: 'rotated' })
    await restore(world.hub)

    const now = LATER
    const dead = { outcome: 'dead', reason: 'tenant_changed' }
    for (const code of [used, unused])
      for (const tenantEpoch of [0, 1])
        expect(await exchange(tenant, { ...code, fence: { ...code.fence, tenantEpoch } }, { now })).toMatchObject(dead)
    // Not even the retry of a lost answer.
    for (const { refreshToken, fence } of [spent!, alsoSpent!, live!])
      expect(await rotate(tenant, refreshToken, fence, { now })).toMatchObject(dead)
    const { id: tokenId, hash: tokenHash } = live!.accessToken
    expect(await tenant.findAccessToken({ id: tokenId, tokenHash })).toMatchObject({
      standing: { grant: { tenantEpoch: 0 }, tenant: { epoch: 1 } },
    })
    expect(await app.find()).toMatchObject({ outcome: 'found', dead: 'tenant_changed' })
    const sessionHash = world.person.session.hash
    expect(await tenant.touchSession({ sessionHash, idleEndsAt: now, now })).toEqual({ outcome: 'ended' })
  })

  test('whoever signs in afterwards gets tokens that work, in every tenant', async () => {
    const world = await openWorld()
    const beta = await makeTenant(world.hub, 'beta')
    const others = { tenant: beta, client: await makeClient(beta), person: await makePerson(beta) }
    await restore(world.hub)
    for (const { tenant, client, person } of [world, others]) {
      const opened = await openTenant(world.hub, tenant.tenant.slug)
      expect(opened.tenant.epoch).toBe(1)
      const session = await startSession(opened, person.account)
      const setting = { tenant: opened, client, person: { ...person, session } }
      const { refreshToken, fence } = await authorizeAndExchange(setting)
      expect(await rotate(opened, refreshToken, fence)).toMatchObject({ outcome: 'rotated' })
      expect(await issueAppToken({ tenant: opened, client }).issued).toEqual({ outcome: 'issued' })
    }
  })

  test('it counts what was good until then, and writes that into an event of each tenant', async () => {
    const world = await openWorld()
    await makeTenant(world.hub, 'beta')
    const [used] = [await authorize(world), await authorize(world), await authorize(world)]
    await exchange(world.tenant, used)
    await world.under.runSql("UPDATE tenants SET status = 'suspended' WHERE slug = 'beta'")
    const restored = await restore(world.hub)
    const none = { sessions: 0, grants: 0, codes: 0 }
    const ended = { sessions: 1, grants: 3, codes: 2 }
    expect(restored).toMatchObject([
      { tenant: { slug: 'acme', epoch: 1, status: 'open' }, ended },
      { tenant: { slug: 'beta', epoch: 1, status: 'suspended' }, ended: none },
    ])
    const event = { type: 'tenant.restored', actor: 'cli', requestId: REQUEST, data: ended }
    expect(await newestEvents(world.tenant, 9, { requestId: REQUEST })).toMatchObject([event])
    // Once more, nothing is left to end.
    expect((await restore(world.hub)).map((one) => one.ended)).toEqual([none, none])
  })

  test('an unfinished sign-in begins anew: its code could be one that was used already', async () => {
    const world = await openWorld()
    const { browserHash } = newInteraction(world)
    const interaction = await beginConsent(world, { browserHash })
    await restore(world.hub)
    const loaded = await world.tenant.loadInteraction({ id: interaction.id, browserHash, now: START })
    expect(loaded).toEqual({ outcome: 'expired' })
  })

  test('a one-time value that nobody used is used up, and a used one stays so', async () => {
    const world = await openWorld()
    const insert = (name: string, usedAt: string) =>
      world.under.runSql(
        `INSERT INTO one_time (tenant_id, kind, id, expires_at, used_at) VALUES ('t', 'reset', '${name}', 9, ${usedAt})`,
      )
    await insert('unused', 'NULL')
    await insert('used', '5')
    await restore(world.hub)
    // No verb reads them yet, so a statement asks: adding a row a second time fails where there is one.
    const find = (where: string) => world.under.runSql(`INSERT INTO one_time SELECT * FROM one_time WHERE ${where}`)
    await find('used_at IS NULL')
    await expect(find("id = 'used' AND used_at = 5")).rejects.toThrow(/unique/i)
  })

  test('a hub that goes on beside it forgets clients of the time that is lost', async () => {
    const world = await openWorld()
    const { tenant, client, under } = world
    const beside = await openTenant(await under.openSecond(), 'acme')
    const putBack = await under.copy()
    const rotateSecret = async (now: number) => {
      const secret = { id: id(now), secretHash: `sha256:${someHash()}`, createdAt: now, expiresAt: null }
      await tenant.rotateClientSecret({ clientId: client.clientId, secret, previousExpireAt: now, now })
      return secret
    }
    const lost = await rotateSecret(START + SECOND)
    expect(await beside.findClient(client.clientId)).toMatchObject({ client: { secrets: [lost] } })
    await putBack()
    await restore(world.hub)
    const secret = await rotateSecret(LATER)
    expect(await beside.findClient(client.clientId)).toMatchObject({ client: { secrets: [secret] } })
  })
}
