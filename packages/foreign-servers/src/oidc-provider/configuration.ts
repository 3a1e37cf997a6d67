import { generateKeyPairSync, randomBytes } from 'node:crypto'
import type { AdapterFactory, ClientMetadata, Configuration, JWK, KoaContextWithOIDC } from 'oidc-provider'
import { clients, scopes, type RegisteredClient } from '../clients.ts'
import type { Accounts } from '../host/accounts.ts'

const known: readonly RegisteredClient[] = Object.values(clients)

/** As its documentation has it, with the features that an OAuth 2.0 deployment switches on. */
export function configuration(accounts: Accounts, adapter: AdapterFactory): Configuration {
  return {
    adapter,
    clients: known.map(metadataOf),
    scopes: ['openid', ...scopes],
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    jwks: { keys: [signingKey()] },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      introspection: { enabled: true },
      revocation: { enabled: true },
    },
    findAccount: (_, sub) => (accounts.has(sub) ? { accountId: sub, claims: () => ({ sub, email: sub }) } : undefined),
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    loadExistingGrant: findOrMakeGrant,
    // Refresh tokens for those who may have them, without the OpenID Connect scope offline_access, and new each time.
    issueRefreshToken: (_, client) => client.grantTypeAllowed('refresh_token'),
    expiresWithSession: () => false,
    rotateRefreshToken: true,
    ttl: {
      AccessToken: (_, __, client) => clientOf(client.clientId)?.accessTokenSeconds ?? 3_600,
      AuthorizationCode: 60,
      ClientCredentials: 3_600,
      Grant: 180 * 86_400,
      Interaction: 3_600,
      RefreshToken: 30 * 86_400,
      Session: 7 * 86_400,
    },
  }
}

export const clientOf = (clientId: string): RegisteredClient | undefined =>
  known.find((client) => client.clientId === clientId)

/** With `openid`, which opens the userinfo endpoint, for clients that people sign in to. */
export function scopeAtProvider({ scope, redirectUris }: RegisteredClient): string {
  return redirectUris.length === 0 ? scope : `openid ${scope}`
}

function metadataOf(client: RegisteredClient): ClientMetadata {
  const { clientId, clientSecret, name, redirectUris, grants } = client
  return {
    client_id: clientId,
    client_name: name,
    ...(clientSecret !== undefined && { client_secret: clientSecret }),
    token_endpoint_auth_method: clientSecret === undefined ? 'none' : 'client_secret_basic',
    application_type: client === clients.native ? 'native' : 'web',
    redirect_uris: [...redirectUris],
    grant_types: [...grants],
    response_types: grants.includes('authorization_code') ? ['code'] : [],
    scope: scopeAtProvider(client),
    id_token_signed_response_alg: 'ES256',
  }
}

/** People are not asked about clients of the house. The documentation tells of this for `loadExistingGrant`. */
async function findOrMakeGrant(ctx: KoaContextWithOIDC) {
  const { client, session, params, provider, result } = ctx.oidc
  if (client === undefined || session === undefined) return undefined
  const grantId = result?.consent?.grantId ?? session.grantIdFor(client.clientId)
  if (grantId !== undefined) return provider.Grant.find(grantId)
  if (clientOf(client.clientId)?.firstParty !== true) return undefined
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId })
  grant.addOIDCScope(typeof params?.['scope'] === 'string' ? params['scope'] : '')
  await grant.save()
  return grant
}

function signingKey(): JWK {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'ES256' }
}
