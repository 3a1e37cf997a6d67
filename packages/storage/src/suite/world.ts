import type {
  Account,
  Client,
  EventFilter,
  HubEvent,
  HubStorage,
  IssuedValue,
  RoleAssignment,
  TenantStorage,
} from '@identity-hub/core'
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

/** The newest events of a tenant, on one page. */
export async function newestEvents(
  tenant: TenantStorage,
  limit = 1000,
  filter: EventFilter = {},
): Promise<readonly HubEvent[]> {
  return (await tenant.listEvents({ after: null, limit, filter })).rows
}

/** The reasons of the tenant's events, by which tests tell events apart, in alphabetical order. */
export async function reasonsOf(tenant: TenantStorage): Promise<string[]> {
  return (await newestEvents(tenant)).map(({ reason }) => reason ?? '').toSorted()
}

export async function makeClient(tenant: TenantStorage, rest: Partial<Client> = {}): Promise<Client> {
  const made = await tenant.createClient({ client: newClient(rest), missingScopes: [], now: START })
  if (made.outcome !== 'created') throw new Error(`client: ${made.outcome}`)
  return made.client
}

export const changeClient = (
  tenant: TenantStorage,
  clientId: string,
  kind: 'disable' | 'enable' | 'delete',
  rest: Partial<Parameters<TenantStorage['changeClient']>[0]> = {},
): ReturnType<TenantStorage['changeClient']> =>
  tenant.changeClient({ clientId, change: { kind }, expectedRevision: null, now: START, ...rest })

/** Writes events with something that happens. */
export async function tell(tenant: TenantStorage, events: readonly HubEvent[]): Promise<void> {
  const { outcome } = await tenant.createRole({ role: { name: `role ${id()}`, description: '' }, now: START, events })
  if (outcome !== 'created') throw new Error(`role: ${outcome}`)
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
  userAgent: 'Example browser',
  source: '192.0.2.7',
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

/** Makes the role, unless it is there, and assigns it. */
export async function giveRole(tenant: TenantStorage, input: RoleAssignment): ReturnType<TenantStorage['assignRole']> {
  await tenant.createRole({ role: { name: input.role, description: '' }, now: input.now })
  return tenant.assignRole(input)
}
