import { HUB_TENANT } from '@identity-hub/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTenant } from '../../src/administration/create-tenant.ts'
import { ensureHubTenant } from '../../src/administration/ensure-hub-tenant.ts'
import { createApp } from '../../src/app.ts'
import { REDIRECT_URI, startTestHub, type TestHub } from '../../src/testing/start-test-hub.ts'
import { asker, type Ask } from './ask.ts'
import { documented, pages, type Endpoint } from './endpoints.ts'
import type { Entry } from './entry.ts'
import { furnish, type Holder } from './holder.ts'
import { managementEntries, SPARE } from './management-entries.ts'
import { mountedBy } from './mounted-paths.ts'
import { must } from './must.ts'
import { pageEntries } from './page-entries.ts'
import { protocolEntries } from './protocol-entries.ts'
import { expectForeignRefused, expectIgnored, type Sides } from './expect-cells.ts'

/** An endpoint, what of it belongs to a tenant, and from which tenants values come there. */
interface Row {
  readonly endpoint: Endpoint
  readonly entries: readonly Entry[]
  readonly at: Slug
  readonly others: readonly Slug[]
}

const SLUGS = ['north', 'south', HUB_TENANT] as const
type Slug = (typeof SLUGS)[number]

const others = ['north', HUB_TENANT] as const
const rows: readonly Row[] = [
  ...documented('oauth').map(
    (endpoint) => ({ endpoint, entries: entriesOf(protocolEntries, endpoint), at: 'south', others }) as const,
  ),
  ...pages().map((endpoint) => ({ endpoint, entries: entriesOf(pageEntries, endpoint), at: 'south', others }) as const),
  ...documented('management').map((endpoint): Row => {
    const isOfHub = endpoint.path.startsWith(`/${HUB_TENANT}/`)
    return {
      endpoint,
      entries: managementEntries(endpoint),
      at: isOfHub ? HUB_TENANT : 'south',
      others: isOfHub ? ['north'] : others,
    }
  }),
]

function isManagement({ path }: Endpoint): boolean {
  return path.includes('/api/management/')
}

function entriesOf(table: Readonly<Record<string, readonly Entry[]>>, { id }: Endpoint): readonly Entry[] {
  return table[id] ?? []
}

export interface MatrixOptions {
  /** Instead of an SQLite file of its own. */
  readonly openDatabase?: () => Promise<{ readonly url: string; readonly remove: () => Promise<void> }>
  /** Leaves out what no storage is asked about, values of the tenant `hub`, and letting through what is spent. */
  readonly storageAlone?: boolean
}

export function defineTenantMatrix({ openDatabase, storageAlone = false }: MatrixOptions = {}): void {
  let end: () => Promise<void>
  let hub: TestHub
  let ask: Ask
  let holders: Readonly<Record<Slug, Holder>>
  beforeAll(async () => {
    const database = await openDatabase?.()
    hub = await startTestHub(undefined, database?.url)
    end = async () => {
      await hub.close()
      await database?.remove()
    }
    ask = asker(createApp(hub.dependencies, { validateResponses: true }))
    const { administration } = hub
    await ensureHubTenant(administration)
    for (const slug of ['north', 'south', SPARE])
      must(await createTenant(administration, { slug, name: `The ${slug}` }))
    holders = {
      north: await furnish(hub, ask, 'north'),
      south: await furnish(hub, ask, 'south'),
      hub: await furnish(hub, ask, HUB_TENANT),
    }
  }, 60_000)
  afterAll(() => end())

  /** As an administrator of the hub, with one key wherever it is. Returns the secret of the app. */
  async function createOnce(tenant: string): Promise<string> {
    const { status, body } = await ask(tenant, {
      method: 'POST',
      path: `/${tenant}/api/management/v1/clients`,
      authorization: `Bearer ${holders.hub.values['management-token']}`,
      idempotencyKey: 'once',
      json: { name: 'Kept', type: 'confidential', redirect_uris: [REDIRECT_URI], scopes: [{ name: 'profile' }] },
    })
    if (status !== 201) throw new Error(body)
    // What the contract says that it is.
    return (JSON.parse(body) as { readonly client_secret: string }).client_secret
  }

  test('every endpoint that the app mounts stands in a document or in the table of pages, and is asked here', () => {
    const { paths, middleware } = mountedBy(() => createApp(hub.dependencies))
    const mounted = new Set(paths.map((path) => path.replace(/(?<=.)\/$/, '')))
    expect(mounted).toEqual(new Set(rows.map(({ endpoint }) => endpoint.path)))
    // Around and beside the three routers stand `receive`, what is answered early (`/health/…`), and the last 404.
    expect(middleware).toBe(6)
    expect(rows.filter(({ entries }) => entries.length === 0).map(({ endpoint }) => endpoint.id)).toEqual([])
    expect(new Set(rows.map(({ endpoint }) => endpoint.id)).size).toBe(rows.length)
  })

  test('TEN-07: an Idempotency-Key that was used at one tenant is a new one at another', async () => {
    const secret = await createOnce('north')
    expect(await createOnce('south')).not.toBe(secret)
    expect(await createOnce('north')).toBe(secret)
  })

  describe("TEN-01, TEN-02, TEN-03, TEN-07: a value of another tenant's is answered as one that nobody has", () => {
    const tried = rows.filter(({ entries }) => !storageAlone || entries.some(({ looksAt }) => looksAt.length > 0))
    const named = tried.map((row) => [`${row.endpoint.method} ${row.endpoint.path}`, row] as const)
    test.each(named)('by %s', async (_, { endpoint, entries, at, others: from }) => {
      // What one principal asks is counted by the moment.
      hub.advance(1)
      const looksAt = entries.flatMap((entry) => entry.looksAt)
      const sides: Sides = {
        ask,
        at: holders[at],
        others: from.filter((slug) => !storageAlone || slug !== HUB_TENANT).map((slug) => holders[slug]),
        reaches: ({ slug }, kind) => slug === HUB_TENANT && kind === 'management-token' && isManagement(endpoint),
        spends: !storageAlone,
      }
      let cells = 0
      for (const entry of entries) cells += await expectForeignRefused(sides, entry)
      const [entry] = entries
      if (entry !== undefined && !storageAlone) cells += await expectIgnored(sides, entry, looksAt)
      expect(cells).toBeGreaterThan(0)
    })
  })
}
