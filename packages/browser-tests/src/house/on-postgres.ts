import { makeDatabase, startPostgres } from '@identity-hub/storage/testing'
import type { TestProject } from 'vitest/node'
import { setUp } from './set-up.ts'

/** The whole house for all files, with a hub on PostgreSQL. */
export default (project: TestProject): Promise<() => Promise<void>> =>
  setUp(project, async () => {
    const server = await startPostgres()
    const database = await makeDatabase(server)
    return {
      url: database.url,
      remove: async () => {
        await database.remove()
        await server.stop()
      },
    }
  })
