import type { Client, ClientVerbs, Id, Page } from '@identity-hub/core'
import { createClientSearch } from '../rows/client-search.ts'
import { toPage } from '../rows/page.ts'
import { readClients } from './clients.ts'
import type { Connection } from './connection.ts'

type Key = Pick<Client, 'id' | 'name' | 'clientId'>

const KEYS = `
  SELECT id, name, client_id AS "clientId" FROM clients
  WHERE tenant_id = $1 AND deleted_at IS NULL AND (name, client_id) > ($2, $3) ORDER BY name, client_id`

export async function listClients(
  db: Connection,
  tenantId: Id,
  { after, limit, search }: Parameters<ClientVerbs['listClients']>[0],
): Promise<Page<Client>> {
  const keys = await db.all<Key>(KEYS, tenantId, after?.[0] ?? '', after?.[1] ?? '')
  const found = search === undefined ? keys : keys.filter(createClientSearch(search))
  const { rows, next } = toPage(found, limit, ({ name, clientId }) => [name, clientId])
  return {
    rows: await readClients(
      db,
      tenantId,
      rows.map(({ id }) => id),
    ),
    next,
  }
}
