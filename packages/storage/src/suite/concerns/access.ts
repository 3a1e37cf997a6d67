import type { ListedConsent, Page, Position } from '@identity-hub/core'
import { expect, test } from 'vitest'
import { DAY, event, HOUR, id, MINUTE, SECOND, someHash, START } from '../fixtures.ts'
import { authorize, authorizeAndExchange, exchange, newDecision, rotate } from '../tokens.ts'
import {
  makeClient,
  makePerson,
  makeTenant,
  type OpenWorld,
  openTenant,
  reasonsOf,
  startSession,
  tell,
  type World,
} from '../world.ts'

/** All pages of a list. */
async function readAll<Row>(list: (after: Position | null) => Promise<Page<Row>>): Promise<(readonly Row[])[]> {
  const pages: (readonly Row[])[] = []
  for (let after: Position | null = null; ;) {
    const page = await list(after)
    pages.push(page.rows)
    if (page.next === null) return pages
    after = page.next
  }
}

async function remember(world: World, now = START): Promise<void> {
  const { input } = newDecision(world, { now })
  await world.tenant.decide({ ...input, decision: { ...input.decision, rememberScopes: ['profile'] } })
}

const throttle = (kind: string, keyHash = someHash()) => ({ kind, keyHash, limit: 1, windowSeconds: 60 })

/** More consents of another tenant than a page looks at, with keys that come first. */
const CONSENTS_OF_OTHERS = `
  WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 25000)
  INSERT INTO consents (account_id, client, tenant_id, scopes, decided_at)
  SELECT 'zz' || (1000000 + i), 'client', 'another', '', 0 FROM n`

