import { makeDatabase, startPostgres } from '@identity-hub/storage/testing'
import { defineTenantMatrix } from './tenant-matrix/define-tenant-matrix.ts'

async function openDatabase() {
  const server = await startPostgres()
  const database = await makeDatabase(server)
  return {
    url: database.url,
    remove: async () => {
      await database.remove()
      await server.stop()
    },
  }
}

defineTenantMatrix({ openDatabase, storageAlone: true })
