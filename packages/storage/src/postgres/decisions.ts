import type { Client, Decide, DecideOutcome, Id } from '@identity-hub/core'
import { type AccountRow, toAccount } from '../rows/accounts.ts'
import { NO_TENANT_STATE, type TenantState } from '../rows/client-tokens.ts'
import { checkDecidable, checkDecisionFence } from '../rows/interactions.ts'
import { SESSION_COLUMNS, type SessionRow, toSessionStanding } from '../rows/sessions.ts'
import { lockAccount } from './accounts.ts'
import { rememberConsent } from './consents.ts'
import { writeEvents } from './events.ts'
import { insertGrant } from './grants.ts'
import { advanceInteraction, lockInteraction } from './interactions.ts'
import type { Transaction } from './transactions.ts'

export async function decide(db: Transaction, tenantId: Id, input: Decide): Promise<DecideOutcome> {
  const outcome = await makeDecision(db, tenantId, input)
  await writeEvents(db, tenantId, input.events?.[outcome.outcome])
  return outcome
}

async function makeDecision(db: Transaction, tenantId: Id, input: Decide): Promise<DecideOutcome> {
  const { interaction, fence, decision } = input
  const stored = interaction === null ? null : await lockInteraction(db, tenantId, interaction.id)
  const undecidable = checkDecidable(input, stored?.interaction)
  if (undecidable !== null) return undecidable
  // Two decisions that remember scopes must not each miss the other's.
  const remembers = decision.kind === 'allow' && decision.rememberScopes !== null
  if (remembers) await lockAccount(db, tenantId, fence.accountId)
  const facts = await readFacts(db, tenantId, input)
  return facts.refused ?? applyDecision(db, tenantId, input, facts.accessTokenSeconds)
}

// What changes while this is decided has another epoch than the grant, which is dead then.
const FACTS = `
  SELECT ${SESSION_COLUMNS}, c.status AS "clientStatus", c.epoch AS "clientEpoch",
    c.access_token_seconds AS "accessTokenSeconds", t.status AS "tenantStatus", t.policy_version AS "policyVersion"
  FROM (SELECT $1::text AS tenant_id) AS one
    LEFT JOIN tenants t ON t.id = one.tenant_id
    LEFT JOIN accounts a ON a.id = $2 AND a.tenant_id || '' = one.tenant_id
    LEFT JOIN clients c ON c.id = $3 AND c.tenant_id || '' = one.tenant_id
    LEFT JOIN sessions s ON s.id = $4 AND s.tenant_id = one.tenant_id AND s.account_id || '' = $2`

type Nullable<Row> = { readonly [Column in keyof Row]: Row[Column] | null }

type FactsRow = Nullable<SessionRow> & {
  readonly clientStatus: Client['status'] | null
  readonly clientEpoch: number | null
  readonly accessTokenSeconds: number | null
  readonly tenantStatus: TenantState['status'] | null
  readonly policyVersion: number | null
}

async function readFacts(
  db: Transaction,
  tenantId: Id,
  { fence, sessionId, now }: Decide,
): Promise<{ readonly refused: DecideOutcome | null; readonly accessTokenSeconds: number }> {
  const row = await db.one<FactsRow>(FACTS, tenantId, fence.accountId, fence.client, sessionId)
  const {
    clientStatus = null,
    clientEpoch = null,
    tenantStatus = null,
    tenantEpoch = null,
    policyVersion = null,
  } = row ?? {}
  // Whatever comes of one table is there, or none of it: the key tells.
  const account = row?.accountId == null ? null : toAccount(row as AccountRow)
  const session = toSessionStanding(row?.id == null ? undefined : (row as SessionRow), now)
  const client =
    clientStatus === null || clientEpoch === null ? undefined : { status: clientStatus, epoch: clientEpoch }
  const tenant =
    tenantStatus === null || tenantEpoch === null || policyVersion === null
      ? NO_TENANT_STATE
      : { status: tenantStatus, epoch: tenantEpoch, policyVersion }
  return {
    refused: checkDecisionFence(fence, account, client, session, tenant),
    accessTokenSeconds: row?.accessTokenSeconds ?? 0,
  }
}

async function applyDecision(
  db: Transaction,
  tenantId: Id,
  input: Decide,
  accessTokenSeconds: number,
): Promise<DecideOutcome> {
  const { interaction, fence, sessionId, decision, now } = input
  const { accountId, client } = fence
  if (
    interaction !== null &&
    !(await advanceInteraction(db, tenantId, { ...interaction, state: 'done', sessionId, accountId, now }))
  )
    throw new Error('an interaction changed in the transaction that had locked it')
  if (decision.kind === 'deny') return { outcome: 'denied' }

  const { rememberScopes } = decision
  if (rememberScopes !== null) await rememberConsent(db, tenantId, { accountId, client, scopes: rememberScopes, now })
  await insertGrant(db, tenantId, decision, input, accessTokenSeconds)
  return { outcome: 'issued' }
}
