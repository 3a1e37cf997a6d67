import { newValue } from '../state/tenant.ts'
import { changeJson, dropMember, setStatus } from './answers.ts'
import type { Fault } from './fault.ts'
import type { Context } from 'koa'

const isRevocation = ({ path }: Context) => path.endsWith('/oauth2/v1/revoke')
const isIntrospection = ({ path }: Context) => path.endsWith('/oauth2/v1/introspect')
const isVerification = ({ path }: Context) => path.endsWith('/oauth2/v1/verify')

export const revocationFaults: readonly Fault[] = [
  {
    name: 'revoke-takes-get',
    title: 'The revocation endpoint tries to answer GET.',
    breaks: ['REV-01'],
    before: (ctx) => {
      if (isRevocation(ctx) && ctx.method === 'GET') ctx.method = 'POST'
    },
  },
  {
    name: 'first-token-wins',
    title: 'Of two tokens the first one is revoked or introspected.',
    breaks: ['REV-01', 'INTRO-03'],
    rules: ({ isRepeated }) => ({ isRepeated: (body) => body['token'] === undefined && isRepeated(body) }),
  },
  {
    name: 'large-revocation-is-400',
    title: 'A revocation that is too large is answered with 400.',
    breaks: ['REV-01'],
    after: (ctx) => {
      if (isRevocation(ctx) && ctx.status === 413) setStatus(ctx, 400)
    },
  },
  {
    name: 'revocation-does-nothing',
    title: 'A revocation is answered, and ends nothing.',
    breaks: ['REV-05', 'REV-06', 'REV-07'],
    rules: () => ({ mayRevoke: () => false }),
  },
  {
    name: 'revoked-refresh-token-lives',
    title: 'With a revoked refresh token its access tokens end, and it goes on itself.',
    breaks: ['REV-05'],
    rules: ({ revokeRefreshToken }) => ({
      revokeRefreshToken(token, tenant) {
        const live = [...tenant.accessTokens.values()].filter(({ grant }) => grant === token.grant)
        if (live.length === 0) revokeRefreshToken(token, tenant)
        for (const { value } of live) tenant.accessTokens.delete(value)
      },
    }),
  },
  {
    name: 'older-access-tokens-outlive-revocation',
    title: 'With a revoked refresh token only the newest access token ends.',
    breaks: ['REV-06'],
    rules: () => ({
      revokeRefreshToken({ grant }, tenant) {
        const newest = [...tenant.accessTokens.values()].findLast((token) => token.grant === grant)
        tenant.accessTokens.delete(newest?.value ?? '')
        for (const token of tenant.refreshTokens.values())
          if (token.grant === grant) tenant.refreshTokens.delete(token.value)
      },
    }),
  },
  {
    name: 'used-refresh-token-revokes-nothing',
    title: 'A refresh token that was used before revokes nothing.',
    breaks: ['REV-06'],
    rules: ({ revokeRefreshToken }) => ({
      revokeRefreshToken(token, tenant) {
        if (token.rotation === null) revokeRefreshToken(token, tenant)
      },
    }),
  },
  {
    name: 'access-token-revokes-the-grant',
    title: 'A revoked access token ends its refresh token, too.',
    breaks: ['REV-07'],
    rules: ({ revokeAccessToken }) => ({
      revokeAccessToken(token, tenant) {
        revokeAccessToken(token, tenant)
        token.grant.revoked = true
      },
    }),
  },
  {
    name: 'hint-is-believed',
    title: 'A token is not found when its hint is access_token.',
    breaks: ['REV-04'],
    rules: ({ mayRevoke }) => ({
      mayRevoke: (client, grant, hint) => hint !== 'access_token' && mayRevoke(client, grant, hint),
    }),
  },
  {
    name: 'unknown-token-is-an-error',
    title: 'The revocation of an unknown token is an error.',
    breaks: ['REV-03'],
    rules: () => ({ revocationProblem: (grant) => (grant === undefined ? 'There is no such token.' : null) }),
  },
  {
    name: 'revoked-twice-is-an-error',
    title: 'The revocation of a refresh token that was revoked before is an error.',
    breaks: ['REV-03'],
    rules: () => ({ revocationProblem: (grant) => (grant?.revoked === true ? 'It was revoked before.' : null) }),
  },
  {
    name: 'foreign-token-is-told',
    title: 'Who revokes the token of another client is told that it exists.',
    breaks: ['REV-02'],
    rules: () => ({ revocationProblem: (grant, own) => (grant === undefined || own ? null : 'It is not yours.') }),
  },
  {
    name: 'tokens-of-others-revoked',
    title: "A client can revoke another client's token.",
    breaks: ['REV-02'],
    rules: () => ({ mayRevoke: () => true }),
  },
  {
    name: 'public-clients-revoke-nothing',
    title: 'The revocation of a public client ends nothing.',
    breaks: ['REV-08'],
    rules: ({ mayRevoke }) => ({
      mayRevoke: (client, grant, hint) => client.type !== 'public' && mayRevoke(client, grant, hint),
    }),
  },
  {
    name: 'revocation-tells-what-it-did',
    title: 'The answer to a revocation says that it was done.',
    breaks: ['REV-10', 'OPS-13'],
    after: (ctx) => isRevocation(ctx) && ctx.status === 200 && changeJson(ctx, () => ({ revoked: true })),
  },
  {
    name: 'refresh-overtakes-revocation',
    title: 'A refresh that is under way brings tokens that outlive the revocation.',
    breaks: ['REV-05'],
    rules: () => ({
      beforeRotation: () => new Promise((resolve) => setTimeout(resolve, 5)),
      revokeRefreshToken({ grant }, tenant) {
        for (const tokens of [tenant.accessTokens, tenant.refreshTokens])
          for (const token of tokens.values()) if (token.grant === grant) tokens.delete(token.value)
      },
    }),
  },
  {
    name: 'revocation-open-to-scripts',
    title: 'Scripts of every origin may revoke.',
    breaks: ['TOKEN-14'],
    after: (ctx) => {
      if (isRevocation(ctx)) ctx.set('Access-Control-Allow-Origin', '*')
    },
  },
  {
    name: 'secrets-guessed-at-revocation',
    title: 'Secrets can be guessed at without a limit where tokens are revoked.',
    breaks: ['CAUTH-07'],
    rules: ({ sourceOf }) => ({ sourceOf: (ctx) => (isRevocation(ctx) ? newValue() : sourceOf(ctx)) }),
  },
]

