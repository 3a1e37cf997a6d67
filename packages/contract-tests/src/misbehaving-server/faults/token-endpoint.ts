import { changeJson, dropMember, isToken, setStatus } from './answers.ts'
import type { Fault } from './fault.ts'

const FORM = 'application/x-www-form-urlencoded'
const KNOWN =
  /^(grant_type|code|redirect_uri|code_verifier|refresh_token|scope|resource|client_id|client_secret|client_assertion|token|token_type_hint)$/

const describedError = (error: string, text: string) => ({ error, error_description: text })

export const tokenEndpointFaults: readonly Fault[] = [
  {
    name: 'token-takes-get',
    title: 'The token endpoint tries to answer GET.',
    breaks: ['TOKEN-01'],
    before: (ctx) => {
      if (isToken(ctx) && ctx.method === 'GET') ctx.method = 'POST'
    },
  },
  {
    name: 'no-slash-after-token',
    title: 'A slash after the path of the token endpoint leads nowhere.',
    breaks: ['TOKEN-01'],
    before: (ctx) => {
      if (isToken(ctx) && ctx.path.endsWith('/')) ctx.path = '/nothing/oauth2/v1/token'
    },
  },
  {
    name: 'query-ignored',
    title: 'Parameters in the query of the token endpoint are ignored instead of refused.',
    breaks: ['TOKEN-02'],
    rules: () => ({ isInQuery: () => false }),
  },
  {
    name: 'any-content-type',
    title: 'Every body is read as a form.',
    breaks: ['TOKEN-03'],
    before: (ctx) => {
      if (isToken(ctx)) ctx.req.headers['content-type'] = FORM
    },
  },
  {
    name: 'form-without-charset-only',
    title: 'A form is taken only when its type is written in one way.',
    breaks: ['TOKEN-03'],
    before: (ctx) => {
      if (isToken(ctx) && ctx.get('Content-Type') !== FORM) ctx.req.headers['content-type'] = 'text/plain'
    },
  },
  {
    name: 'first-parameter-wins',
    title: 'Of a repeated parameter of a token request the first value counts.',
    breaks: ['TOKEN-04'],
    rules: ({ isRepeated }) => ({ isRepeated: (body) => body['token'] !== undefined && isRepeated(body) }),
  },
  {
    name: 'unknown-token-parameters-refused',
    title: 'A token request with an unknown parameter is refused.',
    breaks: ['TOKEN-05'],
    rules: ({ isRepeated }) => ({
      isRepeated: (body) => isRepeated(body) || Object.keys(body).some((name) => !KNOWN.test(name)),
    }),
  },
  {
    name: 'missing-no-store',
    title: 'Tokens may be kept by caches.',
    breaks: ['TOKEN-06'],
    after: (ctx) => {
      if (isToken(ctx) && ctx.status === 200) ctx.set('Cache-Control', 'private')
    },
  },
  {
    name: 'tokens-without-charset',
    title: 'Tokens come as application/json, without the charset that the document names.',
    breaks: ['TOKEN-07', 'HDR-08'],
    after: (ctx) => {
      if (isToken(ctx) && ctx.status === 200) ctx.set('Content-Type', 'application/json')
    },
  },
  {
    name: 'missing-code-is-invalid-grant',
    title: 'A token request without a code is an invalid_grant.',
    breaks: ['TOKEN-08'],
    after: (ctx) =>
      isToken(ctx) &&
      changeJson(ctx, (members) =>
        members['error_description'] === 'code is missing.' ? { ...members, error: 'invalid_grant' } : members,
      ),
  },
  {
    name: 'unknown-grant-type-is-invalid-request',
    title: 'An unknown grant_type is an invalid_request.',
    breaks: ['TOKEN-10'],
    after: (ctx) =>
      isToken(ctx) &&
      changeJson(ctx, (members) =>
        members['error'] === 'unsupported_grant_type' ? { ...members, error: 'invalid_request' } : members,
      ),
  },
  {
    name: 'password-grant-known',
    title: 'The password grant exists, though not for every client.',
    breaks: ['TOKEN-11', 'META-06'],
    rules: ({ grantTypeIsSupported }) => ({
      grantTypeIsSupported: (grantType) => grantType === 'password' || grantTypeIsSupported(grantType),
    }),
  },
  {
    name: 'invalid-client-echoed',
    title: 'A refused client reads its own client_id in the description, as far as letters and digits go.',
    breaks: ['TOKEN-12', 'CAUTH-08'],
    after(ctx) {
      const pair = Buffer.from(ctx.get('Authorization').slice(6), 'base64').toString()
      const [id] = /^[\w.-]+/.exec(pair) ?? []
      if (isToken(ctx) && ctx.status === 401 && id !== undefined)
        changeJson(ctx, () => describedError('invalid_client', `${id} is not known.`))
    },
  },
  {
    name: 'any-number-of-parameters',
    title: 'A token request may have thousands of parameters.',
    breaks: ['TOKEN-17'],
    rules: () => ({ maxParameters: 100_000 }),
  },
  {
    name: 'large-bodies',
    title: 'A token request may have a megabyte.',
    breaks: ['TOKEN-16'],
    rules: () => ({ bodyLimitBytes: 1024 * 1024 }),
  },
  {
    name: 'no-chunked-requests',
    title: 'A request without a Content-Length is refused.',
    breaks: ['TOKEN-15'],
    before(ctx) {
      if (!isToken(ctx) || ctx.get('Transfer-Encoding') === '') return false
      ctx.status = 411
      ctx.body = '{"error":"invalid_request"}'
      return true
    },
  },
  {
    name: 'lenient-framing',
    title: 'Requests whose length is ambiguous are answered. It takes effect when the server starts.',
    breaks: ['TOKEN-15'],
    rules: ({ listening }) => ({ listening: { ...listening, insecureHTTPParser: true } }),
  },
  {
    name: 'broken-path-is-500',
    title: 'A path with a broken escape in it is a failure of the server.',
    breaks: ['AUTHZ-22'],
    rules: ({ pathIsOdd }) => ({ pathIsOdd: (path) => decodeURIComponent(path) !== path || pathIsOdd(path) }),
  },
  {
    name: 'quoted-error-description',
    title: 'An error_description has quotation marks in it.',
    breaks: ['OPS-13'],
    after: (ctx) =>
      isToken(ctx) &&
      changeJson(ctx, (members) =>
        members['error'] === 'unauthorized_client'
          ? describedError('unauthorized_client', 'Not with this "grant_type".')
          : members,
      ),
  },
  {
    name: 'errors-with-status-200',
    title: 'The token endpoint answers every refusal with the status 200.',
    breaks: ['TOKEN-08'],
    after: (ctx) => {
      if (isToken(ctx) && ctx.status === 400) setStatus(ctx, 200)
    },
  },
  {
    name: 'token-type-missing',
    title: 'A token response has no token_type.',
    breaks: ['TOKEN-07'],
    after: (ctx) => isToken(ctx) && dropMember(ctx, 'token_type'),
  },
  {
    name: 'token-type-mac',
    title: 'The token_type is mac.',
    breaks: ['TOKEN-07'],
    after: (ctx) =>
      isToken(ctx) &&
      changeJson(ctx, (members) => ('token_type' in members ? { ...members, token_type: 'mac' } : members)),
  },
  {
    name: 'expires-in-as-text',
    title: 'expires_in is a text, "3600".',
    breaks: ['TOKEN-07'],
    after: (ctx) =>
      isToken(ctx) &&
      changeJson(ctx, (members) =>
        'expires_in' in members ? { ...members, expires_in: String(members['expires_in']) } : members,
      ),
  },
  {
    name: 'too-large-is-400',
    title: 'A token request that is too large is answered with 400.',
    breaks: ['TOKEN-16'],
    after: (ctx) => {
      if (isToken(ctx) && ctx.status === 413) setStatus(ctx, 400)
    },
  },
  {
    name: 'token-resource-ignored',
    title: 'The token endpoint ignores resource.',
    breaks: ['TOKEN-08', 'RT-17'],
    rules: () => ({ resourceIsRefused: () => false }),
  },
  {
    name: 'query-counts',
    title: 'Parameters in the query of the token endpoint count like those of the body.',
    breaks: ['TOKEN-02', 'CAUTH-04'],
    rules: () => ({
      isInQuery: () => false,
      formOf: (body, querystring) => ({ ...Object.fromEntries(new URLSearchParams(querystring)), ...body }),
    }),
  },
]
