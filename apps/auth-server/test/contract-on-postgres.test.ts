import { startContractHub } from './contract-target.ts'
import { defineHubContract } from './define-hub-contract.ts'
import { makeTalkativePostgres } from './test-database.ts'

// These measure, or never reach a database; on SQLite they are asked each time, on both by `pnpm conformance`.
const ofNoDatabase = [
  'LOGIN-04',
  'LOGIN-10',
  'OPS-07',
  'CAUTH-08/an-unknown-client-and-a-wrong-secret-*',
  'REDIR-08/no-client-gets-*',
]

const database = await makeTalkativePostgres()
await defineHubContract(
  await startContractHub(database.url, { replicas: 2, logLevel: 'trace' }),
  database,
  ofNoDatabase,
)