export const introspectionFaults: readonly Fault[] = [
  {
    name: 'introspection-without-credentials',
    title: 'Who cannot prove who it is reads that every token is inactive.',
    breaks: ['INTRO-01'],
    after: (ctx) => {
      if (!isIntrospection(ctx) || ctx.status !== 401) return
      setStatus(ctx, 200)
      changeJson(ctx, () => ({ active: false }))
    },
  },
  {
    name: 'introspection-for-public-clients',
    title: 'A public client can introspect tokens.',
    breaks: ['INTRO-01'],
    rules: () => ({ mayIntrospect: () => true }),
  },
  {
    name: 'exp-as-text',
    title: 'exp is a text.',
    breaks: ['INTRO-05'],
    after: (ctx) =>
      isIntrospection(ctx) &&
      changeJson(ctx, (members) => ('exp' in members ? { ...members, exp: String(members['exp']) } : members)),
  },
  {
    name: 'introspection-without-sub',
    title: 'An introspection does not say whose token it is.',
    breaks: ['INTRO-05'],
    after: (ctx) => isIntrospection(ctx) && dropMember(ctx, 'sub'),
  },
  {
    name: 'app-token-with-a-sub',
    title: 'The introspection of an app token names the client as the person.',
    breaks: ['INTRO-05'],
    rules: ({ introspection }) => ({
      introspection: (token, issuer) => ({ sub: token.grant.client.clientId, ...introspection(token, issuer) }),
    }),
  },
  {
    name: 'inactive-with-a-reason',
    title: 'What cannot be a token is inactive for a reason that is told.',
    breaks: ['INTRO-02', 'OPS-13'],
    rules: ({ inactive }) => ({
      inactive: (value) =>
        /^[ar]t_/.test(value) ? inactive(value) : Object.assign(inactive(value), { reason: 'malformed' }),
    }),
  },
  {
    name: 'padded-access-tokens',
    title: 'An access token may have padding behind it.',
    breaks: ['INTRO-02', 'CODE-13'],
    rules: ({ findAccessToken }) => ({
      findAccessToken: (tenant, value) => findAccessToken(tenant, value.replace(/=+$/, '')),
    }),
  },
  {
    name: 'introspection-believes-the-hint',
    title: 'A token is inactive when the hint says something else.',
    breaks: ['INTRO-05'],
    rules: () => ({ hintFits: (hint) => hint === undefined || hint === 'access_token' }),
  },
  {
    name: 'introspection-by-get',
    title: 'The introspection endpoint tries to answer GET.',
    breaks: ['INTRO-03'],
    before: (ctx) => {
      if (isIntrospection(ctx) && ctx.method === 'GET') ctx.method = 'POST'
    },
  },
  {
    name: 'introspection-for-everybody',
    title: "Every confidential client can introspect another client's token.",
    breaks: ['INTRO-04'],
    rules: () => ({ introspectionIsFor: () => true }),
  },
  {
    name: 'introspection-remembered',
    title: 'What was active once is active in every later introspection.',
    breaks: ['INTRO-06'],
    rules({ introspection, inactive }) {
      const remembered = new Map<string, ReturnType<typeof introspection>>()
      return {
        introspection(token, issuer) {
          const answer = introspection(token, issuer)
          remembered.set(token.value, answer)
          return answer
        },
        inactive: (value) => remembered.get(value) ?? inactive(value),
      }
    },
  },
  {
    name: 'introspection-kept',
    title: 'An introspection may be kept by caches.',
    breaks: ['INTRO-08'],
    after: (ctx) => {
      if (isIntrospection(ctx) && ctx.status === 200) ctx.set('Cache-Control', 'private')
    },
  },
  {
    name: 'tokens-can-be-scanned',
    title: 'A client may introspect any number of unknown tokens.',
    breaks: ['INTRO-07'],
    rules: () => ({ introspectionLimits: () => [] }),
  },
]

