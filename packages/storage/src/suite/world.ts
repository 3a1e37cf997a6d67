import type { Account, Client, HubStorage, IssuedValue, TenantStorage } from '@identity-hub/core'
import { DAY, HOUR, id, issue, newAccount, newClient, scope, START } from './fixtures.ts'
import type { StorageUnderTest } from './storage-under-test.ts'

export interface Person {
  readonly account: Account
  readonly session: IssuedValue
}

/** A tenant with one client and one person who is signed in. */
export interface World {
  readonly under: StorageUnderTest
  readonly hub: HubStorage
  readonly tenant: TenantStorage
  readonly client: Client
  readonly person: Person
}

/** A fresh one for each test, removed when the test is over. */
export type OpenWorld = () => Promise<World>

export async function makeWorld(under: StorageUnderTest): Promise<World> {
  return { under, ...(await populate(under.storage)) }
}

export async function populate(hub: HubStorage): Promise<Omit<World, 'under'>> {
  const tenant = await makeTenant(hub, 'acme')
  return { hub, tenant, client: await makeClient(tenant), person: await makePerson(tenant) }
}

export async function makeTenant(hub: HubStorage, slug: string): Promise<TenantStorage> {
  const record = { id: id(), slug, name: slug, issuer: null, locale: 'en' }
  const made = await hub.createTenant({ tenant: record, scopes: [scope('profile'), scope('email')], now: START })
  if (made.outcome !== 'created') throw new Error(`tenant ${slug} is there already`)
  return openTenant(hub, slug)
}

/** As each request does: what is read here is what fences are made of. */
export async function openTenant(hub: HubStorage, slug: string): Promise<TenantStorage> {
  const opened = await hub.openTenant(slug)
  if (opened.outcome !== 'open') throw new Error(`tenant ${slug} is ${opened.outcome}`)
  return opened.storage
}

/** The reasons of the tenant's events, by which tests tell events apart, in alphabetical order. */
export async function reasonsOf(tenant: TenantStorage): Promise<string[]> {
  return (await tenant.listEvents({ limit: 1000 })).map(({ reason }) => reason ?? '').toSorted()
}

export async function makeClient(tenant: TenantStorage, rest: Partial<Client> = {}): Promise<Client> {
  const made = await tenant.createClient({ client: newClient(rest), missingScopes: [], now: START })
  if (made.outcome !== 'created') throw new Error('the client is there already')
  return made.client
}

export async function makeAccount(tenant: TenantStorage, userName = `user-${id()}`): Promise<Account> {
  const made = await tenant.createAccount({ account: newAccount(userName), passwordHash: '$old$', now: START })
  if (made.outcome !== 'created') throw new Error(`account ${userName} is there already`)
  return made.account
}

export async function makePerson(tenant: TenantStorage): Promise<Person> {
  const account = await makeAccount(tenant)
  return { account, session: await startSession(tenant, account) }
}

export const newSession = (session: IssuedValue, now = START) => ({
  id: session.id,
  sessionHash: session.hash,
  authAt: now,
  amr: ['pwd'],
  acr: null,
  idleEndsAt: now + 12 * HOUR,
  absoluteEndsAt: now + 7 * DAY,
})

export async function startSession(tenant: TenantStorage, account: Account, now = START): Promise<IssuedValue> {
  const session = issue('cs', now)
  const signedIn = await tenant.signIn({
    interaction: null,
    accountId: account.id,
    accountEpoch: account.epoch,
    accountRevision: account.revision,
    tenantEpoch: tenant.tenant.epoch,
    session: newSession(session, now),
    endedSessionHash: null,
    now,
  })
  if (signedIn.outcome !== 'signed-in') throw new Error(`sign-in: ${signedIn.outcome}`)
  return session
}
