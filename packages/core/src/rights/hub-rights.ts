import type { Scope } from '../storage/records.ts'

/** The slug of the tenant whose people administer the hub and every tenant of it. */
export const HUB_TENANT = 'hub'

/**
 * Roles of the hub itself. Held in a tenant they reach that tenant; held in the tenant `hub` they reach every tenant,
 * where `hub.administrator` alone exists.
 */
export const HUB_ROLES = {
  administrator: 'hub.administrator',
  tenantAdministrator: 'hub.tenant-administrator',
  serviceDesk: 'hub.service-desk',
  readOnly: 'hub.read-only',
} as const

export type HubRole = (typeof HUB_ROLES)[keyof typeof HUB_ROLES]

const { administrator, tenantAdministrator, serviceDesk, readOnly } = HUB_ROLES
const administrators = [administrator, tenantAdministrator] as const

/** The scopes of the management API, and the roles of which one suffices to be granted each. */
export const HUB_SCOPES = {
  /** Tenants, from the tenant `hub`. */
  'hub.tenants.read': [administrator, readOnly],
  'hub.tenants.write': [administrator],
  'hub.clients.read': [...administrators, readOnly],
  'hub.clients.write': administrators,
  /** Settings of the tenant, scopes, roles and who has them. */
  'hub.policy.read': [...administrators, serviceDesk, readOnly],
  'hub.policy.write': administrators,
  /** Users, their sessions, consents, grants and throttles. */
  'hub.users.read': [...administrators, serviceDesk, readOnly],
  'hub.users.write': [...administrators, serviceDesk],
  /** Whoever may give these may become an administrator: roles of the hub, and users who have one. */
  'hub.administrators.write': administrators,
  'hub.events.read': [...administrators, serviceDesk, readOnly],
} as const satisfies Record<string, readonly HubRole[]>

export type HubScope = keyof typeof HUB_SCOPES

export function isHubScope(name: string): name is HubScope {
  return Object.hasOwn(HUB_SCOPES, name)
}

export function isHubRole(name: string): name is HubRole {
  return Object.values<string>(HUB_ROLES).includes(name)
}

/** The scopes of the management API that one of the roles gives. */
export function hubScopesOf(roles: readonly string[]): readonly HubScope[] {
  return Object.keys(HUB_SCOPES)
    .filter(isHubScope)
    .filter((scope) => HUB_SCOPES[scope].some((role) => roles.includes(role)))
}

const descriptions: Readonly<Record<HubScope, readonly [en: string, nl: string]>> = {
  'hub.tenants.read': ['See all tenants of the hub', 'Alle tenants van de hub zien'],
  'hub.tenants.write': ['Create, change and suspend tenants', 'Tenants maken, wijzigen en opschorten'],
  'hub.clients.read': ['See apps', 'Apps zien'],
  'hub.clients.write': ['Register, change and delete apps', 'Apps registreren, wijzigen en verwijderen'],
  'hub.policy.read': ['See scopes, roles and settings', 'Scopes, rollen en instellingen zien'],
  'hub.policy.write': ['Change scopes, roles and settings', 'Scopes, rollen en instellingen wijzigen'],
  'hub.users.read': ['See users and what they have access to', 'Gebruikers zien, en waar zij toegang toe hebben'],
  'hub.users.write': ['Create, change and block users', 'Gebruikers maken, wijzigen en blokkeren'],
  'hub.administrators.write': ['Appoint administrators', 'Beheerders aanwijzen'],
  'hub.events.read': ['See what happened, and why', 'Zien wat er gebeurde, en waarom'],
}

/** As every tenant has them. What they require stands above and cannot be changed. */
export const hubScopes: readonly Scope[] = Object.keys(HUB_SCOPES)
  .filter(isHubScope)
  .map((name) => ({
    name,
    description: { en: descriptions[name][0], nl: descriptions[name][1] },
    requiredRoles: [],
    requiredClaim: null,
    accessTokenSeconds: null,
    revision: 0,
  }))
