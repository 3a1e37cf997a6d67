import { HUB_ROLES, HUB_TENANT, hubScopesOf, newId, randomBytes } from '@identity-hub/core'
import { createManagementClient, type ManagementClient } from '@identity-hub/client/management'
import { openStorage } from '@identity-hub/storage'
import { makeDatabase, startPostgres } from '@identity-hub/storage/testing'
import { FULL_AUTHORITY, type Administration } from '../../src/administration/administration.ts'
import { ensureHubTenant } from '../../src/administration/ensure-hub-tenant.ts'
import { createPasswords } from '../../src/passwords/passwords.ts'
import { managementToken } from '../../src/testing/management-token.ts'
import { startReplicas } from '../replicas.ts'
import { makeSqlite } from '../test-database.ts'
import type { RightsChange } from './row.ts'

/** Two hubs over one database: events happen at one, and the other is looked at. */
export interface Site {
  readonly database: 'SQLite' | 'PostgreSQL'
  /** The address of the hub where events happen, and of the one that is looked at first. */
  readonly first: string
  readonly second: string
  /** Of a tenant, at the first hub, with every right. */
  manage(tenant: string): ManagementClient
  /** A tenant with that setting, and with roles and scopes. */
  makeTenant(rightsChange: RightsChange): Promise<string>
  /** Of `PASSWORD`. */
  readonly passwordHash: string
  /** Stops the hubs; what they have written, line by line. */
  stop(): Promise<() => readonly string[]>
  remove(): Promise<void>
}

/** Everybody's. */
export const PASSWORD = 'correct horse battery'

export async function startSites(): Promise<readonly [Site, Site]> {
  const passwordHash = await createPasswords().hash(PASSWORD)
  return Promise.all([startOnSqlite(passwordHash), startOnPostgres(passwordHash)])
}

async function startOnSqlite(passwordHash: string): Promise<Site> {
  const database = await makeSqlite()
  return startSite('SQLite', database.url, passwordHash, () => database.remove())
}

async function startOnPostgres(passwordHash: string): Promise<Site> {
  const server = await startPostgres()
  const database = await makeDatabase(server)
  return startSite('PostgreSQL', database.url, passwordHash, async () => {
    await database.remove()
    await server.stop()
  })
}

async function startSite(
  database: Site['database'],
  url: string,
  passwordHash: string,
  remove: () => Promise<void>,
): Promise<Site> {
  const hubs = await startReplicas(url, 2, { HUB_LOG_LEVEL: 'info' })
  const { origin, addresses } = hubs
  const [first = '', second = ''] = addresses
  const accessToken = await makeManagementToken(url, origin)
  const manage = (tenant: string) => createManagementClient({ origin: first, tenant, accessToken: () => accessToken })
  let tenants = 0
  return {
    database,
    first,
    second,
    manage,
    async makeTenant(rightsChange) {
      tenants += 1
      const slug = `${rightsChange}-${tenants}`
      await manage(HUB_TENANT).createTenant({ body: { slug, name: slug, rights_change: rightsChange } })
      await makeRights(manage(slug))
      return slug
    },
    passwordHash,
    async stop() {
      await hubs.stop()
      return hubs.lines
    },
    async remove() {
      await hubs.kill()
      await remove()
    },
  }
}

/** For an app of the tenant `hub`, made beside the hubs: from then on everything goes through the API. */
async function makeManagementToken(databaseUrl: string, origin: string): Promise<string> {
  const hub = await openStorage(databaseUrl)
  try {
    const administration: Administration = {
      hub,
      passwords: createPasswords(),
      origin,
      originIsLoopbackHttp: true,
      now: Date.now,
      random: randomBytes,
      actor: 'cli',
      requestId: newId(Date.now(), randomBytes),
      source: null,
      authority: FULL_AUTHORITY,
    }
    await ensureHubTenant(administration)
    return await managementToken({ origin, administration }, hubScopesOf([HUB_ROLES.administrator]), HUB_TENANT)
  } finally {
    await hub.close()
  }
}

/** Scopes of a tenant require what their names say, or nothing. */
async function makeRights(manager: ManagementClient): Promise<void> {
  await Promise.all(['member', 'other', 'third'].map((name) => manager.createRole({ body: { name } })))
  const scopes = [
    { name: 'reports' },
    { name: 'reports-of-members', required_roles: ['member'] },
    { name: 'reports-of-sales', required_claim: { name: 'department', value: 'sales' } },
    { name: 'spare' },
    { name: 'new' },
  ]
  await Promise.all(scopes.map((body) => manager.createScope({ body })))
}
