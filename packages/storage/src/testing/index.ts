/** Databases for the tests of other packages of this repository. */
export { readDatabaseFiles, type DatabaseFile } from '../postgres/testing/database-files.ts'
export { makeDatabase } from '../postgres/testing/open-fresh.ts'
export { startOwnPostgres, startPostgres, type OwnServer } from '../postgres/testing/postgres-server.ts'
export { openProxy, type Proxy, type Verdict } from '../postgres/testing/proxy.ts'
export { killServer, pauseServer, resumeServer } from '../postgres/testing/signal-server.ts'
