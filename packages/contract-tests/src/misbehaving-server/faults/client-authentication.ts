import { isToken } from './answers.ts'
import type { Fault } from './fault.ts'

/** Keeps the server busy, as work without a pause does. */
export function spin(milliseconds: number): void {
  const end = performance.now() + milliseconds
  while (performance.now() < end);
}

export const clientAuthenticationFaults: readonly Fault[] = [
  {
    name: 'basic-not-decoded',
    title: 'Basic credentials are not form-urldecoded.',
    breaks: ['CAUTH-01'],
    rules: () => ({ decodeCredential: (part) => part }),
  },
  {
    name: 'no-secret-in-the-body',
    title: 'The token endpoint takes no secret in the body, though the method is registered and works elsewhere.',
    breaks: ['CAUTH-02'],
    rules: ({ readCredentials }) => ({
      readCredentials(authorization, body) {
        const presented = readCredentials(authorization, body)
        const inBody = presented.kind === 'presented' && presented.method === 'client_secret_post'
        return inBody && body['token'] === undefined ? { kind: 'invalid_client' } : presented
      },
    }),
  },
  {
    name: 'two-methods-at-once',
    title: 'Two ways to prove who the client is may stand in one request.',
    breaks: ['CAUTH-03'],
    rules: () => ({ allowsSecondMethod: () => true }),
  },
  {
    name: 'credentials-in-the-query',
    title: 'Credentials in the query are taken.',
    breaks: ['CAUTH-04'],
    before(ctx) {
      const { client_id: id, client_secret: secret } = ctx.query
      if (!isToken(ctx) || typeof id !== 'string' || typeof secret !== 'string') return
      ctx.req.headers.authorization = `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`
      ctx.querystring = ''
    },
  },
  {
    name: 'secret-optional',
    title: 'A confidential client may leave its secret out.',
    breaks: ['CAUTH-05', 'CAUTH-13'],
    rules: ({ methodIsRegistered, secretFits }) => ({
      methodIsRegistered: (client, method) => method === 'none' || methodIsRegistered(client, method),
      secretFits: (secrets, presented) => presented === null || secretFits(secrets, presented),
    }),
  },
  {
    name: 'nobody-is-invalid-request',
    title: 'A token request without a client is an invalid_request.',
    breaks: ['CAUTH-05'],
    rules: ({ readCredentials }) => ({
      readCredentials(authorization, body) {
        return authorization === undefined && body['client_id'] === undefined
          ? { kind: 'invalid_request' }
          : readCredentials(authorization, body)
      },
    }),
  },
  {
    name: 'any-authentication-method',
    title: 'A client may use a method that is not registered for it.',
    breaks: ['CAUTH-06'],
    rules: ({ methodIsRegistered }) => ({
      methodIsRegistered: (client, method) =>
        (client.secrets.length > 0 && method !== 'none') || methodIsRegistered(client, method),
    }),
  },
  {
    name: 'secret-of-public-client-ignored',
    title: 'A public client may send any secret.',
    breaks: ['CAUTH-13'],
    rules: ({ methodIsRegistered, secretFits }) => ({
      methodIsRegistered: (client, method) => client.secrets.length === 0 || methodIsRegistered(client, method),
      secretFits: (secrets, presented) => secrets.length === 0 || secretFits(secrets, presented),
    }),
  },
  {
    name: 'no-challenge',
    title: 'A failed authentication of a client has no challenge.',
    breaks: ['TOKEN-09'],
    after: (ctx) => {
      if (isToken(ctx)) ctx.remove('WWW-Authenticate')
    },
  },
  {
    name: 'secret-prefix',
    title: 'A secret fits when it begins like the right one.',
    breaks: ['CAUTH-05', 'TOKEN-09'],
    rules: ({ secretFits }) => ({
      secretFits: (secrets, presented) =>
        secretFits(secrets, presented) || secrets.some((secret) => presented?.startsWith(secret)),
    }),
  },
  {
    name: 'malformed-basic-is-400',
    title: 'Basic credentials that cannot be read are an invalid_request.',
    breaks: ['CAUTH-15'],
    rules: ({ readCredentials, readBasic }) => ({
      readCredentials(authorization, body) {
        return authorization !== undefined && readBasic(authorization) === null
          ? { kind: 'invalid_request' }
          : readCredentials(authorization, body)
      },
    }),
  },
  {
    name: 'wrong-secret-takes-longer',
    title: 'A wrong secret of a client that exists takes longer than one of nobody.',
    breaks: ['CAUTH-08'],
    rules: ({ authenticate }) => ({
      authenticate(tenant, presented) {
        const client = authenticate(tenant, presented)
        if (client === null && tenant.clients.has(presented.clientId)) spin(3)
        return client
      },
    }),
  },
  {
    name: 'secret-can-be-guessed',
    title: 'Secrets can be guessed at without a limit.',
    breaks: ['CAUTH-07'],
    rules: () => ({ secretLimits: () => [] }),
  },
  {
    name: 'right-secrets-count',
    title: 'Right secrets of clients that are new count against the limit of guesses, too.',
    breaks: ['CAUTH-07'],
    rules: ({ forgiveSecret }) => ({
      forgiveSecret(tenant, limits) {
        const isNew = ({ clientId, name }: { clientId: string; name: string }) =>
          name === 'An app' && limits.some(({ key }) => key.includes(` ${clientId} `))
        if (![...tenant.clients.values()].some(isNew)) forgiveSecret(tenant, limits)
      },
    }),
  },
  {
    name: 'rotation-ends-the-old-secret',
    title: 'A new secret ends the old one at once.',
    breaks: ['CAUTH-09'],
    rules: () => ({ secretsAfterRotation: (_secrets, next) => [next] }),
  },
  {
    name: 'app-tokens-for-confidential-clients',
    title: 'Every confidential client gets app tokens.',
    breaks: ['CC-01', 'AUTHZ-18'],
    rules: ({ clientMayUse }) => ({
      clientMayUse: (client, grantType) =>
        (grantType === 'client_credentials' && client.type === 'confidential') || clientMayUse(client, grantType),
    }),
  },
  {
    name: 'public-client-registered-for-app-tokens',
    title: 'A public client can be registered for app tokens.',
    breaks: ['CC-01'],
    rules: () => ({ mayRegisterGrantTypes: () => true }),
  },
  {
    name: 'app-token-with-refresh-token',
    title: 'An app token comes with a refresh token.',
    breaks: ['CC-02'],
    rules: () => ({ hasRefreshToken: () => true }),
  },
  {
    name: 'client-with-the-id-of-a-person',
    title: 'A client can be registered with the id of a person.',
    breaks: ['CC-03'],
    rules: () => ({ clientIdIsFree: () => true }),
  },
  {
    name: 'app-token-opens-identity',
    title: 'An app token opens an identity, that of nobody.',
    breaks: ['CC-03', 'BEAR-06'],
    rules: () => ({ opensIdentity: ({ scopes }) => scopes.includes('profile') }),
  },
]
