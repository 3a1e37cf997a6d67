import type { BeginInteraction, Id, InteractionVerbs, LoadInteractionOutcome } from '@identity-hub/core'
import {
  INTERACTION_COLUMNS,
  type InteractionRow,
  type InteractionStep,
  type StoredInteraction,
  toInteraction,
} from '../rows/interactions.ts'
import { toBlob, toJson } from '../rows/values.ts'
import { readClient } from './clients.ts'
import type { Connection } from './connection.ts'

const BY_ID = `SELECT ${INTERACTION_COLUMNS} FROM interactions i WHERE i.id = ?2 AND i.tenant_id = ?1`

export function readInteraction(db: Connection, tenantId: Id, id: Id): StoredInteraction | null {
  const row = db.one<InteractionRow>(BY_ID, tenantId, id)
  return row === undefined ? null : toInteraction(row)
}

const OPEN_ONES = `
  SELECT count(*) AS open FROM interactions
  WHERE browser_hash = ?2 AND tenant_id = ?1 AND state <> 'done' AND expires_at > ?3`
const INSERT = `
  INSERT INTO interactions (id, tenant_id, browser_hash, client, request, state, version, session_id, account_id,
    created_at, expires_at)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0, ?7, ?8, ?9, ?10)`

export function beginInteraction(
  db: Connection,
  tenantId: Id,
  input: BeginInteraction,
): Awaited<ReturnType<InteractionVerbs['beginInteraction']>> {
  const { id, request, state, session, expiresAt, now } = input
  const browser = toBlob(input.browserHash)
  const open = db.one<{ open: number }>(OPEN_ONES, tenantId, browser, now)?.open ?? 0
  if (open >= input.maxOpen) return { outcome: 'too-many' }
  const sessionId = session?.id ?? null
  const accountId = session?.accountId ?? null
  const text = toJson(request)
  db.run(INSERT, id, tenantId, browser, request.client, text, state, sessionId, accountId, now, expiresAt)
  return {
    outcome: 'begun',
    interaction: { id, request, state, version: 0, sessionId, accountId, createdAt: now, expiresAt },
  }
}

export function loadInteraction(
  db: Connection,
  tenantId: Id,
  input: { id: Id; browserHash: string; now: number },
): LoadInteractionOutcome {
  const stored = readInteraction(db, tenantId, input.id)
  if (stored === null) return { outcome: 'unknown' }
  const { interaction, browserHash } = stored
  if (browserHash !== input.browserHash) return { outcome: 'foreign' }
  if (interaction.expiresAt <= input.now) return { outcome: 'expired' }
  const client = readClient(db, tenantId, interaction.request.client)
  return client === null ? { outcome: 'unknown' } : { outcome: 'open', interaction, client }
}

const ADVANCE = `
  UPDATE interactions SET state = ?4, version = version + 1, session_id = ?5, account_id = ?6
  WHERE id = ?1 AND tenant_id = ?2 AND version = ?3 AND state <> 'done' AND expires_at > ?7`

/** One step on, if the interaction is still the one that was read. */
export const advanceInteraction = (db: Connection, tenantId: Id, step: InteractionStep): boolean =>
  db.run(ADVANCE, step.id, tenantId, step.version, step.state, step.sessionId, step.accountId, step.now) === 1

export function returnToLogin(
  db: Connection,
  tenantId: Id,
  input: { interactionId: Id; version: number; now: number },
): { outcome: 'returned' | 'stale' } {
  const { interactionId: id, version, now } = input
  const moved = advanceInteraction(db, tenantId, { id, version, state: 'login', sessionId: null, accountId: null, now })
  return { outcome: moved ? 'returned' : 'stale' }
}