export const verificationFaults: readonly Fault[] = [
  {
    name: 'audience-is-a-list',
    title: 'The hosted verification gives the audience as a list.',
    breaks: ['BEAR-01', 'OPS-13'],
    after: (ctx) =>
      isVerification(ctx) &&
      changeJson(ctx, (members) => ('audience' in members ? { ...members, audience: [members['audience']] } : members)),
  },
  {
    name: 'verify-takes-the-query',
    title: 'The hosted verification takes a token in the query, though nobody switched that on.',
    breaks: ['BEAR-02'],
    rules: () => ({ verifiesTokenInQuery: () => true }),
  },
  {
    name: 'verify-names-an-error',
    title: 'The hosted verification names an error also where no token was sent.',
    breaks: ['BEAR-03'],
    after: (ctx) => {
      if (isVerification(ctx) && ctx.status === 401)
        ctx.set('WWW-Authenticate', 'Bearer realm="acme", error="invalid_token"')
    },
  },
  {
    name: 'verification-remembered',
    title: 'What the hosted verification found good once stays good.',
    breaks: ['REV-05'],
    rules({ verification, revokeRefreshToken }) {
      const issued = new Map<string, ReturnType<typeof verification>>()
      return {
        revokeRefreshToken(token, tenant) {
          for (const other of tenant.accessTokens.values())
            if (other.grant === token.grant) issued.set(other.value, verification(other, other.value))
          revokeRefreshToken(token, tenant)
        },
        verification: (token, value) => issued.get(value) ?? verification(token, value),
      }
    },
  },
  {
    name: 'verification-open-to-scripts',
    title: 'Scripts of every origin may verify.',
    breaks: ['TOKEN-14'],
    after: (ctx) => {
      if (isVerification(ctx)) ctx.set('Access-Control-Allow-Origin', '*')
    },
  },
]
