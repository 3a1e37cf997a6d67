import type { Client, Id } from '@identity-hub/core'
import type { Connection } from './connection.ts'

const NAMES = `
  SELECT c.id, c.client_id AS "clientId", c.name FROM clients c
  WHERE c.id = ANY($2::text[]) AND c.tenant_id || '' = $1`

export const nameClients = (
  db: Connection,
  tenantId: Id,
  ids: readonly Id[],
): Promise<readonly Pick<Client, 'id' | 'clientId' | 'name'>[]> => db.all(NAMES, tenantId, ids)
