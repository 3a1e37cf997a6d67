import { bareKoa } from './bare-koa/bare-koa.ts'
import type { Contestant } from './contestant.ts'
import { hubOnPostgres, hubOnSqlite, hubOnSqliteNormal, hubWithThousandTenants } from './identity-hub/identity-hub.ts'
import { oauth2ServerInMemory, oauth2ServerOnSqlite } from './oauth2-server/oauth2-server.ts'
import { oidcProviderInMemory, oidcProviderOnPostgres, oidcProviderOnSqlite } from './oidc-provider/oidc-provider.ts'

/** All contestants, in the order in which they are shown. */
export const contestants: readonly Contestant[] = [
  hubOnSqlite,
  hubWithThousandTenants,
  hubOnSqliteNormal,
  hubOnPostgres,
  oidcProviderInMemory,
  oidcProviderOnSqlite,
  oidcProviderOnPostgres,
  oauth2ServerInMemory,
  oauth2ServerOnSqlite,
  bareKoa,
]
