import type { AdapterFactory } from 'oidc-provider'
import { mapAdapters } from './map-adapter.ts'
import { postgresAdapters } from './postgres-adapter.ts'
import { sqliteAdapters } from './sqlite-adapter.ts'

/** @param store `map`, `sqlite:/path` or a PostgreSQL URL */
export function createAdapters(store: string): Promise<AdapterFactory> {
  if (store === 'map') return Promise.resolve(mapAdapters())
  if (store.startsWith('sqlite:')) return Promise.resolve(sqliteAdapters(store.slice('sqlite:'.length)))
  return postgresAdapters(store)
}
