import { startContractHub } from './contract-target.ts'
import { defineHubContract } from './define-hub-contract.ts'
import { makeTalkativePostgres } from './test-database.ts'

const database = await makeTalkativePostgres()
await defineHubContract(await startContractHub(database.url, { replicas: 2, logLevel: 'trace' }), database)
