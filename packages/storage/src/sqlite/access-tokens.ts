import type { FindAccessTokenOutcome, Id } from '@identity-hub/core'
import type { ClientCache } from '../client-cache.ts'
import {
  ACCESS_TOKEN_COLUMNS,
  type AccessTokenRow,
  APP_TOKEN_COLUMNS,
  type AppTokenRow,
  clientOfAppToken,
  revokedReason,
  toAccessToken,
  toAppToken,
} from '../rows/access-tokens.ts'
import { type AccountRow, PROFILE_COLUMNS, toAccount } from '../rows/accounts.ts'
import { toBlob } from '../rows/values.ts'
import { currentClient } from './clients.ts'
import type { Connection } from './connection.ts'
import { STANDING_COLUMNS, STANDING_TABLES, type StandingWithRightsRow, toStanding } from './standing.ts'

const OF_GRANT = `
  SELECT ${ACCESS_TOKEN_COLUMNS}, ${PROFILE_COLUMNS}, ${STANDING_COLUMNS}
  FROM issued_tokens k JOIN grants g ON g.id = k.grant_id AND g.tenant_id = ?1 ${STANDING_TABLES}
  WHERE k.id = ?2 AND k.tenant_id = ?1 AND k.access_token_hash = ?3`

const OF_CLIENT = `
  SELECT ${ACCESS_TOKEN_COLUMNS}, ${APP_TOKEN_COLUMNS}
  FROM issued_tokens k JOIN clients c ON c.id = k.client AND c.tenant_id = ?1 JOIN tenants t ON t.id = ?1
  WHERE k.id = ?2 AND k.tenant_id = ?1 AND k.access_token_hash = ?3 AND k.grant_id IS NULL`

export function findAccessToken(
  db: Connection,
  clients: ClientCache,
  tenantId: Id,
  input: { id: Id; tokenHash: string },
): FindAccessTokenOutcome {
  const hash = toBlob(input.tokenHash)
  const granted = db.one<AccessTokenRow & AccountRow & StandingWithRightsRow>(OF_GRANT, tenantId, input.id, hash)
  if (granted !== undefined)
    return {
      outcome: 'found',
      token: toAccessToken(granted),
      standing: { ...toStanding(granted), account: toAccount(granted) },
      clientScopes: null,
      dead: revokedReason(granted),
    }
  const issued = db.one<AppTokenRow>(OF_CLIENT, tenantId, input.id, hash)
  if (issued === undefined) return { outcome: 'unknown' }
  const client = clientOfAppToken(issued)
  return toAppToken(issued, client === null ? null : currentClient(db, clients, tenantId, client))
}
