import { randomBytes as bytes } from 'node:crypto'
import { hashValue, HUB_TENANT, personOf } from '@identity-hub/core'
import { throttleId } from '../../src/administration/access/throttles.ts'
import { makeRole } from '../../src/administration/roles/new-role.ts'
import { addSecret } from '../../src/administration/rotate-client-secret.ts'
import { makeScope } from '../../src/administration/scopes/new-scope.ts'
import { createUser } from '../../src/administration/users/create-user.ts'
import type { Endpoint, ManagementId } from './endpoints.ts'
import type { Entry } from './entry.ts'
import type { Holder } from './holder.ts'
import { must } from './must.ts'
import { Visitor } from './visitor.ts'
import { NAMES, type Kind, type Values } from './values.ts'

/** The tenant that tenants are administered by the example of. */
export const SPARE = 'spare'

interface Part {
  readonly body?: (values: Values) => unknown
  /** Names of records in the body. */
  readonly names?: readonly Kind[]
  readonly always?: Readonly<Record<string, string>>
  readonly spend?: NonNullable<Entry['spend']>
}

const reads: Part = {}
/** Changes or ends what the path names, so that it gets records of its own. */
const changes: Part = { spend: (holder) => holder.makeRecords() }
const fresh = () => bytes(6).toString('hex')

const parts: Readonly<Record<ManagementId, Part>> = {
  listTenants: reads,
  createTenant: { body: () => ({ slug: `t${fresh()}`, name: 'Another' }) },
  getTenant: reads,
  updateTenant: { body: () => ({ name: 'Spare' }) },
  suspendTenant: reads,
  resumeTenant: reads,
  getPrincipal: reads,
  getSettings: reads,
  updateSettings: { body: () => ({ event_retention_days: 30 }) },
  listClients: reads,
  createClient: {
    body: ({ role, scope }) => ({
      name: 'New',
      type: 'public',
      redirect_uris: ['http://localhost:3000/callback'],
      scopes: [{ name: scope }],
      required_role: role,
    }),
    names: ['role', 'scope'],
  },
  getClient: reads,
  updateClient: {
    ...changes,
    body: ({ role, scope }) => ({ scopes: [{ name: scope }], required_role: role }),
    names: ['role', 'scope'],
  },
  deleteClient: changes,
  disableClient: changes,
  enableClient: changes,
  listClientSecrets: reads,
  rotateClientSecret: changes,
  retireClientSecret: {
    spend: async (holder) => {
      const records = await holder.makeRecords()
      const { secret } = must(await addSecret(holder.administration, holder.storage, { clientId: records.client_id }))
      return { ...records, secret_id: secret.id }
    },
  },
  listScopes: reads,
  createScope: { body: ({ role }) => ({ name: `scope-${fresh()}`, required_roles: [role] }), names: ['role'] },
  getScope: reads,
  updateScope: { ...changes, body: ({ role }) => ({ required_roles: [role] }), names: ['role'] },
  deleteScope: { spend: unusedScope },
  listRoles: reads,
  createRole: { body: () => ({ name: `role-${fresh()}` }) },
  getRole: reads,
  updateRole: { ...changes, body: () => ({ description: 'Changed' }) },
  deleteRole: { spend: unusedRole },
  listUsers: reads,
  createUser: {
    body: ({ role }) => ({ email: `${fresh()}@example.org`, name: 'New', roles: [role] }),
    names: ['role'],
  },
  getUser: reads,
  updateUser: { ...changes, body: () => ({ name: 'Changed' }) },
  blockUser: changes,
  unblockUser: changes,
  archiveUser: changes,
  restoreUser: changes,
  eraseUser: changes,
  exportUser: reads,
  resetPassword: changes,
  inviteUser: { spend: invited },
  listUserRoles: reads,
  assignRole: changes,
  removeRole: changes,
  listSessions: reads,
  endSession: changes,
  endUserSessions: changes,
  listConsents: reads,
  withdrawConsent: changes,
  listGrants: reads,
  getGrant: reads,
  revokeGrant: changes,
  listThrottles: reads,
  liftThrottle: { spend: guessed },
  listEvents: reads,
  getStatistics: { always: { since: '2026-09-01T00:00:00Z' } },
  explainRequest: reads,
}

