import { hash, timingSafeEqual } from 'node:crypto'
import type OAuth2Server from '@node-oauth/oauth2-server'
import { clients, type RegisteredClient } from '../clients.ts'

type Model = OAuth2Server.AuthorizationCodeModel & OAuth2Server.RefreshTokenModel & OAuth2Server.ClientCredentialsModel

/** The model that the library asks its user for, in Maps: clients, codes and tokens, and which scopes are whose. */
export function createModel(): Model {
  const codes = new Map<string, OAuth2Server.AuthorizationCode>()
  const accessTokens = new Map<string, OAuth2Server.Token>()
  const refreshTokens = new Map<string, OAuth2Server.RefreshToken>()
  return {
    // The authorization endpoint asks with null. A client with a secret has to present it at the token endpoint, also
    // beside a code_verifier: the library's documentation leaves that to this function.
    getClient: async (clientId, clientSecret: string | null | undefined) => {
      const client = clientOf(clientId)
      if (client === undefined) return undefined
      return clientSecret === null || hasSecret(client, clientSecret) ? toLibrary(client) : undefined
    },
    getUserFromClient: async (client) => ({ id: client.id }),
    validateScope: async (_, client, scope) => {
      const registered = clientOf(client.id)?.scope.split(' ') ?? []
      if (scope === undefined) return registered
      return scope.every((name) => registered.includes(name)) ? scope : false
    },
    verifyScope: async ({ scope = [] }, required) => [required].flat().every((name) => scope.includes(name)),

    saveAuthorizationCode: async (code, client, user) => {
      const saved = { ...code, client, user }
      codes.set(code.authorizationCode, saved)
      return saved
    },
    getAuthorizationCode: async (code) => codes.get(code),
    revokeAuthorizationCode: async ({ authorizationCode }) => codes.delete(authorizationCode),

    saveToken: async (token, client, user) => {
      const saved = { ...token, client, user }
      accessTokens.set(token.accessToken, saved)
      const { refreshToken } = token
      if (refreshToken !== undefined) refreshTokens.set(refreshToken, { ...saved, refreshToken })
      return saved
    },
    getAccessToken: async (token) => accessTokens.get(token),
    getRefreshToken: async (token) => refreshTokens.get(token),
    revokeToken: async ({ refreshToken }) => refreshTokens.delete(refreshToken),
  }
}

export const clientOf = (clientId: string): RegisteredClient | undefined =>
  Object.values<RegisteredClient>(clients).find((client) => client.clientId === clientId)

function toLibrary({ clientId, redirectUris, grants, accessTokenSeconds }: RegisteredClient): OAuth2Server.Client {
  return {
    id: clientId,
    redirectUris: [...redirectUris],
    grants: [...grants],
    ...(accessTokenSeconds !== undefined && { accessTokenLifetime: accessTokenSeconds }),
  }
}

function hasSecret({ clientSecret }: RegisteredClient, presented: string | undefined): boolean {
  if (clientSecret === undefined || presented === undefined) return clientSecret === presented
  const [right, given] = [clientSecret, presented].map((secret) => hash('sha256', secret, 'buffer'))
  return right !== undefined && given !== undefined && timingSafeEqual(right, given)
}
