import type OAuth2Server from '@node-oauth/oauth2-server'
import type { Store } from './store.ts'

/** Everything in Maps that only grow. */
export function memoryStore(): Store {
  const codes = new Map<string, OAuth2Server.AuthorizationCode>()
  const accessTokens = new Map<string, OAuth2Server.Token>()
  const refreshTokens = new Map<string, OAuth2Server.RefreshToken>()
  return {
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
    saveAuthorizationCode: async (code, client, user) => {
      const saved = { ...code, client, user }
      codes.set(code.authorizationCode, saved)
      return saved
    },
    getAuthorizationCode: async (code) => codes.get(code),
    revokeAuthorizationCode: async ({ authorizationCode }) => codes.delete(authorizationCode),
  }
}
