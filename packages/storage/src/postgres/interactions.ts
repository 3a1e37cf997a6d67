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
import type { Transaction } from './transactions.ts'

const BY_ID = `SELECT ${INTERACTION_COLUMNS} FROM interactions i WHERE i.id = $2 AND i.tenant_id = $1`
const AND_LOCK = `${BY_ID} FOR NO KEY UPDATE`

const read = async (db: Connection, sql: string, tenantId: Id, id: Id): Promise<StoredInteraction | null> => {
  const row = await db.one<InteractionRow>(sql, tenantId, id)
  return row === undefined ? null : toInteraction(row)
}

/** As it stays until the transaction ends: of two steps at the same moment, the second sees the first. */
export const lockInteraction = (db: Transaction, tenantId: Id, id: Id): Promise<StoredInteraction | null> =>
  read(db, AND_LOCK, tenantId, id)

// Counting and adding must not be interleaved with the same browser's other tabs. The letters `ihb`.
const LOCK_BROWSER = 'SELECT pg_advisory_xact_lock($1, $2)'
const BROWSERS = 0x69_68_62
const OPEN_ONES = `
  SELECT count(*) AS open FROM interactions
  WHERE browser_hash = $2 AND tenant_id = $1 AND state <> 'done' AND expires_at > $3`
const INSERT = `
  INSERT INTO interactions (id, tenant_id, browser_hash, client, request, state, version, session_id, account_id,
    created_at, expires_at)
  VALUES ($1, $2, $3, $4, $5, $6, 0, $7, $8, $9, $10)`
const IS_THERE = 'SELECT id FROM interactions WHERE id = $1'

export async function beginInteraction(
  db: Transaction,
  tenantId: Id,
  input: BeginInteraction,
): ReturnType<InteractionVerbs['beginInteraction']> {
  const { id, request, state, session, expiresAt, now } = input
  const browser = toBlob(input.browserHash)
  await db.one(LOCK_BROWSER, BROWSERS, browser.readInt32BE())
  const open = (await db.one<{ open: number }>(OPEN_ONES, tenantId, browser, now))?.open ?? 0
  if (open >= input.maxOpen) return { outcome: 'too-many' }
  const sessionId = session?.id ?? null
  const accountId = session?.accountId ?? null
  const text = toJson(request)
  db.leaveWitness(IS_THERE, id)
  await db.run(INSERT, id, tenantId, browser, request.client, text, state, sessionId, accountId, now, expiresAt)
  return {
    outcome: 'begun',
    interaction: { id, request, state, version: 0, sessionId, accountId, createdAt: now, expiresAt },
  }
}

export async function loadInteraction(
  db: Connection,
  tenantId: Id,
  input: { id: Id; browserHash: string; now: number },
): Promise<LoadInteractionOutcome> {
  const stored = await read(db, BY_ID, tenantId, input.id)
  if (stored === null) return { outcome: 'unknown' }
  const { interaction, browserHash } = stored
  if (browserHash !== input.browserHash) return { outcome: 'foreign' }
  if (interaction.expiresAt <= input.now) return { outcome: 'expired' }
  const client = await readClient(db, tenantId, interaction.request.client)
  return client === null ? { outcome: 'unknown' } : { outcome: 'open', interaction, client }
}

const ADVANCE = `
  UPDATE interactions SET state = $4, version = version + 1, session_id = $5, account_id = $6
  WHERE id = $1 AND tenant_id = $2 AND version = $3 AND state <> 'done' AND expires_at > $7`

export const advanceInteraction = async (db: Transaction, tenantId: Id, step: InteractionStep): Promise<boolean> =>
  (await db.run(ADVANCE, step.id, tenantId, step.version, step.state, step.sessionId, step.accountId, step.now)) === 1

export async function returnToLogin(
  db: Transaction,
  tenantId: Id,
  input: { interactionId: Id; version: number; now: number },
): Promise<{ outcome: 'returned' | 'stale' }> {
  const { interactionId: id, version, now } = input
  const step: InteractionStep = { id, version, state: 'login', sessionId: null, accountId: null, now }
  return { outcome: (await advanceInteraction(db, tenantId, step)) ? 'returned' : 'stale' }
}