/** How a management operation is asked: what it looks at stands in the document, and in its body. */
export function managementEntries({ id, method, path, query }: Endpoint): readonly Entry[] {
  // Whether it is one of them is seen here.
  const part = (parts as Readonly<Record<string, Part | undefined>>)[id]
  if (part === undefined) return []
  const { names = [], body, always = {}, spend } = part
  const inPath = NAMES.filter((name) => path.includes(`{${name}}`))
  const filters = NAMES.filter((name) => name !== 'cursor' && query.includes(name))
  const send =
    (token: 'access-token' | 'management-token', asked: QueryOf = () => ({})): Entry['send'] =>
    (tenant, values) => ({
      method,
      path: pathOf(path, tenant, values),
      query: { ...always, ...asked(values) },
      authorization: `Bearer ${values[token]}`,
      ...(body !== undefined && { json: body(values) }),
    })
  return [
    {
      looksAt: ['management-token', ...inPath, ...names],
      send: send('management-token'),
      ...(spend !== undefined && { spend }),
    },
    // Who asks is told to everybody who is known.
    {
      way: 'with the token of an app',
      looksAt: ['access-token'],
      send: send('access-token'),
      accepted: id === 'getPrincipal' ? 200 : 403,
    },
    ...filters.map((name): Entry => ({
      way: `by ${name}`,
      looksAt: [name],
      send: send('management-token', (values) => ({ [name]: values[name] })),
      ...(id === 'listThrottles' && { prepare: async ({ eve }: Holder) => ({ user_id: eve.id }) }),
    })),
    ...(query.includes('cursor')
      ? [
          paged(
            path,
            send('management-token', ({ cursor }) => ({ limit: '1', cursor })),
          ),
        ]
      : []),
  ]
}

type QueryOf = (values: Values) => Readonly<Record<string, string>>

function paged(path: string, send: Entry['send']): Entry {
  return {
    way: 'from a cursor',
    looksAt: ['cursor'],
    send,
    prepare: async ({ slug, values, ask }) => {
      const authorization = `Bearer ${values['management-token']}`
      // Tenants are listed at `hub` alone; another tenant has lists of its own.
      const list = path.startsWith('/hub/') && slug !== HUB_TENANT ? '/{tenant}/api/management/v1/roles' : path
      const sent = { method: 'GET', path: pathOf(list, slug, values), query: { limit: '1' }, authorization }
      const { body } = await ask(slug, sent)
      // What the contract says a page is.
      const { next_cursor: cursor } = JSON.parse(body) as { readonly next_cursor: string | null }
      if (cursor === null) throw new Error(`${path} has one page only`)
      return { cursor }
    },
  }
}

function pathOf(path: string, tenant: string, values: Values): string {
  const parameters: Readonly<Record<string, string>> = { ...values, tenant, slug: SPARE }
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(parameters[name] ?? name))
}

async function unusedScope({ administration, storage }: Holder): Promise<Partial<Values>> {
  const { name: scope } = must(await makeScope(administration, storage, { name: `scope-${fresh()}` }))
  return { scope }
}

async function unusedRole({ administration, storage }: Holder): Promise<Partial<Values>> {
  const { name: role } = must(await makeRole(administration, storage, { name: `role-${fresh()}`, description: '' }))
  return { role }
}

/** Somebody tried a password of a user who is not there. */
async function guessed({ slug, ask }: Holder): Promise<Partial<Values>> {
  const username = `${fresh()}@example.org`
  await new Visitor(ask, slug).submit(`/${slug}/account/sign-in`, { username, password: 'a wrong one' })
  return { throttle_id: throttleId({ kind: 'account', keyHash: hashValue(personOf(null, username)) }) }
}

async function invited({ administration, storage }: Holder): Promise<Partial<Values>> {
  const person = { email: `${fresh()}@example.org`, name: 'Invited' }
  return { user_id: must(await createUser(administration, storage, person)).account.id }
}
