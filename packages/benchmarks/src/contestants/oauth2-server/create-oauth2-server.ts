import { hash, timingSafeEqual } from 'node:crypto'
import OAuth2Server from '@node-oauth/oauth2-server'
import { lifetimes, peerClient } from '../peer-client.ts'
import { memoryStore } from './memory-store.ts'
import { sqliteStore } from './sqlite-store.ts'
import type { Owner } from './store.ts'

const SCOPES = peerClient.scope.split(' ')
const SECRET_HASH = hash('sha256', peerClient.clientSecret, 'buffer')

export const owner: Owner = {
  client: {
    id: peerClient.clientId,
    redirectUris: [peerClient.redirectUri],
    grants: ['authorization_code', 'refresh_token', 'client_credentials'],
  },
  user: { id: 'ada' },
}

/** @param store `map` or `sqlite:/path` */
export function createOAuth2Server(store: string): OAuth2Server {
  const { client, user } = owner
  return new OAuth2Server({
    model: {
      ...(store === 'map' ? memoryStore() : sqliteStore(store.slice('sqlite:'.length), owner)),
      // The client and the person are constants here; its users would read them from their store.
      getClient: async (clientId, clientSecret: string | null) =>
        clientId === client.id && (clientSecret === null || isRight(clientSecret)) ? client : undefined,
      getUserFromClient: async () => user,
      validateScope: async (_, __, scope = SCOPES) => (scope.every((name) => SCOPES.includes(name)) ? scope : false),
      verifyScope: async () => true,
    },
    accessTokenLifetime: lifetimes.accessTokenSeconds,
    refreshTokenLifetime: lifetimes.refreshTokenSeconds,
    authorizationCodeLifetime: lifetimes.codeSeconds,
  })
}

const isRight = (secret: string): boolean => timingSafeEqual(hash('sha256', secret, 'buffer'), SECRET_HASH)
