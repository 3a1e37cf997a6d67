import type { ClientSecret, ClientVerbs, Id } from '@identity-hub/core'
import { endSecrets, isLastSecret } from '../rows/client-secrets.ts'
import { findClient, requireClient } from './clients.ts'
import type { Connection } from './connection.ts'
import { writeEvents } from './events.ts'
import { forgetAnswer, keepAnswer } from './idempotency.ts'

type Outcome<Verb extends keyof ClientVerbs> = Awaited<ReturnType<ClientVerbs[Verb]>>

const INSERT = `
  INSERT INTO client_secrets (client, id, tenant_id, secret_hash, created_at, expires_at)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6)`
const REMOVE = 'DELETE FROM client_secrets WHERE client = ?1 AND id = ?2 AND tenant_id = ?3'
const END = 'UPDATE client_secrets SET expires_at = ?4 WHERE client = ?1 AND id = ?2 AND tenant_id = ?3'
const RAISE_REVISION = 'UPDATE clients SET revision = revision + 1 WHERE id = ?1 AND tenant_id = ?2'

export function insertSecret(db: Connection, tenantId: Id, client: Id, secret: ClientSecret): void {
  db.run(INSERT, client, secret.id, tenantId, secret.secretHash, secret.createdAt, secret.expiresAt)
}

export function rotateClientSecret(
  db: Connection,
  tenantId: Id,
  input: Parameters<ClientVerbs['rotateClientSecret']>[0],
): Outcome<'rotateClientSecret'> {
  const repeated = keepAnswer(db, tenantId, input.idempotency, input.now)
  if (repeated !== null) return repeated
  const client = findClient(db, tenantId, input.clientId)
  if (client === null || client.authMethods.every((method) => method === 'none')) {
    forgetAnswer(db, tenantId, input.idempotency)
    return { outcome: client === null ? 'unknown' : 'no-secrets' }
  }

  for (const { id, endsAt } of endSecrets(client, input))
    if (endsAt === null) db.run(REMOVE, client.id, id, tenantId)
    else db.run(END, client.id, id, tenantId, endsAt)
  insertSecret(db, tenantId, client.id, input.secret)
  db.run(RAISE_REVISION, client.id, tenantId)
  writeEvents(db, tenantId, input.events)
  return { outcome: 'changed', client: requireClient(db, tenantId, client.id) }
}

export function retireClientSecret(
  db: Connection,
  tenantId: Id,
  { clientId, secretId, now, events }: Parameters<ClientVerbs['retireClientSecret']>[0],
): Outcome<'retireClientSecret'> {
  const client = findClient(db, tenantId, clientId)
  if (client === null) return { outcome: 'unknown' }
  if (!client.secrets.some(({ id }) => id === secretId)) return { outcome: 'unknown-secret' }
  if (isLastSecret(client, secretId, now)) return { outcome: 'last' }

  db.run(REMOVE, client.id, secretId, tenantId)
  db.run(RAISE_REVISION, client.id, tenantId)
  writeEvents(db, tenantId, events)
  return { outcome: 'changed', client: requireClient(db, tenantId, client.id) }
}
