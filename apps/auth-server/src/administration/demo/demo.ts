import { checkRedirectUriRegistration, HUB_ROLES, HUB_SCOPES, HUB_TENANT } from '@identity-hub/core'
import { done, invalid, type Administration, type Result } from '../administration.ts'
import { ADMIN_CLIENT } from '../hub-clients.ts'
import { createTenant } from '../create-tenant.ts'
import { ensureHubTenant } from '../ensure-hub-tenant.ts'
import { withFileLock } from '../file-lock.ts'
import { findTenant } from '../find-tenant.ts'
import { issuerOf } from '../issuer-of.ts'
import { prepareClient, type DemoApp } from './demo-client.ts'
import { readDemoFile, writeDemoFile, type DemoCredentials, type SignInCredentials } from './demo-file.ts'
import { prepareUser, type DemoPerson } from './demo-user.ts'

const TENANT = 'acme'
const PATIENCE_MILLISECONDS = 10_000

export interface DemoInput {
  /** Where the credentials are kept. */
  readonly file: string
  /** The example consumer's redirect URI. */
  readonly redirectUri: string
  /** That of the administrator's pages. */
  readonly adminRedirectUri: string
}

/** How somebody's sign-in stands. */
export interface DemoSignIn {
  readonly credentials: SignInCredentials
  /** false: the person has changed the password on the page since it was written down. */
  readonly passwordIsCurrent: boolean
  readonly userIsBlocked: boolean
}

export interface Demo {
  readonly user: DemoSignIn
  readonly administrator: DemoSignIn
  /** What was made or changed, each as a few words; none: everything was there. */
  readonly changes: readonly string[]
}

/**
 * Something to try a hub with: a tenant, a user and the example consumer's client; an administrator of the hub and the
 * client of the administrator's pages. Whatever is there stays; what is missing is made to fit the credentials that were
 * kept, or new ones when none were. A run that broke off half-way is finished by the next one, because credentials are
 * written down only after they work.
 */
export async function demo(administration: Administration, input: DemoInput): Promise<Result<Demo>> {
  const { originIsLoopbackHttp, origin } = administration
  if (!originIsLoopbackHttp)
    return invalid(
      `the demo is for a hub on this machine, and the origin is ${origin}; unset HUB_ORIGIN, or use tenant create, user create and client create`,
    )
  for (const uri of [input.redirectUri, input.adminRedirectUri]) {
    const context = { clientType: 'confidential', serverOriginIsLoopbackHttp: originIsLoopbackHttp } as const
    const checked = checkRedirectUriRegistration(uri, context)
    if (!checked.ok) return invalid(checked.problem)
  }
  const outcome = await withFileLock(`${input.file}.lock`, PATIENCE_MILLISECONDS, () => prepare(administration, input))
  return outcome === 'busy'
    ? invalid(`another demo is being prepared; wait for it, or remove ${input.file}.lock`)
    : outcome
}

async function prepare(
  administration: Administration,
  { file, redirectUri, adminRedirectUri }: DemoInput,
): Promise<Result<Demo>> {
  const kept = readDemoFile(file)
  const changes: string[] = []

  const known = await administration.hub.openTenant(TENANT)
  if (known.outcome === 'unknown') {
    const created = await createTenant(administration, { slug: TENANT, name: 'Acme' })
    if (!created.ok) return created
    changes.push(`made the tenant ${TENANT}`)
  }
  const ensured = await ensureHubTenant(administration)
  if (!ensured.ok) return ensured
  if (ensured.value) changes.push(`made the tenant ${HUB_TENANT} for administrators`)

  const user = await prepareSignIn(administration, {
    tenant: TENANT,
    person: { email: 'ada@acme.example', name: 'Ada Lovelace' },
    app: { name: 'Timeline', redirectUri, scopes: ['profile', 'email'] },
    kept,
  })
  if (!user.ok) return user
  const administrator = await prepareSignIn(administration, {
    tenant: HUB_TENANT,
    person: { email: 'admin@hub.example', name: 'Hub Administrator', role: HUB_ROLES.administrator },
    app: {
      name: 'Administration',
      redirectUri: adminRedirectUri,
      scopes: ['profile', ...Object.keys(HUB_SCOPES)],
      firstParty: true,
      clientId: ADMIN_CLIENT,
    },
    kept: kept?.administrator ?? null,
  })
  if (!administrator.ok) return administrator

  const credentials: DemoCredentials = { ...user.value.credentials, administrator: administrator.value.credentials }
  if (JSON.stringify(credentials) !== JSON.stringify(kept)) writeDemoFile(file, credentials)
  return done({
    user: user.value,
    administrator: administrator.value,
    changes: [...changes, ...user.value.changes, ...administrator.value.changes],
  })
}

interface SignInInput {
  readonly tenant: string
  readonly person: DemoPerson
  readonly app: DemoApp
  readonly kept: SignInCredentials | null
}

async function prepareSignIn(
  administration: Administration,
  { tenant, person, app, kept }: SignInInput,
): Promise<Result<DemoSignIn & { readonly changes: readonly string[] }>> {
  const storage = await findTenant(administration, tenant)
  if (!storage.ok) return storage
  const user = await prepareUser(administration, storage.value, person, kept?.password)
  if (!user.ok) return user
  const client = await prepareClient(administration, storage.value, app, kept)
  if (!client.ok) return client
  return done({
    credentials: {
      issuer: issuerOf(storage.value.tenant, administration.origin),
      email: person.email,
      password: user.value.password,
      client_id: client.value.clientId,
      client_secret: client.value.secret,
    },
    passwordIsCurrent: user.value.isCurrent,
    userIsBlocked: user.value.isBlocked,
    changes: [...user.value.changes, ...client.value.changes],
  })
}