export function accessTests(openWorld: OpenWorld): void {
  test('live sessions are listed with where they were started, the newest first', async () => {
    const world = await openWorld()
    const { tenant, person } = world
    const later = await startSession(tenant, person.account, START + SECOND)
    const other = await makePerson(tenant)
    const { accountId, ...rest } = { accountId: person.account.id, now: START + SECOND, after: null, limit: 10 }
    const ofAccount = await tenant.listSessions({ accountId, ...rest })
    expect(ofAccount.next).toBeNull()
    expect(ofAccount.rows.map((session) => session.id)).toEqual([later.id, person.session.id])
    expect(ofAccount.rows[0]).toEqual({
      id: later.id,
      accountId,
      authAt: START + SECOND,
      amr: ['pwd'],
      acr: null,
      idleEndsAt: START + SECOND + 12 * HOUR,
      absoluteEndsAt: START + SECOND + 7 * DAY,
      userAgent: 'Example browser',
      source: '192.0.2.7',
    })
    const pages = await readAll((after) => tenant.listSessions({ ...rest, after, limit: 1 }))
    expect(pages).toHaveLength(3)
    expect(
      pages
        .flat()
        .map((session) => session.id)
        .toSorted(),
    ).toEqual([later.id, person.session.id, other.session.id].toSorted())
    const now = START + 12 * HOUR
    expect((await tenant.listSessions({ ...rest, now })).rows.map((session) => session.id)).toEqual([later.id])
  })

  test('a live session is found by its id, in its own tenant', async () => {
    const { hub, tenant, person } = await openWorld()
    const later = await startSession(tenant, person.account, START + SECOND)
    const beta = await makeTenant(hub, 'beta')
    for (const { id: sessionId } of [person.session, later]) {
      const found = await tenant.findSession({ sessionId, now: START + SECOND })
      expect(found).toMatchObject({ outcome: 'found', session: { id: sessionId, accountId: person.account.id } })
      expect(await beta.findSession({ sessionId, now: START + SECOND })).toEqual({ outcome: 'unknown' })
      expect(await tenant.findSession({ sessionId, now: START + 13 * HOUR })).toEqual({ outcome: 'unknown' })
    }
    for (const sessionId of [id(), '', '~', `${later.id}~`, later.id.slice(0, -1)])
      expect(await tenant.findSession({ sessionId, now: START + SECOND })).toEqual({ outcome: 'unknown' })
    await tenant.endSessionById({ sessionId: later.id, now: START + SECOND })
    expect(await tenant.findSession({ sessionId: later.id, now: START + SECOND })).toEqual({ outcome: 'unknown' })
  })

  test('a session whose account or tenant has another epoch is not listed', async () => {
    const { hub, tenant, person } = await openWorld()
    const other = await makePerson(tenant)
    await tenant.changeAccount({ accountId: person.account.id, change: { kind: 'block' }, now: START })
    const list = async () => (await tenant.listSessions({ now: START, after: null, limit: 10 })).rows
    expect((await list()).map((session) => session.id)).toEqual([other.session.id])
    await hub.changeTenantStatus({ slug: 'acme', change: 'suspend' })
    await hub.changeTenantStatus({ slug: 'acme', change: 'resume' })
    expect(await list()).toEqual([])
  })

  test('a session is ended by its id, once, and only as that of its account', async () => {
    const world = await openWorld()
    const { tenant, person } = world
    const { refreshToken, fence } = await authorizeAndExchange(world)
    const events = [event('ended')]
    const end = (accountId?: string, now = START) =>
      tenant.endSessionById({ sessionId: person.session.id, now, events, ...(accountId ? { accountId } : {}) })
    expect(await end(id())).toEqual({ outcome: 'unknown' })
    expect(await end(person.account.id)).toEqual({ outcome: 'ended' })
    expect(await end()).toEqual({ outcome: 'unknown' })
    const touched = { sessionHash: person.session.hash, idleEndsAt: START, now: START }
    expect(await tenant.touchSession(touched)).toEqual({ outcome: 'ended' })
    expect(await reasonsOf(tenant)).toEqual(['ended'])
    expect(await rotate(tenant, refreshToken, fence)).toMatchObject({ outcome: 'rotated' })
    const expired = await startSession(tenant, person.account)
    expect(await tenant.endSessionById({ sessionId: expired.id, now: START + DAY, events })).toEqual({
      outcome: 'unknown',
    })
    expect(await reasonsOf(tenant)).toEqual(['ended'])
  })

  test('all sessions of an account end but the one to keep, and grants stay', async () => {
    const world = await openWorld()
    const { tenant, person } = world
    const { refreshToken, fence } = await authorizeAndExchange(world)
    const other = await makePerson(tenant)
    await startSession(tenant, person.account, START - 8 * DAY)
    const third = await startSession(tenant, person.account)
    const end = (keepSessionId: string | null) =>
      tenant.endSessions({ accountId: person.account.id, keepSessionId, now: START, events: [event('ended')] })
    expect(await end(third.id)).toEqual({ outcome: 'ended', count: 1 })
    const list = async () => (await tenant.listSessions({ now: START, after: null, limit: 10 })).rows
    expect((await list()).map((session) => session.id).toSorted()).toEqual([third.id, other.session.id].toSorted())
    expect(await end(null)).toEqual({ outcome: 'ended', count: 1 })
    expect(await end(null)).toEqual({ outcome: 'ended', count: 0 })
    expect((await list()).map((session) => session.id)).toEqual([other.session.id])
    // Of what ended nothing there is no event.
    expect(await reasonsOf(tenant)).toEqual(['ended', 'ended'])
    expect(await rotate(tenant, refreshToken, fence)).toMatchObject({ outcome: 'rotated' })
  })

  test('consents are listed with their clients until they are withdrawn', async () => {
    const world = await openWorld()
    const { tenant, client, person } = world
    await remember(world)
    const second = await makeClient(tenant, { id: id(START + SECOND), name: 'Second app' })
    await remember({ ...world, client: second }, START + SECOND)
    const other = await makePerson(tenant)
    await remember({ ...world, person: other })
    const accountId = person.account.id
    const consent = (of: typeof client, decidedAt: number): ListedConsent => ({
      accountId,
      client: of.id,
      clientId: of.clientId,
      clientName: of.name,
      scopes: ['profile'],
      decidedAt,
    })
    const first = { after: null, limit: 10 }
    expect(await tenant.listConsents({ ...first, accountId })).toEqual({
      rows: [consent(second, START + SECOND), consent(client, START)],
      next: null,
    })
    expect((await tenant.listConsents({ ...first, accountId, client: client.id })).rows).toEqual([
      consent(client, START),
    ])
    expect((await tenant.listConsents({ ...first, client: client.id })).rows).toHaveLength(2)
    const pages = await readAll((after) => tenant.listConsents({ after, limit: 2 }))
    expect(pages.map((rows) => rows.length)).toEqual([2, 1])
    await tenant.withdrawConsent({ accountId, client: client.id, now: START })
    expect((await tenant.listConsents({ ...first, accountId })).rows).toEqual([consent(second, START + SECOND)])
  })

  test('a page among many rows of other tenants may be empty, and tells where the next one begins', async () => {
    const world = await openWorld()
    await remember(world)
    await world.under.runSql(CONSENTS_OF_OTHERS)
    const pages = await readAll((after) => world.tenant.listConsents({ after, limit: 10 }))
    expect(pages.map((rows) => rows.length)).toEqual([0, 1])
    const accountId = world.person.account.id
    expect(await world.tenant.listConsents({ accountId, after: null, limit: 10 })).toMatchObject({
      rows: [{ accountId }],
      next: null,
    })
  })

  test('grants are listed with their last use, live ones alone if wanted', async () => {
    const world = await openWorld()
    const { tenant, client, person } = world
    const used = await authorizeAndExchange(world, START)
    await rotate(tenant, used.refreshToken, used.fence, { now: START + MINUTE })
    const unused = await authorize(world, { now: START + SECOND })
    const revoked = await authorize(world, { now: START + 2 * SECOND })
    const revocation = { reason: 'revoked_by_administrator', now: START + MINUTE } as const
    await tenant.revokeGrant({ grantId: revoked.grantId, ...revocation })
    const accountId = person.account.id
    const all = { after: null, limit: 10, now: START + MINUTE }
    const grant = {
      id: unused.grantId,
      client: client.id,
      clientId: client.clientId,
      clientName: client.name,
      accountId,
      sessionId: person.session.id,
      scopes: ['profile'],
      absoluteEndsAt: START + SECOND + 180 * DAY,
      revokedAt: null,
      revokedReason: null,
      lastUsedAt: START + SECOND,
      superseded: false,
    }
    const dead = { id: revoked.grantId, revokedAt: START + MINUTE, revokedReason: 'revoked_by_administrator' }
    const oldest = { id: used.grantId, lastUsedAt: START + MINUTE, absoluteEndsAt: START + 180 * DAY }
    for (const input of [all, { ...all, accountId }, { ...all, client: client.id }])
      expect((await tenant.listGrants(input)).rows).toMatchObject([dead, grant, oldest])
    for (const input of [all, { ...all, accountId }, { ...all, accountId, client: client.id }]) {
      expect((await tenant.listGrants({ ...input, live: true })).rows).toMatchObject([grant, oldest])
      const now = START + 180 * DAY
      expect((await tenant.listGrants({ ...input, live: true, now })).rows).toMatchObject([grant])
    }
    expect((await tenant.listGrants({ ...all, client: id() })).rows).toEqual([])
    expect((await tenant.listGrants({ ...all, accountId: id() })).rows).toEqual([])
    const pages = await readAll((after) => tenant.listGrants({ ...all, accountId, live: true, after, limit: 1 }))
    expect(pages.map(([first]) => first?.id)).toEqual([unused.grantId, used.grantId])
    expect(await tenant.findGrant(unused.grantId)).toEqual({ outcome: 'found', grant })
    expect(await tenant.findGrant(id())).toEqual({ outcome: 'unknown' })
  })

  test.each(['account', 'client', 'tenant'] as const)(
    'a grant is superseded when the epoch of its %s was raised',
    async (of) => {
      const world = await openWorld()
      const { tenant, client, person, under } = world
      const { grantId } = await authorize(world)
      const rowOf = { account: person.account.id, client: client.id, tenant: tenant.tenant.id }
      await under.runSql(`UPDATE ${of}s SET epoch = epoch + 1 WHERE id = '${rowOf[of]}'`)
      expect(await tenant.findGrant(grantId)).toMatchObject({ grant: { superseded: true } })
      const input = { after: null, limit: 10, now: START }
      for (const accountId of [{}, { accountId: person.account.id }]) {
        expect((await tenant.listGrants({ ...input, ...accountId })).rows).toMatchObject([{ superseded: true }])
        expect((await tenant.listGrants({ ...input, ...accountId, live: true })).rows).toEqual([])
      }
    },
  )

  test('throttles that count are listed, and one that is lifted delays nobody', async () => {
    const { tenant } = await openWorld()
    const [account, source, another] = [throttle('account'), throttle('source', 'ff'.repeat(32)), throttle('source')]
    await tenant.countAttempt({ keys: [account, source], now: START })
    await tenant.countAttempt({ keys: [another], now: START })
    const all = { after: null, limit: 10, now: START }
    const listed = ({ kind, keyHash }: typeof account) => ({ kind, keyHash, count: 1, until: START + MINUTE })
    expect(await tenant.listThrottles(all)).toEqual({
      rows: [listed(source), listed(another), listed(account)],
      next: null,
    })
    const pages = await readAll((after) => tenant.listThrottles({ ...all, after, limit: 1 }))
    expect(pages.flat()).toEqual([listed(source), listed(another), listed(account)])
    const { keyHash } = another
    expect((await tenant.listThrottles({ ...all, kind: 'source' })).rows).toEqual([listed(source), listed(another)])
    expect((await tenant.listThrottles({ ...all, kind: 'source', keyHash })).rows).toEqual([listed(another)])
    expect((await tenant.listThrottles({ ...all, keyHash: account.keyHash })).rows).toEqual([listed(account)])
    expect((await tenant.listThrottles({ ...all, now: START + MINUTE })).rows).toEqual([])

    const lift = (now = START) => tenant.liftThrottle({ ...account, now, events: [event('lifted')] })
    expect(await tenant.countAttempt({ keys: [account], now: START })).toMatchObject({ outcome: 'delayed' })
    expect(await lift()).toEqual({ outcome: 'lifted' })
    expect(await lift()).toEqual({ outcome: 'unknown' })
    expect(await reasonsOf(tenant)).toEqual(['lifted'])
    expect(await tenant.countAttempt({ keys: [account], now: START })).toEqual({ outcome: 'allowed' })
    expect(await lift(START + MINUTE)).toEqual({ outcome: 'unknown' })
  })

  test('a tenant sees and ends nothing of another', async () => {
    const world = await openWorld()
    const { hub, tenant, client, person } = world
    await remember(world)
    const authorization = await authorize(world)
    const key = { kind: 'account', keyHash: someHash(), limit: 1, windowSeconds: 60 }
    await tenant.countAttempt({ keys: [key], now: START })
    await makeTenant(hub, 'beta')
    const beta = await openTenant(hub, 'beta')
    const none = { rows: [], next: null }
    const accountId = person.account.id
    for (const filter of [{}, { accountId }, { accountId, client: client.id }, { accountId, live: true }]) {
      const input = { ...filter, after: null, limit: 10, now: START }
      expect(await beta.listSessions(input)).toEqual(none)
      expect(await beta.listConsents(input)).toEqual(none)
      expect(await beta.listGrants(input)).toEqual(none)
    }
    expect(await beta.listThrottles({ after: null, limit: 10, now: START })).toEqual(none)
    const unknown = { outcome: 'unknown' }
    expect(await beta.findGrant(authorization.grantId)).toEqual(unknown)
    expect(await beta.liftThrottle({ ...key, now: START })).toEqual(unknown)
    expect(await beta.endSessionById({ sessionId: person.session.id, now: START })).toEqual(unknown)
    const ended = await beta.endSessions({ accountId, keepSessionId: null, now: START })
    expect(ended).toEqual({ outcome: 'ended', count: 0 })
    expect((await tenant.listSessions({ after: null, limit: 10, now: START })).rows).toHaveLength(1)
    expect(await tenant.countAttempt({ keys: [key], now: START })).toMatchObject({ outcome: 'delayed' })
    expect(await exchange(tenant, authorization)).toMatchObject({ outcome: 'exchanged' })
  })

  test('a position of somewhere else leads nowhere else', async () => {
    const world = await openWorld()
    const { tenant, person } = world
    const other = await makePerson(tenant)
    for (const each of [person, other]) await remember({ ...world, person: each })
    const keys = [throttle('account'), throttle('source')]
    await tenant.countAttempt({ keys, now: START })
    await tell(tenant, [event('first'), event('second', { now: START + SECOND })])
    const rest = { limit: 10, now: START }
    const positions = [['~', '~'], [], ['~'], ['x', 'y', 'z'], ['\u{10ffff}', '']]
    for (const after of positions) {
      for (const { account } of [person, other]) {
        const { rows } = await tenant.listConsents({ ...rest, accountId: account.id, after })
        expect(rows).toMatchObject([{ accountId: account.id }])
        const sessions = await tenant.listSessions({ ...rest, accountId: account.id, after })
        expect(sessions.rows).toMatchObject([{ accountId: account.id }])
      }
      const throttles = await tenant.listThrottles({ ...rest, kind: 'account', after })
      expect(throttles.rows).toMatchObject([{ kind: 'account' }])
      const events = await tenant.listEvents({ after, limit: 10, filter: { until: START + SECOND } })
      expect(events.rows).toMatchObject([{ reason: 'first' }])
    }
    for (const after of [
      ['', ''],
      ['\u0000', '\u0000'],
    ])
      for (const accountId of [person.account.id, other.account.id])
        expect(await tenant.listConsents({ ...rest, accountId, after })).toEqual({ rows: [], next: null })
  })
}
