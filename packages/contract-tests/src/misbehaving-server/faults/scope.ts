import { single } from '../rules/authorization-request.ts'
import { isAuthorize } from './answers.ts'
import type { Fault } from './fault.ts'

export const scopeFaults: readonly Fault[] = [
  {
    name: 'unknown-scopes-dropped',
    title: 'Unknown scopes are left out of the request.',
    breaks: ['AUTHZ-15', 'AUTHZ-17'],
    rules: ({ scopesAskedFor }) => ({
      scopesAskedFor(query, client) {
        const asked = scopesAskedFor(query, client)
        const known = asked.filter((scope) => client.scopes.includes(scope))
        return known.length === 0 ? asked : known
      },
    }),
  },
  {
    name: 'two-spaces-are-invalid-request',
    title: 'Two spaces between scopes are an invalid_request.',
    breaks: ['AUTHZ-15'],
    rules: ({ checkScope }) => ({
      checkScope: (query, ...rest) =>
        single(query, 'scope')?.includes('  ') === true
          ? { error: 'invalid_request', description: 'scope has two spaces in it.' }
          : checkScope(query, ...rest),
    }),
  },
  {
    name: 'roles-not-checked',
    title: 'A scope that requires a role is granted to everybody.',
    breaks: ['AUTHZ-17', 'AUTHZ-16'],
    rules: () => ({ scopesForRoles: (_tenant, _roles, scopes) => scopes }),
  },
  {
    name: 'default-scope-is-one',
    title: 'Without a scope only the first registered one is granted.',
    breaks: ['AUTHZ-16'],
    rules: ({ scopesAskedFor }) => ({
      scopesAskedFor: (query, client) =>
        query['scope'] === undefined ? client.scopes.slice(0, 1) : scopesAskedFor(query, client),
    }),
  },
  {
    name: 'any-known-scope',
    title: 'A client may ask for every scope that the tenant has.',
    breaks: ['AUTHZ-17'],
    rules: () => ({
      checkScope: (_query, _client, tenant, asked) =>
        asked.every((scope) => tenant.scopes.has(scope))
          ? null
          : { error: 'invalid_scope', description: 'A scope is unknown.' },
    }),
  },
  {
    name: 'role-removal-ends-nothing',
    title: 'What rested on a role goes on without it.',
    breaks: ['AUTHZ-17', 'RT-11'],
    rules: () => ({ endOnRoleRemoved() {} }),
  },
  {
    name: 'offline-access-unknown',
    title: 'offline_access is an unknown scope.',
    breaks: ['AUTHZ-15'],
    rules: () => ({
      scopesAskedFor: (query, client) => single(query, 'scope')?.split(' ').filter(Boolean) ?? client.scopes,
    }),
  },
  {
    name: 'app-token-without-scope',
    title: 'An app token for which no scope was asked has none.',
    breaks: ['CC-04'],
    rules: ({ appScopes }) => ({
      appScopes: (client, scope) => (scope === undefined ? [] : appScopes(client, scope)),
    }),
  },
  {
    name: 'app-token-with-every-scope',
    title: 'An app token has every scope of its client, whatever was asked for.',
    breaks: ['CC-04'],
    rules: ({ appScopes }) => ({
      appScopes: (client, scope) => (appScopes(client, scope) === null ? null : client.scopes),
    }),
  },
  {
    name: 'scope-widened-on-refresh',
    title: 'A refresh may ask for every scope of the client.',
    breaks: ['RT-08'],
    rules: () => ({
      refreshScope: (_granted, asked, { grant }) =>
        asked.every((scope) => grant.client.scopes.includes(scope)) ? asked : null,
    }),
  },
  {
    name: 'narrow-refresh-narrows-the-grant',
    title: 'After a narrower refresh the rest of the scope is lost.',
    breaks: ['RT-08'],
    rules({ refreshScope }) {
      const narrowed = new WeakMap<object, readonly string[]>()
      return {
        refreshScope(granted, asked, token) {
          const left = narrowed.get(token.grant) ?? granted
          const scopes = refreshScope(left, asked === granted ? left : asked, token)
          if (scopes !== null) narrowed.set(token.grant, scopes)
          return scopes
        },
      }
    },
  },
  {
    name: 'scopes-between-any-blanks',
    title: 'Scopes may have any blank between them.',
    breaks: ['AUTHZ-15'],
    rules: () => ({
      scopesAskedFor: (query, client) =>
        single(query, 'scope')
          ?.split(/\s+/)
          .filter((name) => name !== '' && name !== 'offline_access') ?? client.scopes,
    }),
  },
  {
    name: 'unknown-scopes-granted',
    title: 'Beside a known scope an unknown one is granted, too.',
    breaks: ['AUTHZ-15', 'AUTHZ-17'],
    rules: () => ({
      checkScope: (_query, client, _tenant, asked) =>
        asked.some((scope) => client.scopes.includes(scope))
          ? null
          : { error: 'invalid_scope', description: 'The scope is unknown.' },
    }),
  },
  {
    name: 'app-token-with-any-scope',
    title: 'An app token may have every scope of the tenant.',
    breaks: ['AUTHZ-17'],
    rules: ({ appScopes }) => ({
      appScopes: (client, scope) =>
        scope !== undefined && /^(email|reports)$/.test(scope) ? [scope] : appScopes(client, scope),
    }),
  },
  {
    name: 'empty-scope-is-no-scope',
    title: 'A scope without a value grants nothing instead of everything.',
    breaks: ['AUTHZ-05'],
    before: (ctx) => {
      if (isAuthorize(ctx)) ctx.querystring = ctx.querystring.replace(/(^|&)scope=(?=&|$)/, '$1scope=+')
    },
  },
]
