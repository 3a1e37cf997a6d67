import type { Client } from '../storage/records.ts'

/** A confidential client for tests of pure checks; each test says what is different about its own. */
export const testClient: Client = {
  id: '01kb3m7qg8x0v4c2t9rj5hzd6e',
  clientId: 'timeline-app',
  name: 'Timeline',
  type: 'confidential',
  registeredBy: 'administrator',
  firstParty: false,
  authMethods: ['client_secret_basic', 'client_secret_post'],
  grantTypes: ['authorization_code', 'refresh_token'],
  pkce: 'required',
  codeSeconds: 60,
  accessTokenSeconds: 3600,
  refreshIdleSeconds: 2_592_000,
  refreshAbsoluteSeconds: 15_552_000,
  retryWindowSeconds: 10,
  allowedOrigins: [],
  requiredRole: null,
  status: 'active',
  epoch: 1,
  revision: 1,
  redirectUris: ['https://app.example/callback'],
  scopes: [
    { name: 'profile', assignment: 'requestable' },
    { name: 'email', assignment: 'requestable' },
  ],
  secrets: [],
  createdAt: 0,
}
