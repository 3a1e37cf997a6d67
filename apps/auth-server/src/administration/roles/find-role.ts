import { isHubRole, quoted, type Page, type PageRequest, type Role, type TenantStorage } from '@identity-hub/core'
import { done, unknown, type Refusal, type Result } from '../administration.ts'
import { HUB_ROLE_DESCRIPTIONS, hubRolesOf } from './hub-roles.ts'

/** A role as administrators see it: one of the hub itself, which no record makes, or the tenant's own. */
export type KnownRole = Omit<Role, 'createdAt'> & { readonly createdAt: number | null }

export async function findRole(storage: TenantStorage, name: string): Promise<Result<KnownRole>> {
  const ofHub = rolesOfHub(storage).find((role) => role.name === name)
  if (ofHub !== undefined) return done(ofHub)
  const found = await storage.findRole(name)
  return found.outcome === 'found' && !isHubRole(name) ? done(found.role) : noRoleNamed(storage, name)
}

export function noRoleNamed({ tenant }: TenantStorage, name: string): Refusal {
  return unknown('role', `there is no role ${quoted(name)} in the tenant ${tenant.slug}`)
}

const OF_HUB = 'hub'
const OWN = 'own'

/** First those of the hub, then the tenant's own, each by name. */
export async function listRoles(storage: TenantStorage, { after, limit }: PageRequest): Promise<Page<KnownRole>> {
  const [part = OF_HUB, ...place] = after ?? []
  const ofHub = part === OF_HUB ? rolesOfHub(storage).filter(({ name }) => name > (place[0] ?? '')) : []
  const first = ofHub.slice(0, limit)
  const last = first.at(-1)
  if (last !== undefined && first.length === limit) return { rows: first, next: [OF_HUB, last.name] }
  const { rows, next } = await storage.listRoles({
    after: part === OWN ? place : null,
    limit: limit - first.length,
  })
  return {
    rows: [...first, ...rows.filter(({ name }) => !isHubRole(name))],
    next: next === null ? null : [OWN, ...next],
  }
}

function rolesOfHub({ tenant }: TenantStorage): readonly KnownRole[] {
  return hubRolesOf(tenant.slug).map((name) => ({
    name,
    description: HUB_ROLE_DESCRIPTIONS[name],
    revision: 0,
    createdAt: null,
  }))
}
