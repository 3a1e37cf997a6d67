import {
  builtInScopes,
  checkTenantSlug,
  hubScopes,
  newId,
  type CreateTenant,
  type Tenant,
  type TenantSettings,
} from '@identity-hub/core'
import {
  administrativeEvent,
  done,
  exists,
  invalid,
  repeatedBefore,
  type Administration,
  type KeepAnswer,
  type Result,
} from './administration.ts'
import { checkTenantSettings } from './check-tenant-settings.ts'
import { copyHubClients } from './hub-clients.ts'

export type NewTenant = Pick<Tenant, 'slug' | 'name'> & Partial<TenantSettings>

/** Whoever asks does so once; the answer is kept with the events of their tenant. */
export interface KeptTenant {
  readonly keep: KeepAnswer<Tenant>
  readonly tenantId: string
}

/** A tenant with the scopes that every tenant has, and with those clients of the hub itself that there are. */
export async function createTenant(
  administration: Administration,
  input: NewTenant,
  kept?: KeptTenant,
): Promise<Result<Tenant>> {
  const slug = checkTenantSlug(input.slug)
  if (!slug.ok) return invalid(slug.problem, '/slug')
  const created = await makeTenant(administration, { ...input, slug: slug.value }, kept)
  if (!created.ok) return created
  await copyHubClients(administration, created.value.slug)
  return created
}

/** The same for any slug, the hub's own too. */
export async function makeTenant(
  administration: Administration,
  { slug, ...input }: NewTenant,
  kept?: KeptTenant,
): Promise<Result<Tenant>> {
  const settings = checkTenantSettings(input)
  if (!settings.ok) return settings
  const now = administration.now()
  const tenant: CreateTenant['tenant'] = {
    locale: 'en',
    ...settings.value,
    id: newId(now, administration.random),
    slug,
    name: settings.value.name ?? input.name,
    issuer: null,
  }
  const created = await administration.hub.createTenant({
    tenant,
    scopes: [...builtInScopes, ...hubScopes],
    ...(kept !== undefined && { idempotency: { ...kept.keep(asCreated(tenant)), tenantId: kept.tenantId } }),
    now,
    events: [administrativeEvent(administration, 'tenant.created', { slug })],
  })
  switch (created.outcome) {
    case 'created':
      return done(created.tenant)
    case 'exists':
      return exists(`the tenant ${slug} is there already; choose another slug`, '/slug')
    case 'repeated':
      return repeatedBefore(created)
  }
}

function asCreated(tenant: CreateTenant['tenant']): Tenant {
  return {
    status: 'open',
    epoch: 0,
    policyVersion: 0,
    accessTokenInQuery: false,
    revision: 0,
    rightsChange: 'removed',
    eventRetentionDays: 90,
    truncateAddresses: false,
    ...tenant,
  }
}
