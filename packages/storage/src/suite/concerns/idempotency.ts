import type { HubStorage, Idempotency, TenantStorage } from '@identity-hub/core'
import { expect, test } from 'vitest'
import { DAY, event, id, newAccount, newClient, newKey, scope, someHash, START } from '../fixtures.ts'
import { makeClient, makeTenant, openTenant, reasonsOf, type OpenWorld } from '../world.ts'

interface Asked {
  readonly hub: HubStorage
  readonly tenant: TenantStorage
  /** What is created is called so. */
  readonly name: string
  readonly idempotency: Idempotency
  readonly now?: number
}

const events = () => [event('done')]

const CREATIONS = {
  client: ({ tenant, name, idempotency, now = START }: Asked) =>
    tenant.createClient({
      client: newClient({ clientId: name }),
      missingScopes: [scope(`${name}:read`)],
      idempotency,
      now,
      events: events(),
    }),
  scope: ({ tenant, name, idempotency, now = START }: Asked) =>
    tenant.createScope({ scope: scope(name), idempotency, now, events: events() }),
  role: ({ tenant, name, idempotency, now = START }: Asked) =>
    tenant.createRole({ role: { name, description: '' }, idempotency, now, events: events() }),
  account: ({ tenant, name, idempotency, now = START }: Asked) =>
    tenant.createAccount({ account: newAccount(name), passwordHash: null, idempotency, now, events: events() }),
  tenant: ({ hub, tenant, name, idempotency, now = START }: Asked) =>
    hub.createTenant({
      tenant: { id: id(), slug: name, name, issuer: null, locale: 'en' },
      scopes: [scope('profile')],
      idempotency: { ...idempotency, tenantId: tenant.tenant.id },
      now,
      events: events(),
    }),
} as const

type Creation = keyof typeof CREATIONS
const KINDS = Object.keys(CREATIONS) as Creation[]

const RACES = 5
const AT_ONCE = 4

const newSecret = () => ({ id: id(), secretHash: `sha256:${someHash()}`, createdAt: START, expiresAt: null })

const repeatedOf = ({ requestHash, answer }: Idempotency) => ({ outcome: 'repeated', requestHash, answer })

