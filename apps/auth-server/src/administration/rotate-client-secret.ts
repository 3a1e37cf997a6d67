import { issueClientSecret, type Client } from '@identity-hub/core'
import { administrativeEvent, done, invalid, type Administration, type Result } from './administration.ts'
import { findClient, noSuchClient } from './find-client.ts'
import { findTenant } from './find-tenant.ts'

/** Time enough to bring the new secret to every server of an app while the old one still works. */
const PREVIOUS_SECRET_SECONDS = 86_400

export interface RotatedSecret {
  readonly client: Client
  /** Shown this once. */
  readonly issuedSecret: string
  /** Epoch milliseconds from which on the secret before it is refused. */
  readonly previousExpireAt: number
}

/** A new secret beside the old one, which ends a day later, or at once when it may have leaked. */
export async function rotateClientSecret(
  administration: Administration,
  input: { readonly tenant: string; readonly clientId: string; readonly endPreviousNow: boolean },
): Promise<Result<RotatedSecret>> {
  const tenant = await findTenant(administration, input.tenant)
  if (!tenant.ok) return tenant
  const found = await findClient(tenant.value, input.clientId)
  if (!found.ok) return found

  const now = administration.now()
  const issued = issueClientSecret({ now, randomBytes: administration.random })
  const previousExpireAt = input.endPreviousNow ? now : now + PREVIOUS_SECRET_SECONDS * 1000
  const { id, clientId, type } = found.value
  const rotated = await tenant.value.rotateClientSecret({
    clientId,
    secret: issued.secret,
    previousExpireAt,
    now,
    events: [administrativeEvent(administration, 'client.secret_rotated', { clientId }, { client: id })],
  })
  switch (rotated.outcome) {
    case 'changed':
      return done({ client: rotated.client, issuedSecret: issued.value, previousExpireAt })
    case 'no-secrets':
      return invalid(`the client ${clientId} is ${type} and has no secret; only confidential clients have one`)
    case 'unknown':
      return noSuchClient(tenant.value, clientId)
  }
}
