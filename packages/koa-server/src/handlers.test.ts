import { beforeAll, describe, expect, it } from 'vitest'
import { type Snippet, compile } from './testing/compile.ts'

// A handler that breaks the contract must not compile. Each snippet below is one handler's answer, or one call; all of
// them go through the compiler together, and each names what the compiler has to complain of.

const noStore = `'Cache-Control': 'no-store'`
const tokenHeaders = `{ ${noStore}, Pragma: 'no-cache' }`
const tokens = `access_token: 'at', token_type: 'Bearer', expires_in: 3600, scope: 'profile'`

function answer(operationId: string, response: string): string {
  return `export const answer: OperationResponse<'${operationId}'> = ${response}`
}

const SNIPPETS: readonly Snippet[] = [
  {
    name: 'a token response',
    code: answer('issueToken', `{ status: 200, headers: ${tokenHeaders}, body: { ${tokens} } }`),
  },
  {
    name: 'a token response with a refresh token',
    code: answer('issueToken', `{ status: 200, headers: ${tokenHeaders}, body: { ${tokens}, refresh_token: 'rt' } }`),
  },
  {
    name: 'no token_type',
    code: answer(
      'issueToken',
      `{ status: 200, headers: ${tokenHeaders}, body: { ${tokens.replace(`token_type: 'Bearer', `, '')} } }`,
    ),
    error: 'token_type',
  },
  {
    name: 'another token_type',
    code: answer(
      'issueToken',
      `{ status: 200, headers: ${tokenHeaders}, body: { ${tokens.replace('Bearer', 'bearer')} } }`,
    ),
    error: '"bearer"',
  },
  {
    name: 'no Cache-Control on tokens',
    code: answer('issueToken', `{ status: 200, headers: { Pragma: 'no-cache' }, body: { ${tokens} } }`),
    error: 'Cache-Control',
  },
  {
    name: 'another Cache-Control on tokens',
    code: answer(
      'issueToken',
      `{ status: 200, headers: { 'Cache-Control': 'private', Pragma: 'no-cache' }, body: { ${tokens} } }`,
    ),
    error: '"private"',
  },
  {
    name: 'no headers on tokens',
    code: answer('issueToken', `{ status: 200, body: { ${tokens} } }`),
    error: 'headers',
  },
  {
    name: 'a misspelt header',
    code: answer(
      'issueToken',
      `{ status: 200, headers: { ${noStore}, Pragma: 'no-cache', 'Cache-control': 'no-store' }, body: { ${tokens} } }`,
    ),
    error: 'Cache-control',
  },
  {
    name: 'a member that the contract lacks',
    code: answer('issueToken', `{ status: 200, headers: ${tokenHeaders}, body: { ${tokens}, user: 'ada' } }`),
    error: 'user',
  },
  {
    name: 'a redirect',
    code: answer('authorize', `{ status: 303, headers: { ${noStore}, Location: '/acme/sign-in' } }`),
  },
  {
    name: 'a redirect without Location',
    code: answer('authorize', `{ status: 303, headers: { ${noStore} } }`),
    error: 'Location',
  },
  {
    name: 'a redirect that keeps the method',
    code: answer('authorize', `{ status: 307, headers: { ${noStore}, Location: '/acme/sign-in' } }`),
    error: '307',
  },
  { name: 'a page', code: answer('authorize', `{ status: 400, headers: { ${noStore} }, body: '<!doctype html>' }`) },
  {
    name: 'a page without a body',
    code: answer('authorize', `{ status: 400, headers: { ${noStore} } }`),
    error: 'body',
  },
  {
    name: 'a token error',
    code: answer('issueToken', `{ status: 400, headers: ${tokenHeaders}, body: { error: 'invalid_grant' } }`),
  },
  {
    name: 'an invented error code',
    code: answer('issueToken', `{ status: 400, headers: ${tokenHeaders}, body: { error: 'invalid_code' } }`),
    error: '"invalid_code"',
  },
  {
    name: 'invalid_client as 400',
    code: answer('issueToken', `{ status: 400, headers: ${tokenHeaders}, body: { error: 'invalid_client' } }`),
    error: '"invalid_client"',
  },
  {
    name: 'invalid_client without a challenge',
    code: answer('issueToken', `{ status: 401, headers: ${tokenHeaders}, body: { error: 'invalid_client' } }`),
    error: 'WWW-Authenticate',
  },
  {
    name: 'an invented status',
    code: answer('issueToken', `{ status: 418, headers: ${tokenHeaders}, body: { error: 'invalid_grant' } }`),
    error: '418',
  },
  {
    name: 'temporarily_unavailable without Retry-After',
    code: answer('issueToken', `{ status: 503, headers: ${tokenHeaders}, body: { error: 'temporarily_unavailable' } }`),
    error: 'Retry-After',
  },
  {
    name: 'metadata not modified',
    code: answer(
      'getAuthorizationServerMetadata',
      `{ status: 304, headers: { 'Cache-Control': 'public, max-age=300', ETag: '"a"' } }`,
    ),
  },
  {
    name: 'an identity without a name',
    code: answer(
      'getIdentity',
      `{ status: 200, headers: { ${noStore} }, body: { identityId: '1', userName: 'ada', disabled: false } }`,
    ),
    error: 'displayName',
  },
  {
    name: 'a token request, told apart by grant_type',
    code: `export const read = ({ body }: OperationRequest<'issueToken'>) =>
      body.grant_type === 'authorization_code' ? body.code : body.grant_type === 'refresh_token' ? body.refresh_token : body.scope`,
  },
  {
    name: 'a refresh token in any token request',
    code: `export const read = ({ body }: OperationRequest<'issueToken'>) => body.refresh_token`,
    error: 'refresh_token',
  },
  {
    name: 'a parameter that the contract lacks',
    code: `export const read = ({ query }: OperationRequest<'authorize'>) => query.response_mode`,
    error: 'response_mode',
  },
  {
    name: 'all handlers, authorize with the loose query',
    code: `declare const handlers: Handlers<{ tenant: string }, { authorize: false }>
      export const router = createRouter(
        { ...handlers, authorize: ({ query, context }) => ({ status: 400, headers: { ${noStore} }, body: context.tenant + String(query['state']) }) },
        { security: 'in-handlers', context: () => ({ tenant: 'acme' }), validate: { authorize: false }, trailingSlash: ['authorize', 'issueToken'] },
      )`,
  },
  {
    name: 'a handler that is missing',
    code: `declare const handlers: Handlers<undefined>
      const { issueToken, ...others } = handlers
      export const router = createRouter(others, { security: 'in-handlers', context: () => undefined })`,
    error: 'issueToken',
  },
  {
    name: 'a checked handler for a query that is not checked',
    code: `declare const handlers: Handlers<undefined>
      export const router = createRouter(handlers, { security: 'in-handlers', context: () => undefined, validate: { authorize: false } })`,
    error: 'query',
  },
  {
    name: 'the authorization response at the redirect URI of a client',
    code: `export const router = createWebhookRouter(
        { authorizationResponse: async ({ query }) => ({ status: 303, headers: { ${noStore}, Location: query.state ?? '/' } }) },
        { context: () => undefined, paths: { authorizationResponse: '/callback' } },
      )`,
  },
  {
    name: 'an authorization response that is answered without Location',
    code: `export const router = createWebhookRouter(
        { authorizationResponse: async () => ({ status: 303 as const, headers: { ${noStore} } as const }) },
        { context: () => undefined, paths: { authorizationResponse: '/callback' } },
      )`,
    error: 'Location',
  },
]

let messages: Map<string, string[]>

beforeAll(async () => {
  messages = await compile(SNIPPETS)
})

describe('compiles', () => {
  it.each(SNIPPETS.filter(({ error }) => error === undefined))('$name', ({ name }) => {
    expect(messages.get(name) ?? []).toEqual([])
  })
})

describe('does not compile', () => {
  it.each(SNIPPETS.filter(({ error }) => error !== undefined))('$name', ({ name, error }) => {
    expect(messages.get(name)).toEqual([expect.stringContaining(error ?? '')])
  })
})
