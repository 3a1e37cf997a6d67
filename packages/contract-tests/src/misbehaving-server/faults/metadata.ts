import type { Fault } from './fault.ts'
import { changeJson, dropMember, isMetadata, setStatus } from './answers.ts'

export const metadataFaults: readonly Fault[] = [
  {
    name: 'metadata-behind-the-issuer',
    title: 'The metadata also stands behind the path of the issuer.',
    breaks: ['META-01'],
    before(ctx) {
      const [, slug = ''] = /^\/([^/]+)\/\.well-known\/oauth-authorization-server$/.exec(ctx.path) ?? []
      if (slug !== '') ctx.path = `/.well-known/oauth-authorization-server/${slug}`
    },
  },
  {
    name: 'issuer-with-a-slash',
    title: 'The issuer in the metadata has a slash at its end.',
    breaks: ['META-03'],
    rules: ({ describe }) => ({
      describe: (issuer, tenant) => ({ ...describe(issuer, tenant), issuer: `${issuer}/` }),
    }),
  },
  {
    name: 'issuer-from-forwarded-host',
    title: 'The metadata believes X-Forwarded-Host.',
    breaks: ['META-04'],
    rules: () => ({
      issuerInMetadata(issuer, ctx) {
        const host = ctx.get('X-Forwarded-Host')
        return host === '' ? issuer : issuer.replace(/\/\/[^/]+/, `//${host}`)
      },
    }),
  },
  {
    name: 'empty-members-in-metadata',
    title: 'Metadata without a value is an empty text.',
    breaks: ['META-05'],
    after: (ctx) => isMetadata(ctx) && changeJson(ctx, (members) => ({ ...members, op_policy_uri: '' })),
  },
  {
    name: 'metadata-promises-password',
    title: 'The metadata promises the password grant, which does not work.',
    breaks: ['META-06'],
    after: (ctx) =>
      isMetadata(ctx) &&
      changeJson(ctx, (members) => ({
        ...members,
        ...('issuer' in members && { grant_types_supported: ['authorization_code', 'password'] }),
      })),
  },
  {
    name: 'metadata-never-unchanged',
    title: 'If-None-Match is ignored.',
    breaks: ['META-07'],
    rules: () => ({ isUnchanged: () => false }),
  },
  {
    name: 'metadata-on-post',
    title: 'POST reads the metadata, too.',
    breaks: ['META-07'],
    before(ctx) {
      if (isMetadata(ctx) && ctx.method === 'POST') ctx.method = 'GET'
    },
  },
  {
    name: 'metadata-offers-plain',
    title: 'The metadata offers the PKCE method plain.',
    breaks: ['META-08', 'PKCE-13'],
    after: (ctx) =>
      isMetadata(ctx) &&
      changeJson(ctx, (members) => ({
        ...members,
        ...('issuer' in members && { code_challenge_methods_supported: ['S256', 'plain'] }),
      })),
  },
  {
    name: 'unknown-tenant-redirects',
    title: 'The authorization endpoint of an unknown tenant leads to the front page.',
    breaks: ['META-10'],
    after(ctx) {
      if (ctx.status !== 404 || !/^\/[a-z-]+\/oauth2\/v1\/auth$/.test(ctx.path)) return
      ctx.body = null
      ctx.status = 303
      ctx.set('Location', '/')
    },
  },
  {
    name: 'metadata-kept-for-ever',
    title: 'The metadata may be kept for a year.',
    breaks: ['OPS-13'],
    after: (ctx) => {
      if (isMetadata(ctx) && ctx.status < 400) ctx.set('Cache-Control', 'public, max-age=31536000')
    },
  },
  {
    name: 'metadata-as-text',
    title: 'The metadata comes as text/plain.',
    breaks: ['META-07'],
    after: (ctx) => {
      if (isMetadata(ctx) && ctx.status === 200) ctx.set('Content-Type', 'text/plain;charset=UTF-8')
    },
  },
  {
    name: 'iss-not-promised',
    title: 'The metadata does not say that responses name the issuer.',
    breaks: ['META-08'],
    after: (ctx) => isMetadata(ctx) && dropMember(ctx, 'authorization_response_iss_parameter_supported'),
  },
  {
    name: 'fragment-promised',
    title: 'The metadata promises the response mode fragment.',
    breaks: ['AUTHZ-19'],
    after: (ctx) =>
      isMetadata(ctx) &&
      changeJson(ctx, (members) => ({
        ...members,
        ...('issuer' in members && { response_modes_supported: ['query', 'fragment'] }),
      })),
  },
  {
    name: 'revocation-endpoint-unnamed',
    title: 'The metadata does not name the revocation endpoint.',
    breaks: ['META-06'],
    after: (ctx) => isMetadata(ctx) && dropMember(ctx, 'revocation_endpoint'),
  },
  {
    name: 'introspection-endpoint-unnamed',
    title: 'The metadata does not name the introspection endpoint.',
    breaks: ['META-06'],
    after: (ctx) => isMetadata(ctx) && dropMember(ctx, 'introspection_endpoint'),
  },
  {
    name: 'metadata-is-203',
    title: 'The metadata comes with the status 203.',
    breaks: ['META-01', 'META-07', 'OPS-13'],
    after: (ctx) => {
      if (isMetadata(ctx) && ctx.status === 200) setStatus(ctx, 203)
    },
  },
  {
    name: 'metadata-away-at-first',
    title: 'The first request for metadata after the start is answered with 503.',
    breaks: ['META-01'],
    ...awayAtFirst(),
  },
]

function awayAtFirst(): Pick<Fault, 'before'> {
  const warm = new WeakSet()
  return {
    before(ctx) {
      if (!isMetadata(ctx) || warm.has(ctx.app)) return false
      warm.add(ctx.app)
      ctx.status = 503
      ctx.set({ 'Cache-Control': 'no-store', 'Retry-After': '1', 'Content-Type': 'application/json;charset=UTF-8' })
      ctx.body = '{"error":"temporarily_unavailable"}'
      return true
    },
  }
}
