import type { Interaction } from '@identity-hub/core'

/** What the path of a page names. */
export interface TenantPath {
  readonly tenant: string
}

export interface InteractionPath extends TenantPath {
  readonly interaction: string
}

/** Where the page of an open interaction is. The id is no credential: the browser's cookie is. */
export function interactionPath(tenantSlug: string, { id, state }: Pick<Interaction, 'id' | 'state'>): string {
  return `/${tenantSlug}/interaction/${id}/${state === 'login' ? 'sign-in' : 'consent'}`
}
