import type { Context } from 'koa'
import { newValue, type Tenant } from '../state/tenant.ts'

export const httpRules = {
  /** Of the stub: how much a request may carry. */
  bodyLimitBytes: 65_536,
  formLimitBytes: 16_384,
  maxParameters: 100,
  maxParameterBytes: 32_767,
  maxUrlBytes: 8192,
  emptyParametersAreAbsent: true,

  requestId: (_ctx: Context): string => newValue(),

  /** No path of ours needs an escape: one with it resembles another tenant's. */
  pathIsOdd(path: string): boolean {
    return /%|;|\/\//.test(path)
  },

  /** Never a header: anybody can write those. */
  sourceOf(ctx: Context): string {
    return ctx.req.socket.remoteAddress ?? ''
  },

  /** Whose scripts may read tokens and identities. */
  originIsAllowed(tenant: Tenant, origin: string): boolean {
    return [...tenant.clients.values()].some((client) => client.allowedOrigins.includes(origin))
  },

  /** Answers a preflight whole (true), and names the origin on every other answer. Never with credentials. */
  allowOrigin(ctx: Context, origin: string | null, method: string): boolean {
    if (origin !== null) {
      ctx.set('Access-Control-Allow-Origin', origin)
      ctx.set('Access-Control-Expose-Headers', 'X-Request-Id, WWW-Authenticate, Retry-After')
    }
    if (ctx.method !== 'OPTIONS' || ctx.get('Access-Control-Request-Method') === '') return false
    if (origin !== null) {
      ctx.set('Access-Control-Allow-Methods', method)
      ctx.set('Access-Control-Allow-Headers', 'Authorization, Content-Type')
    }
    ctx.body = null
    ctx.status = 204
    return true
  },

  /** A browser navigates to the authorization endpoint and the pages; no script reads them. */
  answerOtherOrigin(_ctx: Context): boolean {
    return false
  },

  /** Of every response. */
  securityHeaders(): Record<string, string> {
    return { 'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'no-referrer' }
  },

  cookieAttributes(tenant: Tenant, _name: string): string {
    return `; Path=/${tenant.slug}; HttpOnly; SameSite=Lax`
  },
}
