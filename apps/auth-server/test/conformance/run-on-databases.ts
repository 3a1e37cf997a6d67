import { runContract, type RunReport } from '@identity-hub/contract-tests'
import { startContractHub } from '../contract-target.ts'
import { makeSqlite, makeTalkativePostgres, type TestDatabase } from '../test-database.ts'

/** What the contract finds out about the hub on each database that it has. */
export interface HubReports {
  /** One hub. */
  readonly sqlite: RunReport
  /** Two replicas; requests go to each in turn. */
  readonly postgres: RunReport
}

/** Runs the whole contract twice, one after the other; `tell` hears of each test that is not kept. */
export async function runOnDatabases(tell: (line: string) => void): Promise<HubReports> {
  return {
    sqlite: await runOn('SQLite', await makeSqlite(), 1, tell),
    postgres: await runOn('PostgreSQL, two replicas', await makeTalkativePostgres(), 2, tell),
  }
}

async function runOn(
  name: string,
  database: TestDatabase,
  replicas: number,
  tell: (line: string) => void,
): Promise<RunReport> {
  try {
    const hub = await startContractHub(database.url, { replicas, logLevel: 'info' })
    try {
      tell(`${name}:`)
      return await runContract(hub.target, {
        onResult: ({ id, verdict, message }) => {
          if (verdict !== 'pass') tell(`  ${verdict} ${id}: ${message}`)
        },
      })
    } finally {
      await hub.hubs.kill()
    }
  } finally {
    await database.remove()
  }
}
