import type { ClientSecret, ClientVerbs, Id } from '@identity-hub/core'
import { endSecrets, isLastSecret } from '../rows/client-secrets.ts'
import { lockClient, requireClient } from './clients.ts'
import { writeEvents } from './events.ts'
import { keepAnswer } from './idempotency.ts'
import type { Transaction } from './transactions.ts'

const INSERT = `
  INSERT INTO client_secrets (client, id, tenant_id, secret_hash, created_at, expires_at)
  VALUES ($1, $2, $3, $4, $5, $6)`
const REMOVE = 'DELETE FROM client_secrets WHERE client = $1 AND id = $2 AND tenant_id = $3'
const END = 'UPDATE client_secrets SET expires_at = $4 WHERE client = $1 AND id = $2 AND tenant_id = $3'
const RAISE_REVISION = `UPDATE clients SET revision = revision + 1 WHERE id = $1 AND tenant_id || '' = $2`
const IS_THERE = 'SELECT id FROM client_secrets WHERE client = $1 AND id = $2'

export async function insertSecret(db: Transaction, tenantId: Id, client: Id, secret: ClientSecret): Promise<void> {
  await db.run(INSERT, client, secret.id, tenantId, secret.secretHash, secret.createdAt, secret.expiresAt)
}

export async function rotateClientSecret(
  db: Transaction,
  tenantId: Id,
  input: Parameters<ClientVerbs['rotateClientSecret']>[0],
): ReturnType<ClientVerbs['rotateClientSecret']> {
  const repeated = await keepAnswer(db, tenantId, input.idempotency, input.now)
  if (repeated !== null) return repeated
  const client = await lockClient(db, tenantId, input.clientId)
  if (client === null || client.authMethods.every((method) => method === 'none')) {
    db.undo()
    return { outcome: client === null ? 'unknown' : 'no-secrets' }
  }

  for (const { id, endsAt } of endSecrets(client, input))
    if (endsAt === null) await db.run(REMOVE, client.id, id, tenantId)
    else await db.run(END, client.id, id, tenantId, endsAt)
  await insertSecret(db, tenantId, client.id, input.secret)
  db.leaveWitness(IS_THERE, client.id, input.secret.id)
  await db.run(RAISE_REVISION, client.id, tenantId)
  await writeEvents(db, tenantId, input.events)
  return { outcome: 'changed', client: await requireClient(db, tenantId, client.id) }
}

export async function retireClientSecret(
  db: Transaction,
  tenantId: Id,
  { clientId, secretId, now, events }: Parameters<ClientVerbs['retireClientSecret']>[0],
): ReturnType<ClientVerbs['retireClientSecret']> {
  const client = await lockClient(db, tenantId, clientId)
  if (client === null) return { outcome: 'unknown' }
  if (!client.secrets.some(({ id }) => id === secretId)) return { outcome: 'unknown-secret' }
  if (isLastSecret(client, secretId, now)) return { outcome: 'last' }

  await db.run(REMOVE, client.id, secretId, tenantId)
  await db.run(RAISE_REVISION, client.id, tenantId)
  await writeEvents(db, tenantId, events)
  return { outcome: 'changed', client: await requireClient(db, tenantId, client.id) }
}
