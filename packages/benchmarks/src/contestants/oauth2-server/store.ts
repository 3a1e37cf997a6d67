import type OAuth2Server from '@node-oauth/oauth2-server'

type Model = OAuth2Server.AuthorizationCodeModel & OAuth2Server.RefreshTokenModel & OAuth2Server.ClientCredentialsModel

/** What the library asks its user to store, without what does not depend on the store. */
export type Store = Pick<
  Model,
  | 'saveToken'
  | 'getAccessToken'
  | 'getRefreshToken'
  | 'revokeToken'
  | 'saveAuthorizationCode'
  | 'getAuthorizationCode'
  | 'revokeAuthorizationCode'
>

/** In every token and code of the library as it is stored. */
export interface Owner {
  readonly client: OAuth2Server.Client
  readonly user: OAuth2Server.User
}
