import type { Visit } from '../http/visit.ts'

/** A part of the administration, as the navigation lists them. */
export interface Section {
  readonly title: string
  /** Below `/tenants/<tenant>`. */
  readonly path: string
  /** The scope of the management API without which there is nothing to see. */
  readonly scope: string
  /** Only at the tenant `hub`. */
  readonly hubOnly?: true
}

export const SECTIONS = {
  dashboard: { title: 'Overview', path: '', scope: 'hub.events.read' },
  tenants: { title: 'Tenants', path: '/tenants', scope: 'hub.tenants.read', hubOnly: true },
  clients: { title: 'Apps', path: '/apps', scope: 'hub.clients.read' },
  users: { title: 'Users', path: '/users', scope: 'hub.users.read' },
  scopes: { title: 'Scopes', path: '/scopes', scope: 'hub.policy.read' },
  roles: { title: 'Roles', path: '/roles', scope: 'hub.policy.read' },
  grants: { title: 'Grants', path: '/grants', scope: 'hub.users.read' },
  sessions: { title: 'Sessions', path: '/sessions', scope: 'hub.users.read' },
  events: { title: 'Events', path: '/events', scope: 'hub.events.read' },
  settings: { title: 'Settings', path: '/settings', scope: 'hub.policy.read' },
} as const satisfies Record<string, Section>

/** What this person can see here. */
export function sections({ tenant, person }: Pick<Visit, 'tenant' | 'person'>): readonly Section[] {
  return Object.values<Section>(SECTIONS).filter(
    ({ scope, hubOnly }) => person.scopes.includes(scope) && (hubOnly !== true || tenant === 'hub'),
  )
}

/** Whether this person may do what needs the scope, so that no button leads to a refusal. */
export const may = ({ person }: Pick<Visit, 'person'>, scope: string): boolean => person.scopes.includes(scope)
