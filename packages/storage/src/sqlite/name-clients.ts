import type { Client, Id } from '@identity-hub/core'
import { toJson } from '../rows/values.ts'
import type { Connection } from './connection.ts'

const NAMES = `
  SELECT c.id, c.client_id AS clientId, c.name FROM clients c
  WHERE c.id IN (SELECT value FROM json_each(?2)) AND c.tenant_id = ?1`

export const nameClients = (
  db: Connection,
  tenantId: Id,
  ids: readonly Id[],
): readonly Pick<Client, 'id' | 'clientId' | 'name'>[] => db.all(NAMES, tenantId, toJson(ids))
