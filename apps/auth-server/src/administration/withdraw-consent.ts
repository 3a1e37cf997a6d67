import type { Account, Client } from '@identity-hub/core'
import { administrativeEvent, done, type Administration, type Result } from './administration.ts'
import { findClient } from './find-client.ts'
import { findTenant } from './find-tenant.ts'
import { findUser } from './find-user.ts'

export interface WithdrawnConsent {
  readonly account: Account
  readonly client: Client
  /** How many grants ended with it. */
  readonly endedGrants: number
  /** false: there was nothing to withdraw. */
  readonly changed: boolean
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

  const { value: account } = user
  const { value: client } = found
  const data = { clientId: client.clientId }
  const subjects = { subject: account.id, client: client.id }
  const withdrawn = await tenant.value.withdrawConsent({
    accountId: account.id,
    client: client.id,
    now: administration.now(),
    events: { withdrawn: [administrativeEvent(administration, 'consent.withdrawn', data, subjects)] },
  })
  const endedGrants = withdrawn.outcome === 'withdrawn' ? withdrawn.revokedGrants : 0
  return done({ account, client, endedGrants, changed: withdrawn.outcome === 'withdrawn' })
}
