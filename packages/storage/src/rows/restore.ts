import type { RestoredTenant, Tenant } from '@identity-hub/core'

/** What is still good, by tenant. @param now the driver's first parameter */
export const countLive = (now: '?1' | '$1'): string => `
  SELECT 'sessions' AS kind, s.tenant_id AS "tenantId", count(*) AS count
  FROM sessions s JOIN tenants t ON t.id = s.tenant_id AND t.epoch = s.tenant_epoch
  WHERE s.ended_at IS NULL AND s.idle_ends_at > ${now} AND s.absolute_ends_at > ${now}
  GROUP BY s.tenant_id
  UNION ALL
  SELECT 'grants', g.tenant_id, count(*)
  FROM grants g JOIN tenants t ON t.id = g.tenant_id AND t.epoch = g.tenant_epoch
  WHERE g.revoked_at IS NULL AND g.absolute_ends_at > ${now}
  GROUP BY g.tenant_id
  UNION ALL
  SELECT 'codes', g.tenant_id, count(*)
  FROM grants g
  WHERE g.tokens_id = g.id AND g.code_ends_at > ${now}
  GROUP BY g.tenant_id`

export interface LiveRow {
  readonly kind: keyof RestoredTenant['ended']
  readonly tenantId: string
  readonly count: number
}

/**
 * Ends everything. What was issued rests on the epoch of its tenant. A code is voided besides: it is what an attacker would
 * have. An interaction ends too: the code that a decision gives is derived from it, so deciding again could bring back a
 * code that was used in the time that is lost. What says that something was used stays, or it could be used again.
 */
export const END_ALL: readonly string[] = [
  'UPDATE tenants SET epoch = epoch + 1',
  'UPDATE grants SET code_ends_at = 0 WHERE tokens_id = id',
  'UPDATE interactions SET expires_at = 0',
  'UPDATE one_time SET used_at = 0 WHERE used_at IS NULL',
  'UPDATE issued_tokens SET request_hash = NULL, retry_answer = NULL WHERE retry_answer IS NOT NULL',
  // A hub that goes on may remember a client of the time that is lost: none of its revisions may be met again.
  'UPDATE clients SET revision = revision + 1000000',
]

/** @param tenants as they are now @param live what was good before the end */
export const toRestored = (tenants: readonly Tenant[], live: readonly LiveRow[]): readonly RestoredTenant[] =>
  tenants.map((tenant) => {
    const of = (kind: LiveRow['kind']): number =>
      live.find((row) => row.kind === kind && row.tenantId === tenant.id)?.count ?? 0
    return { tenant, ended: { sessions: of('sessions'), grants: of('grants'), codes: of('codes') } }
  })
