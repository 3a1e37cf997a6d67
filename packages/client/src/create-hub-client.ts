import { finishAuthorization } from './authorization/finish-authorization.ts'
import { startAuthorization } from './authorization/start-authorization.ts'
import { GrantEndedError } from './errors/grant-ended-error.ts'
import { checkedStore } from './grants/checked-store.ts'
import { getAccessToken } from './grants/get-access-token.ts'
import { refreshGrants } from './grants/refresh-grants.ts'
import type { AccessToken, TokenSet } from './grants/token-set.ts'
import { contractHttp } from './http/contract-http.ts'
import { secureUrl } from './http/secure-url.ts'
import type { HubClient, HubClientOptions } from './hub-client.ts'
import type { Hub } from './hub.ts'
import { getIdentity } from './identity/get-identity.ts'
import { metadataSource } from './metadata/metadata-source.ts'
import { clientCredentials } from './token/client-credentials.ts'
import { revoke } from './token/revoke.ts'

/** A client of one hub. It keeps the metadata and app tokens in memory, and everything else in your store. */
export function createHubClient(options: HubClientOptions): HubClient {
  const hub = connect(options)
  const refresher = refreshGrants(hub)
  const appTokens = clientCredentials(hub)

  return {
    issuer: hub.issuer,
    getMetadata: hub.getMetadata,
    startAuthorization: (start = {}) => startAuthorization(hub, start),
    finishAuthorization: (query, pending, finish = {}) => finishAuthorization(hub, query, pending, finish),
    getAccessToken: async (grantId, get = {}) => accessTokenOf(await getAccessToken(hub, refresher, grantId, get)),
    async refresh(grantId, { signal } = {}) {
      signal?.throwIfAborted()
      const current = await hub.grants.load(grantId)
      if (!current) throw new GrantEndedError(grantId, 'unknown-grant')
      return accessTokenOf(await refresher.refresh(grantId, ({ version }) => version > current.version, signal))
    },
    clientCredentials: (get = {}) => appTokens.get(get),
    getIdentity: (of, get = {}) => getIdentity(hub, refresher, of, get),
    revoke: (tokens, revocation = {}) => revoke(hub, tokens, revocation),
    async settled() {
      await Promise.all([refresher.settled(), appTokens.settled()])
    },
  }
}

function connect(options: HubClientOptions): Hub {
  const issuer = checkIssuer(options.issuer)
  const tenant = issuer.slice(issuer.lastIndexOf('/') + 1)
  const { clock = Date.now, timeoutMilliseconds = 4_000, fetch = globalThis.fetch } = options
  const http = contractHttp({ fetch, clock, timeoutMilliseconds })
  return {
    issuer,
    tenant,
    clientId: options.clientId,
    authentication: options.authentication,
    redirectUri: options.redirectUri,
    scope: options.scope,
    grants: checkedStore(options.store),
    http,
    getMetadata: metadataSource({ issuer, tenant, http, clock }),
    clock,
    retryWindowSeconds: options.retryWindowSeconds ?? 10,
    authorizationLifetimeSeconds: options.authorizationLifetimeSeconds ?? 3_600,
  }
}

// RFC 8414 §2: https, without query and fragment. Plain http is for a hub on the same machine.
function checkIssuer(issuer: string): string {
  const url = secureUrl(issuer)
  if (url && url.search === '' && url.hash === '' && !/[?#]|\/$/.test(issuer)) return issuer
  throw new TypeError('The issuer has to be an https URL, or http on this machine: https://hub.example/acme')
}

function accessTokenOf({ accessToken, expiresAt, scope }: TokenSet): AccessToken {
  return { accessToken, expiresAt, scope }
}
