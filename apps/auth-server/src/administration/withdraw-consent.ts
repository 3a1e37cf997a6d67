import { done, type Administration, type Result } from './administration.ts'
import type { Client } from '@identity-hub/core'
import { withdrawConsentOf, type WithdrawnConsent as Withdrawn } from './access/withdraw-consent.ts'
import { findClient } from './find-client.ts'
import { findTenant } from './find-tenant.ts'
import { findUser } from './find-user.ts'

export interface WithdrawnConsent extends Withdrawn {
  readonly client: Client
}

/** Takes back what a user allowed a client: its tokens die, and it has to ask again. */
export async function withdrawConsent(
  administration: Administration,
  input: { readonly tenant: string; readonly email: string; readonly clientId: string },
): Promise<Result<WithdrawnConsent>> {
  const tenant = await findTenant(administration, input.tenant)
  if (!tenant.ok) return tenant
  const user = await findUser(tenant.value, input.email)
  if (!user.ok) return user
  const found = await findClient(tenant.value, input.clientId)
  if (!found.ok) return found
  const withdrawn = await withdrawConsentOf(administration, tenant.value, user.value.id, found.value)
  return withdrawn.ok ? done({ ...withdrawn.value, client: found.value }) : withdrawn
}
