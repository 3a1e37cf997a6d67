import { generateKeyPairSync } from 'node:crypto'
import type { Configuration, JWK, KoaContextWithOIDC } from 'oidc-provider'
import { lifetimes, peerClient } from '../peer-client.ts'

// RFC 7518 §3.4. No ID token is asked for, so nothing is ever signed with it.
const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
// Node's type of an exported key leaves `kty` open.
const signingKey = { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'ES256' } as JWK

/**
 * What makes it do the hub's work and no more: a first-party client, rotating refresh tokens that live without the
 * session, opaque tokens, no ID token. Everything else is as it comes.
 */
export const configuration: Configuration = {
  clients: [
    {
      client_id: peerClient.clientId,
      client_secret: peerClient.clientSecret,
      redirect_uris: [peerClient.redirectUri],
      grant_types: ['authorization_code', 'refresh_token', 'client_credentials'],
      response_types: ['code'],
      token_endpoint_auth_method: 'client_secret_basic',
      scope: peerClient.scope,
      id_token_signed_response_alg: 'ES256',
    },
  ],
  scopes: ['profile', 'email'],
  jwks: { keys: [signingKey] },
  features: {
    devInteractions: { enabled: false },
    clientCredentials: { enabled: true },
    introspection: {
      enabled: true,
      allowedPolicy: (_, client, token) => token.clientId === client.clientId,
    },
  },
  pkce: { required: () => true },
  findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub }) }),
  interactions: { url: (_, { uid }) => `/interaction/${uid}` },
  loadExistingGrant: findOrMakeGrant,
  issueRefreshToken: (_, client) => client.grantTypeAllowed('refresh_token'),
  rotateRefreshToken: true,
  // Refresh tokens work while the user is away; this also spares it a look at the session.
  expiresWithSession: () => false,
  ttl: {
    AuthorizationCode: lifetimes.codeSeconds,
    AccessToken: lifetimes.accessTokenSeconds,
    ClientCredentials: lifetimes.accessTokenSeconds,
    RefreshToken: lifetimes.refreshTokenSeconds,
    Grant: lifetimes.grantSeconds,
    Session: lifetimes.sessionSeconds,
    Interaction: 3_600,
  },
}

/** First-party clients skip consent: the library's documentation has it as a recipe. */
async function findOrMakeGrant(ctx: KoaContextWithOIDC) {
  const { client, session, params, provider, result } = ctx.oidc
  if (client === undefined || session === undefined) return undefined
  const grantId = result?.consent?.grantId ?? session.grantIdFor(client.clientId)
  if (grantId !== undefined) return provider.Grant.find(grantId)
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId })
  grant.addOIDCScope(typeof params?.['scope'] === 'string' ? params['scope'] : '')
  await grant.save()
  return grant
}
