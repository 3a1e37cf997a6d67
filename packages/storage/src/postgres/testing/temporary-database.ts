import { onTestFinished } from 'vitest'
import { type FreshDatabase, makeDatabase } from './open-fresh.ts'
import type { PostgresServer } from './postgres-server.ts'

/** A database of this test alone, removed when the test is over. */
export async function temporaryDatabase(server: PostgresServer, options?: string): Promise<FreshDatabase> {
  const database = await makeDatabase(server, options)
  onTestFinished(() => database.remove())
  return database
}
