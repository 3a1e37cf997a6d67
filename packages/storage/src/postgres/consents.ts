import type { AuthorizationFacts, Consent, Id, TokenVerbs } from '@identity-hub/core'
import { type ScopeRow, toScope } from '../rows/scopes.ts'
import { fromJson, fromScopes, toScopes } from '../rows/values.ts'
import { lockAccount } from './accounts.ts'
import type { Connection } from './connection.ts'
import { writeEvents } from './events.ts'
import { revokeGrantsOf } from './grants.ts'
import { inOrder, type Numbered } from './numbered.ts'
import { SCOPE_AS_JSON } from './scopes.ts'
import type { Transaction } from './transactions.ts'

interface ConsentRow {
  readonly scopes: string
  readonly decidedAt: number
}

const toConsent = (row: ConsentRow): Consent => ({ scopes: fromScopes(row.scopes), decidedAt: row.decidedAt })

const REMEMBERED = `
  SELECT scopes, decided_at AS "decidedAt" FROM consents
  WHERE account_id = $2 AND client = $3 AND tenant_id = $1 AND withdrawn_at IS NULL`
const REMEMBER = `
  INSERT INTO consents (account_id, client, tenant_id, scopes, decided_at) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (account_id, client)
  DO UPDATE SET scopes = excluded.scopes, decided_at = excluded.decided_at, withdrawn_at = NULL`
const FORGET = `
  UPDATE consents SET withdrawn_at = $4, scopes = ''
  WHERE account_id = $2 AND client = $3 AND tenant_id = $1 AND withdrawn_at IS NULL`

/** Joins the scopes with those that are remembered. The caller has locked the account. */
export async function rememberConsent(
  db: Transaction,
  tenantId: Id,
  input: { accountId: Id; client: Id; scopes: readonly string[]; now: number },
): Promise<void> {
  const { accountId, client, now } = input
  const earlier = await db.one<ConsentRow>(REMEMBERED, tenantId, accountId, client)
  const scopes = new Set([...(earlier === undefined ? [] : fromScopes(earlier.scopes)), ...input.scopes])
  await db.run(REMEMBER, accountId, client, tenantId, toScopes([...scopes]), now)
}

// One statement, so that all of it is of one moment.
const FACTS = `
  SELECT q.n,
    (SELECT json_build_object('scopes', k.scopes, 'decidedAt', k.decided_at) FROM consents k
      WHERE k.account_id = q.account_id AND k.client = q.client AND k.tenant_id = q.tenant_id
        AND k.withdrawn_at IS NULL) AS consent,
    ARRAY(SELECT r.role FROM account_roles r
      WHERE r.account_id = q.account_id AND r.tenant_id || '' = q.tenant_id ORDER BY r.role) AS roles,
    (SELECT a.claims FROM accounts a WHERE a.id = q.account_id AND a.tenant_id || '' = q.tenant_id) AS claims,
    ARRAY(SELECT ${SCOPE_AS_JSON} FROM scopes sc
      WHERE sc.tenant_id = q.tenant_id AND sc.name = ANY(string_to_array(q.names, ' ')) ORDER BY sc.name) AS scopes
  FROM unnest($1::text[], $2::text[], $3::text[], $4::text[])
    WITH ORDINALITY AS q(tenant_id, account_id, client, names, n)`

interface FactsRow {
  readonly consent: ConsentRow | null
  readonly roles: readonly string[]
  /** null: there is no such account. */
  readonly claims: string | null
  readonly scopes: readonly ScopeRow[]
}

const toFacts = (row: FactsRow): AuthorizationFacts => ({
  consent: row.consent === null ? null : toConsent(row.consent),
  roles: row.roles,
  claims: fromJson(row.claims ?? '{}'),
  scopes: row.scopes.map(toScope),
})

const NOTHING: AuthorizationFacts = { consent: null, roles: [], claims: {}, scopes: [] }

/** @param wanted `names` as of `toNames` */
export async function readAuthorizationFacts(
  db: Connection,
  wanted: readonly { readonly tenantId: Id; readonly accountId: Id; readonly client: Id; readonly names: string }[],
): Promise<AuthorizationFacts[]> {
  const rows = await db.all<Numbered<FactsRow>>(
    FACTS,
    wanted.map(({ tenantId }) => tenantId),
    wanted.map(({ accountId }) => accountId),
    wanted.map(({ client }) => client),
    wanted.map(({ names }) => names),
  )
  return inOrder(wanted, rows, toFacts, NOTHING)
}

export async function withdrawConsent(
  db: Transaction,
  tenantId: Id,
  input: Parameters<TokenVerbs['withdrawConsent']>[0],
): ReturnType<TokenVerbs['withdrawConsent']> {
  const { accountId, client, now } = input
  // A decision that is being made is either seen here, or sees this.
  await lockAccount(db, tenantId, accountId)
  const forgotten = await db.run(FORGET, tenantId, accountId, client, now)
  const revokedGrants = await revokeGrantsOf(db, tenantId, { accountId, client, reason: 'consent_withdrawn', now })
  if (forgotten + revokedGrants === 0) {
    await writeEvents(db, tenantId, input.events?.none)
    return { outcome: 'none' }
  }
  await writeEvents(db, tenantId, input.events?.withdrawn)
  return { outcome: 'withdrawn', revokedGrants }
}
