import {
  builtInScopes,
  checkClientRegistration,
  hashValue,
  newId,
  randomBytes,
  type Account,
  type Client,
  type HubStorage,
  type TenantStorage,
} from '@identity-hub/core'
import { openStorage } from '@identity-hub/storage'
import type { Party } from '../party.ts'

const REDIRECT_URI = 'https://app.example/callback'
const DAY_MILLISECONDS = 86_400_000

export interface Seed {
  readonly tenants: number
  /** Signed-in browsers of each tenant. */
  readonly browsers: number
}

/** A tenant that was seeded, with what further seeding needs. */
export interface SeededTenant {
  readonly storage: TenantStorage
  readonly client: Client
  readonly account: Account
  readonly sessionId: string
  readonly parties: readonly Party[]
}

/**
 * Tenants with a first-party client, a person, and browsers in which that person is signed in, through the hub's own
 * storage: no password is hashed.
 */
export async function seedHub(databaseUrl: string, { tenants, browsers }: Seed): Promise<readonly Party[]> {
  const hub = await openStorage(databaseUrl)
  try {
    const seeded = await seedTenants(hub, { tenants, browsers })
    return seeded.flatMap(({ parties }) => parties)
  } finally {
    await hub.close()
  }
}

export function seedTenants(hub: HubStorage, { tenants, browsers }: Seed): Promise<readonly SeededTenant[]> {
  // At once, so that they share commits.
  return Promise.all(Array.from({ length: tenants }, (_, index) => seedTenant(hub, `tenant-${index}`, browsers)))
}

async function seedTenant(hub: HubStorage, slug: string, browsers: number): Promise<SeededTenant> {
  const now = Date.now()
  await hub.createTenant({
    tenant: { id: newId(now, randomBytes), slug, name: `Tenant ${slug}`, issuer: null, locale: 'en' },
    scopes: builtInScopes,
    now,
  })
  const opened = await hub.openTenant(slug)
  if (opened.outcome !== 'open') throw new Error(`the tenant ${slug} is ${opened.outcome}`)
  const { storage } = opened
  const { client, secret } = await createClient(storage, now)
  const account = await createAccount(storage, slug, now)
  const sessions = await Promise.all(Array.from({ length: browsers }, () => startSession(storage, account, now)))
  const [first] = sessions
  if (first === undefined) throw new Error('a tenant needs a browser')
  return {
    storage,
    client,
    account,
    sessionId: first.id,
    parties: sessions.map(({ cookie }) => partyOf(slug, client, secret, cookie)),
  }
}

async function createClient(storage: TenantStorage, now: number): Promise<{ client: Client; secret: string }> {
  const registration = checkClientRegistration(
    {
      name: 'Benchmark',
      type: 'confidential',
      redirectUris: [REDIRECT_URI],
      scopes: ['profile', 'email'],
      grantTypes: ['authorization_code', 'refresh_token', 'client_credentials'],
      firstParty: true,
    },
    { serverOriginIsLoopbackHttp: true, now, randomBytes },
  )
  if (!registration.ok) throw new Error(registration.problem)
  const { client, issuedSecret } = registration.value
  const created = await storage.createClient({ client, missingScopes: [], now })
  if (created.outcome !== 'created' || issuedSecret === null) throw new Error('the client was not created')
  return { client: created.client, secret: issuedSecret }
}

async function createAccount(storage: TenantStorage, slug: string, now: number): Promise<Account> {
  const email = `ada@${slug}.example`
  const created = await storage.createAccount({
    account: {
      id: newId(now, randomBytes),
      displayName: 'Ada',
      userName: email,
      emailAddress: email,
      emailVerified: true,
    },
    passwordHash: null,
    now,
  })
  if (created.outcome !== 'created') throw new Error('the account was not created')
  return created.account
}

async function startSession(storage: TenantStorage, account: Account, now: number) {
  const { slug, epoch } = storage.tenant
  const value = randomBytes(32).toString('base64url')
  const id = newId(now, randomBytes)
  const signedIn = await storage.signIn({
    interaction: null,
    accountId: account.id,
    accountRevision: 0,
    accountEpoch: account.epoch,
    tenantEpoch: epoch,
    session: {
      id,
      sessionHash: hashValue(value),
      authAt: now,
      amr: ['pwd'],
      acr: null,
      idleEndsAt: now + DAY_MILLISECONDS / 2,
      absoluteEndsAt: now + 7 * DAY_MILLISECONDS,
      userAgent: null,
      source: null,
    },
    endedSessionHash: null,
    now,
  })
  if (signedIn.outcome !== 'signed-in') throw new Error(`the session is ${signedIn.outcome}`)
  const browser = randomBytes(32).toString('base64url')
  return { id, cookie: `hub-${slug}-browser=${browser}; hub-${slug}-session=${value}` }
}

function partyOf(slug: string, client: Client, clientSecret: string, cookie: string): Party {
  return {
    authorizePath: `/${slug}/oauth2/v1/auth`,
    tokenPath: `/${slug}/oauth2/v1/token`,
    metadataPath: `/.well-known/oauth-authorization-server/${slug}`,
    clientId: client.clientId,
    clientSecret,
    redirectUri: REDIRECT_URI,
    scope: 'profile email',
    cookie,
    api: { kind: 'bearer', path: `/${slug}/api/identity/v1` },
  }
}
