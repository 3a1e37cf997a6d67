import { startContractHub } from './contract-target.ts'
import { defineHubContract } from './define-hub-contract.ts'
import { makeSqlite } from './test-database.ts'

const database = await makeSqlite()
await defineHubContract(await startContractHub(database.url, { logLevel: 'info' }), database)
