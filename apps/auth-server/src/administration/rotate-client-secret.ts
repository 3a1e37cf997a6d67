import { issueClientSecret, type Client, type ClientSecret, type TenantStorage } from '@identity-hub/core'
import {
  administrativeEvent,
  done,
  notAllowed,
  repeatedBefore,
  type Administration,
  type KeepAnswer,
  type Result,
} from './administration.ts'
import { refuseReaching } from './clients/client-authority.ts'
import { findClient, noSuchClient } from './find-client.ts'
import { findTenant } from './find-tenant.ts'
import { copyHubClientsEverywhere, isCopied } from './hub-clients.ts'

/** Time enough to bring the new secret to every server of an app while the old one still works. */
const PREVIOUS_SECRET_SECONDS = 86_400

export interface RotatedSecret {
  readonly client: Client
  readonly secret: ClientSecret
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
  const { clientId, endPreviousNow } = input
  const tenant = await findTenant(administration, input.tenant)
  if (!tenant.ok) return tenant
  return addSecret(administration, tenant.value, { clientId, ...(endPreviousNow && { previousLivesSeconds: 0 }) })
}

/** The same with the tenant at hand. */
export async function addSecret(
  administration: Administration,
  storage: TenantStorage,
  input: { readonly clientId: string; readonly previousLivesSeconds?: number },
  keep?: KeepAnswer<RotatedSecret>,
): Promise<Result<RotatedSecret>> {
  const { previousLivesSeconds = PREVIOUS_SECRET_SECONDS } = input
  const found = await findClient(storage, input.clientId)
  if (!found.ok) return found
  const refusal = refuseReaching(administration, found.value)
  if (refusal !== null) return refusal

  const now = administration.now()
  const { value: issuedSecret, secret } = issueClientSecret({ now, randomBytes: administration.random })
  const previousExpireAt = now + previousLivesSeconds * 1000
  const { id, clientId, type } = found.value
  const rotated = await storage.rotateClientSecret({
    clientId,
    secret,
    previousExpireAt,
    ...(keep !== undefined && {
      idempotency: keep({ client: found.value, secret, issuedSecret, previousExpireAt }),
    }),
    now,
    events: [administrativeEvent(administration, 'client.secret_rotated', { clientId }, { client: id })],
  })
  switch (rotated.outcome) {
    case 'changed':
      if (isCopied(storage, clientId)) await copyHubClientsEverywhere(administration)
      return done({ client: rotated.client, secret, issuedSecret, previousExpireAt })
    case 'no-secrets':
      return notAllowed(`the client ${clientId} is ${type} and has no secret; only confidential clients have one`)
    case 'unknown':
      return noSuchClient(storage, clientId)
    case 'repeated':
      return repeatedBefore(rotated)
  }
}
