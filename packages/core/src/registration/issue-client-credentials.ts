import { newId, type RandomBytes } from '../issued-values/id.ts'
import { issueValue } from '../issued-values/issued-value.ts'
import type { ClientSecret, ClientType, Id } from '../storage/records.ts'
import { hashClientSecret } from '../token/authenticate-client.ts'
import { checkClientId, checkClientSecret } from './check-client-id.ts'
import { accepted, refused, type Checked } from './checked.ts'

export interface ClientCredentials {
  /** The record's id. */
  readonly id: Id
  readonly clientId: string
  readonly secrets: readonly ClientSecret[]
  readonly issuedSecret: string | null
}

/** Makes an identifier and, for a confidential client, a secret, or takes those that it brings along. */
export function issueClientCredentials(
  input: { readonly type: ClientType; readonly clientId?: string; readonly clientSecret?: string },
  context: { readonly now: number; readonly randomBytes: RandomBytes },
): Checked<ClientCredentials> {
  const { now, randomBytes } = context
  const clientId = input.clientId === undefined ? accepted(newClientId(randomBytes)) : checkClientId(input.clientId)
  if (!clientId.ok) return { ...clientId, at: '/client_id' }
  const id = newId(now, randomBytes)
  if (input.type !== 'confidential')
    return input.clientSecret === undefined
      ? accepted({ id, clientId: clientId.value, secrets: [], issuedSecret: null })
      : refused(
          `a ${input.type} client cannot keep a secret; leave it out, or make the client confidential`,
          '/client_secret',
        )
  if (input.clientSecret === undefined) {
    const issued = issueClientSecret(context)
    return accepted({ id, clientId: clientId.value, secrets: [issued.secret], issuedSecret: issued.value })
  }
  const secret = checkClientSecret(input.clientSecret)
  if (!secret.ok) return { ...secret, at: '/client_secret' }
  const record = secretRecord(newId(now, randomBytes), secret.value, now)
  return accepted({ id, clientId: clientId.value, secrets: [record], issuedSecret: null })
}

/** A new secret of 256 bits, and the record of it. */
export function issueClientSecret(context: { readonly now: number; readonly randomBytes: RandomBytes }): {
  readonly value: string
  readonly secret: ClientSecret
} {
  const { value, id } = issueValue('cs', context.now, context.randomBytes)
  return { value, secret: secretRecord(id, value, context.now) }
}

function secretRecord(id: Id, secret: string, now: number): ClientSecret {
  return { id, secretHash: hashClientSecret(secret), createdAt: now, expiresAt: null }
}

function newClientId(randomBytes: RandomBytes): string {
  return `c_${randomBytes(16).toString('base64url')}`
}
