import {
  checkRedirectUriRegistration,
  hashClientSecret,
  type Client,
  type RandomBytes,
  type TenantStorage,
} from '@identity-hub/core'
import { done, invalid, type Administration, type Result } from './administration.ts'
import { createClient } from './create-client.ts'
import { createTenant } from './create-tenant.ts'
import { createUser } from './create-user.ts'
import { readDemoFile, writeDemoFile, type DemoCredentials } from './demo-file.ts'
import { withFileLock } from './file-lock.ts'
import { findTenant } from './find-tenant.ts'
import { rotateClientSecret } from './rotate-client-secret.ts'
import { setPassword } from './set-password.ts'
import { issuerOf } from './views.ts'

const TENANT = 'acme'
const EMAIL = 'ada@acme.example'
const CLIENT_NAME = 'Timeline'
const CLIENT_TYPE = 'confidential'
const PATIENCE_MILLISECONDS = 10_000

export interface DemoInput {
  /** Where the credentials are kept. */
  readonly file: string
  /** The example consumer's redirect URI. */
  readonly redirectUri: string
}

export interface Demo {
  readonly credentials: DemoCredentials
  /** What was made or changed, each as a few words; none: everything was there. */
  readonly changes: readonly string[]
  /** false: the person has changed the password on the page since it was written down. */
  readonly passwordIsCurrent: boolean
  readonly userIsBlocked: boolean
}

/**
 * Something to try a hub with: a tenant, a user and the example consumer's client. Whatever is there stays; what is
 * missing is made to fit the credentials that were kept, or new ones when none were. A run that broke off half-way is
 * finished by the next one, because credentials are written down only after they work.
 */
export async function demo(administration: Administration, input: DemoInput): Promise<Result<Demo>> {
  if (!administration.originIsLoopbackHttp)
    return invalid(
      `the demo is for a hub on this machine, and the origin is ${administration.origin}; unset HUB_ORIGIN, or use tenant create, user create and client create`,
    )
  const redirectUri = checkRedirectUriRegistration(input.redirectUri, {
    clientType: CLIENT_TYPE,
    serverOriginIsLoopbackHttp: administration.originIsLoopbackHttp,
  })
  if (!redirectUri.ok) return invalid(redirectUri.problem)
  const outcome = await withFileLock(`${input.file}.lock`, PATIENCE_MILLISECONDS, () => prepare(administration, input))
  return outcome === 'busy'
    ? invalid(`another demo is being prepared; wait for it, or remove ${input.file}.lock`)
    : outcome
}

async function prepare(administration: Administration, { file, redirectUri }: DemoInput): Promise<Result<Demo>> {
  const kept = readDemoFile(file)
  const changes: string[] = []

  const known = await administration.hub.openTenant(TENANT)
  if (known.outcome === 'unknown') {
    const created = await createTenant(administration, { slug: TENANT, name: 'Acme' })
    if (!created.ok) return created
    changes.push(`made the tenant ${TENANT}`)
  }
  const tenant = await findTenant(administration, TENANT)
  if (!tenant.ok) return tenant

  const user = await prepareUser(administration, tenant.value, kept)
  if (!user.ok) return user
  const client = await prepareClient(administration, tenant.value, kept, redirectUri)
  if (!client.ok) return client

  const credentials: DemoCredentials = {
    issuer: issuerOf(tenant.value.tenant, administration.origin),
    email: EMAIL,
    password: user.value.password,
    client_id: client.value.clientId,
    client_secret: client.value.secret,
  }
  if (JSON.stringify(credentials) !== JSON.stringify(kept)) writeDemoFile(file, credentials)
  return done({
    credentials,
    changes: [...changes, ...user.value.changes, ...client.value.changes],
    passwordIsCurrent: user.value.isCurrent,
    userIsBlocked: user.value.isBlocked,
  })
}

interface DemoUser {
  readonly password: string
  readonly isCurrent: boolean
  readonly isBlocked: boolean
  readonly changes: readonly string[]
}

async function prepareUser(
  administration: Administration,
  storage: TenantStorage,
  kept: DemoCredentials | null,
): Promise<Result<DemoUser>> {
  const password = kept?.password ?? newPassword(administration.random)
  const input = { tenant: TENANT, email: EMAIL, password }
  const found = await storage.findAccountByIdentifier(EMAIL)
  if (found.outcome === 'unknown') {
    const created = await createUser(administration, { ...input, name: 'Ada Lovelace' })
    return created.ok
      ? done({ password, isCurrent: true, isBlocked: false, changes: [`made the user ${EMAIL}`] })
      : created
  }
  const isBlocked = found.account.status !== 'active'
  if (kept === null) {
    const changed = await setPassword(administration, input)
    return changed.ok
      ? done({
          password,
          isCurrent: true,
          isBlocked,
          changes: [`gave ${EMAIL} a new password, as the old one was lost`],
        })
      : changed
  }
  const isCurrent = await administration.passwords.verify(found.passwordHash, password)
  return done({ password, isCurrent, isBlocked, changes: [] })
}

interface DemoClient {
  readonly clientId: string
  readonly secret: string
  readonly changes: readonly string[]
}

async function prepareClient(
  administration: Administration,
  storage: TenantStorage,
  kept: DemoCredentials | null,
  redirectUri: string,
): Promise<Result<DemoClient>> {
  const clients = await storage.listClients()
  const fitting = clients.filter((client) => client.redirectUris.includes(redirectUri))
  const client =
    fitting.find(({ clientId }) => clientId === kept?.client_id) ?? fitting.find(({ name }) => name === CLIENT_NAME)
  if (client !== undefined) {
    const { clientId } = client
    if (kept !== null && clientId === kept.client_id && hasSecret(client, kept.client_secret))
      return done({ clientId, secret: kept.client_secret, changes: [] })
    const rotated = await rotateClientSecret(administration, {
      tenant: TENANT,
      clientId,
      endPreviousNow: kept === null,
    })
    return rotated.ok
      ? done({ clientId, secret: rotated.value.issuedSecret, changes: [`gave the client ${clientId} a new secret`] })
      : rotated
  }
  // A database that was begun anew gets the client that the consumer knows already.
  const reuse = kept !== null && !clients.some(({ clientId }) => clientId === kept.client_id)
  const created = await createClient(administration, {
    tenant: TENANT,
    name: CLIENT_NAME,
    type: CLIENT_TYPE,
    redirectUris: [redirectUri],
    scopes: ['profile', 'email'].map((name) => ({ name, description: null })),
    ...(reuse && { clientId: kept.client_id, clientSecret: kept.client_secret }),
  })
  if (!created.ok) return created
  const { clientId } = created.value.client
  const secret = created.value.issuedSecret ?? kept?.client_secret ?? ''
  return done({ clientId, secret, changes: [`made the client ${clientId} for ${redirectUri}`] })
}

function hasSecret(client: Client, secret: string): boolean {
  const secretHash = hashClientSecret(secret)
  return client.secrets.some((known) => known.secretHash === secretHash && known.expiresAt === null)
}

// 80 bits without look-alikes, in groups that are easy to type.
function newPassword(random: RandomBytes): string {
  const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'
  const characters = Array.from(random(16), (byte) => alphabet.charAt(byte & 31)).join('')
  return characters.match(/.{4}/g)?.join('-') ?? characters
}
