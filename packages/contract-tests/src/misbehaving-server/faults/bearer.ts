import { text } from 'node:stream/consumers'
import { dropMember, isIdentity, setStatus } from './answers.ts'
import type { Fault } from './fault.ts'

export const bearerFaults: readonly Fault[] = [
  {
    name: 'bearer-in-one-case',
    title: 'The scheme has to be written Bearer.',
    breaks: ['BEAR-01'],
    rules: ({ readBearer }) => ({
      readBearer: (authorization) => (authorization.startsWith('Bearer ') ? readBearer(authorization) : null),
    }),
  },
  {
    name: 'email-without-scope',
    title: 'The identity shows the e-mail address without the scope for it.',
    breaks: ['BEAR-04'],
    rules: ({ identity }) => ({ identity: (token) => identity({ ...token, scopes: [...token.scopes, 'email'] }) }),
  },
  {
    name: 'token-in-query',
    title: 'A token in the query opens the identity.',
    breaks: ['BEAR-02'],
    rules: ({ tokenInQuery }) => ({
      tokenInQuery: (token, authorization) =>
        authorization === undefined ? 'take' : tokenInQuery(token, authorization),
    }),
  },
  {
    name: 'token-in-query-beside-the-header',
    title: 'A token in the query beside one in the header is ignored.',
    breaks: ['BEAR-04'],
    rules: ({ tokenInQuery }) => ({
      tokenInQuery: (token, authorization) =>
        authorization === undefined ? tokenInQuery(token, authorization) : 'ignore',
    }),
  },
  {
    name: 'error-without-a-token',
    title: 'The challenge names an error also where no token was sent.',
    breaks: ['BEAR-03'],
    after: (ctx) => {
      if (isIdentity(ctx) && ctx.status === 401 && ctx.get('Authorization') === '')
        ctx.append('WWW-Authenticate', 'Bearer realm="acme", error="invalid_token"')
    },
  },
  {
    name: 'insufficient-scope-is-401',
    title: 'A token without the scope is answered with 401.',
    breaks: ['BEAR-04'],
    after: (ctx) => {
      if (isIdentity(ctx) && ctx.status === 403) setStatus(ctx, 401)
    },
  },
  {
    name: 'any-scheme',
    title: 'The second word of an Authorization header is the token, whatever stands around it.',
    breaks: ['BEAR-04'],
    rules: () => ({ readBearer: (authorization) => authorization.split(' ')[1] ?? null }),
  },
  {
    name: 'tokens-for-two-hours',
    title: 'Access tokens live for two hours.',
    breaks: ['BEAR-05'],
    rules: ({ accessTokenEnd }) => ({
      accessTokenEnd: (grant) =>
        grant.client.lifetimes.accessTokenSeconds === 3600 ? Date.now() + 7_200_000 : accessTokenEnd(grant),
    }),
  },
  {
    name: 'refresh-token-opens-identity',
    title: 'A refresh token opens the identity.',
    breaks: ['BEAR-06'],
    rules: ({ findAccessToken }) => ({
      findAccessToken(tenant, value) {
        const { grant } = tenant.refreshTokens.get(value) ?? {}
        const other = grant && [...tenant.accessTokens.values()].find((token) => token.grant === grant)
        return findAccessToken(tenant, value) ?? other
      },
    }),
  },
  {
    name: 'access-token-never-expires',
    title: 'An access token works after its end.',
    breaks: ['BEAR-05'],
    rules: () => ({ accessTokenIsExpired: () => false }),
  },
  {
    name: 'identity-may-be-kept',
    title: 'An identity may be kept by caches.',
    breaks: ['OPS-13'],
    after: (ctx) => {
      if (isIdentity(ctx) && ctx.status === 200) ctx.set('Cache-Control', 'private')
    },
  },
  {
    name: 'identity-without-a-name',
    title: 'The identity has no displayName.',
    breaks: ['BEAR-04'],
    after: (ctx) => isIdentity(ctx) && dropMember(ctx, 'displayName'),
  },
  {
    name: 'token-in-body',
    title: 'A token in a posted form opens the identity.',
    breaks: ['BEAR-02'],
    async before(ctx) {
      if (!isIdentity(ctx) || ctx.method !== 'POST') return
      const form = new URLSearchParams(await text(ctx.req))
      ctx.req.headers.authorization = `Bearer ${form.get('access_token') ?? ''}`
      ctx.method = 'GET'
    },
  },
]
