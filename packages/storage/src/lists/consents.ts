import type { AccessVerbs, Id, ListedConsent } from '@identity-hub/core'
import { fromScopes } from '../rows/values.ts'
import { all, BEHIND_ALL, equals, type List, part } from './list.ts'

type Row = Omit<ListedConsent, 'scopes'> & { readonly scopes: string }

const COLUMNS = `
  k.account_id AS "accountId", k.client, k.scopes, k.decided_at AS "decidedAt",
  (SELECT c.client_id FROM clients c WHERE c.id = k.client AND c.tenant_id || '' = k.tenant_id) AS "clientId",
  (SELECT c.name FROM clients c WHERE c.id = k.client AND c.tenant_id || '' = k.tenant_id) AS "clientName"`

/** By account, then client, of each the newest first. */
export const consentList = (
  tenantId: Id,
  { accountId, client }: Parameters<AccessVerbs['listConsents']>[0],
): List<Row, ListedConsent> => ({
  from: 'consents k',
  key: ['k.account_id', 'k.client'],
  within: all(),
  where: all(
    part('k.tenant_id = ? AND k.withdrawn_at IS NULL', tenantId),
    // Those for a deleted client ended with it.
    part('(SELECT c.deleted_at FROM clients c WHERE c.id = k.client) IS NULL'),
    equals('k.client', client),
  ),
  columns: COLUMNS,
  range: { before: [accountId ?? BEHIND_ALL, BEHIND_ALL], from: [accountId ?? '', ''] },
  toItem: (row) => ({ ...row, scopes: fromScopes(row.scopes) }),
  positionOf: (consent) => [consent.accountId, consent.client],
})
