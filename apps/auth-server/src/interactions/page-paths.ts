import type { Interaction } from '@identity-hub/core'

/** What the path of a page names. */
export interface TenantPath {
  readonly tenant: string
}

/** The code of an error, as it was answered. */
export interface ErrorPath extends TenantPath {
  readonly error: string
}

export interface InteractionPath extends TenantPath {
  readonly interaction: string
}

/** What a password link names: the value that was handed out. */
export interface PasswordLinkPath extends TenantPath {
  readonly link: string
}

/** Everything that some page's path names; empty where it has no such part. */
export type PagePath = InteractionPath & PasswordLinkPath & ErrorPath

/** Where a person sees their own account. */
export function accountPath(tenantSlug: string): string {
  return `/${tenantSlug}/account`
}

/** Where the page of an open interaction is. The id is no credential: the browser's cookie is. */
export function interactionPath(tenantSlug: string, { id, state }: Pick<Interaction, 'id' | 'state'>): string {
  return `/${tenantSlug}/interaction/${id}/${state === 'login' ? 'sign-in' : 'consent'}`
}