export function idempotencyTests(openWorld: OpenWorld): void {
  test.each(KINDS)('of %s creations only the first under a key is made, and its answer given again', async (kind) => {
    const world = await openWorld()
    const create = CREATIONS[kind]
    const key = newKey()
    const { keyHash } = key
    expect(await world.tenant.findRepeated({ keyHash, now: START })).toEqual({ outcome: 'unknown' })
    expect(await create({ ...world, name: 'first', idempotency: key })).toMatchObject({ outcome: 'created' })

    const repeated = repeatedOf(key)
    expect(await world.tenant.findRepeated({ keyHash, now: START })).toEqual(repeated)
    expect(await create({ ...world, name: 'first', idempotency: newKey({ keyHash }) })).toEqual(repeated)
    // Something else under the same key: what was asked for then tells.
    expect(await create({ ...world, name: 'second', idempotency: newKey({ keyHash }) })).toEqual(repeated)

    // What is there already is not made either, and nothing is kept under the key.
    const other = newKey()
    expect(await create({ ...world, name: 'first', idempotency: other })).toEqual({ outcome: 'exists' })
    expect(await world.tenant.findRepeated({ keyHash: other.keyHash, now: START })).toEqual({ outcome: 'unknown' })
    expect(await create({ ...world, name: 'second', idempotency: other })).toMatchObject({ outcome: 'created' })
  })

  test('a creation that is repeated or comes to nothing writes nothing', async () => {
    const world = await openWorld()
    const first = { ...world, name: 'first', idempotency: newKey() }
    await CREATIONS.client(first)
    const records = await world.under.countRecords()
    await CREATIONS.client(first)
    await CREATIONS.client({ ...first, name: 'second' })
    await CREATIONS.client({ ...first, idempotency: newKey() })
    expect(await world.under.countRecords()).toBe(records)
  })

  test.each(KINDS)(
    `${RACES} times ${AT_ONCE} requests at once for one %s creation by two processes: one does it, the others repeat it`,
    async (kind) => {
      const world = await openWorld()
      const hub = await world.under.openSecond()
      const second = { hub, tenant: await openTenant(hub, 'acme') }
      for (let race = 0; race < RACES; race += 1) {
        const keyHash = someHash()
        // Every other key was used before, and has expired.
        const expired = {
          name: `old-${race}`,
          idempotency: newKey({ keyHash, expiresAt: START - 1 }),
          now: START - DAY,
        }
        if (race % 2 === 1) await CREATIONS[kind]({ ...world, ...expired })
        const keys = Array.from({ length: AT_ONCE }, () => newKey({ keyHash }))
        const outcomes = await Promise.all(
          keys.map((idempotency, at) =>
            CREATIONS[kind]({ ...(at % 2 === 0 ? world : second), name: `race-${race}`, idempotency }),
          ),
        )
        const winner = keys.find((_, at) => outcomes[at]?.outcome === 'created')
        expect(winner).toBeDefined()
        const losers = outcomes.filter(({ outcome }) => outcome !== 'created')
        expect(losers).toEqual(Array.from({ length: AT_ONCE - 1 }, () => winner && repeatedOf(winner)))
      }
    },
  )

  test('an expired key is as good as a new one', async () => {
    const { hub, tenant } = await openWorld()
    const key = newKey({ expiresAt: START + DAY })
    const { keyHash } = key
    await CREATIONS.scope({ hub, tenant, name: 'first', idempotency: key })
    const now = START + DAY
    expect(await tenant.findRepeated({ keyHash, now: now - 1 })).toEqual(repeatedOf(key))
    expect(await tenant.findRepeated({ keyHash, now })).toEqual({ outcome: 'unknown' })
    const again = newKey({ keyHash, expiresAt: now + DAY })
    expect(await CREATIONS.scope({ hub, tenant, name: 'second', idempotency: again, now })).toEqual({
      outcome: 'created',
    })
    expect(await tenant.findRepeated({ keyHash, now })).toEqual(repeatedOf(again))
  })

  test('a key of one tenant is not known in another, nor is one of a new tenant its own', async () => {
    const { hub, tenant } = await openWorld()
    const beta = await makeTenant(hub, 'beta')
    const key = newKey()
    const asked = { hub, idempotency: key }
    expect(await CREATIONS.scope({ ...asked, tenant, name: 'first' })).toEqual({ outcome: 'created' })
    expect(await beta.findRepeated({ keyHash: key.keyHash, now: START })).toEqual({ outcome: 'unknown' })
    expect(await CREATIONS.scope({ ...asked, tenant: beta, name: 'first' })).toEqual({ outcome: 'created' })

    const other = newKey()
    await CREATIONS.tenant({ hub, tenant: beta, name: 'gamma', idempotency: other })
    const gamma = await openTenant(hub, 'gamma')
    expect(await gamma.findRepeated({ keyHash: other.keyHash, now: START })).toEqual({ outcome: 'unknown' })
    expect(await beta.findRepeated({ keyHash: other.keyHash, now: START })).toEqual(repeatedOf(other))
  })

  test(`${RACES} times two keys at once for one client id: one is kept, with its client`, async () => {
    const world = await openWorld()
    const hub = await world.under.openSecond()
    const second = { hub, tenant: await openTenant(hub, 'acme') }
    for (let race = 0; race < RACES; race += 1) {
      const keys = [newKey(), newKey()] as const
      const outcomes = await Promise.all([
        CREATIONS.client({ ...world, name: `app-${race}`, idempotency: keys[0] }),
        CREATIONS.client({ ...second, name: `app-${race}`, idempotency: keys[1] }),
      ])
      const kept = await Promise.all(keys.map(({ keyHash }) => world.tenant.findRepeated({ keyHash, now: START })))
      expect(outcomes.map(({ outcome }) => outcome).toSorted()).toEqual(['created', 'exists'])
      expect(kept.map(({ outcome }) => outcome)).toEqual(
        outcomes.map(({ outcome }) => (outcome === 'created' ? 'repeated' : 'unknown')),
      )
    }
  })

  test('what was answered about an account goes when it is erased, and the key stays taken', async () => {
    const { hub, tenant } = await openWorld()
    const keyHash = someHash()
    const expired = newKey({ keyHash, expiresAt: START - 1 })
    await CREATIONS.role({ hub, tenant, name: 'old', idempotency: expired, now: START - DAY })
    const [key, another] = [newKey({ keyHash }), newKey()]
    const made = await CREATIONS.account({ hub, tenant, name: 'ada', idempotency: key })
    await CREATIONS.account({ hub, tenant, name: 'bob', idempotency: another })
    if (made.outcome !== 'created' || !('account' in made)) throw new Error(made.outcome)
    await tenant.changeAccount({ accountId: made.account.id, change: { kind: 'erase' }, now: START })
    const erased = { ...repeatedOf(key), answer: '' }
    expect(await tenant.findRepeated({ keyHash, now: START })).toEqual(erased)
    expect(await CREATIONS.account({ hub, tenant, name: 'ada', idempotency: newKey({ keyHash }) })).toEqual(erased)
    expect(await tenant.findRepeated({ keyHash: another.keyHash, now: START })).toEqual(repeatedOf(another))
  })

  test('a rotation whose answer was lost is not made again', async () => {
    const { tenant, client } = await openWorld()
    const { clientId } = client
    const key = newKey()
    const rotate = (rest: { clientId?: string; idempotency?: Idempotency } = {}) =>
      tenant.rotateClientSecret({
        clientId,
        secret: newSecret(),
        previousExpireAt: START + DAY,
        now: START,
        events: events(),
        idempotency: newKey({ keyHash: key.keyHash }),
        ...rest,
      })
    expect(await rotate({ idempotency: key })).toMatchObject({ outcome: 'changed' })
    const found = await tenant.findClient(clientId)
    expect(await rotate()).toEqual(repeatedOf(key))
    expect(await tenant.findClient(clientId)).toEqual(found)
    expect(await reasonsOf(tenant)).toEqual(['done'])

    const spa = await makeClient(tenant, { type: 'public', authMethods: ['none'], secrets: [] })
    for (const other of ['nobody', spa.clientId]) {
      const idempotency = newKey()
      const { keyHash } = idempotency
      const { outcome } = await rotate({ clientId: other, idempotency })
      expect(outcome).toBe(other === 'nobody' ? 'unknown' : 'no-secrets')
      expect(await tenant.findRepeated({ keyHash, now: START })).toEqual({ outcome: 'unknown' })
    }
  })

  test('a creation without a key is made each time it is asked for', async () => {
    const { tenant } = await openWorld()
    expect(await tenant.createScope({ scope: scope('first'), now: START })).toEqual({ outcome: 'created' })
    expect(await tenant.createScope({ scope: scope('first'), now: START })).toEqual({ outcome: 'exists' })
  })
}
