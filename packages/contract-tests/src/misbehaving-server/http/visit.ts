import type { Context } from 'koa'
import type { Rules } from '../rules/rules.ts'
import type { Session } from '../state/records.ts'
import type { State, Tenant } from '../state/tenant.ts'

/** What one request has to do with. */
export interface Visit {
  readonly ctx: Context
  readonly rules: Rules
  readonly tenant: Tenant
  readonly issuer: string
  /** Of the tokens in forms. */
  readonly formKey: string
}

/** What outlives the server that listens. */
export interface World {
  readonly state: State
  readonly formKey: string
  /** Of the server; an issuer is a path below it. */
  readonly origin: () => string
}

type CookieName = 'browser' | 'session' | 'device'

const cookieName = ({ tenant }: Visit, name: CookieName) => `${tenant.slug}-${name}`

export function readCookie(visit: Visit, name: CookieName): string | undefined {
  const value = visit.ctx.cookies.get(cookieName(visit, name))
  return value === undefined || !/^[\w-]{20,}$/.test(value) ? undefined : value
}

/** @param value null: the browser forgets it */
export function writeCookie(visit: Visit, name: CookieName, value: string | null, maxAgeSeconds?: number): void {
  const { ctx, rules, tenant } = visit
  const seconds = value === null ? 0 : maxAgeSeconds
  const age = seconds === undefined ? '' : `; Max-Age=${seconds}`
  ctx.append('Set-Cookie', `${cookieName(visit, name)}=${value ?? ''}${rules.cookieAttributes(tenant, name)}${age}`)
}

/** The browser's own value, made when it has none. */
export function browserOf(visit: Visit): string {
  const known = readCookie(visit, 'browser')
  if (known !== undefined) return known
  const made = visit.rules.newBrowser()
  writeCookie(visit, 'browser', made)
  return made
}

export function sessionOf(visit: Visit): Session | undefined {
  return visit.rules.findSession(visit.tenant, readCookie(visit, 'session'), readCookie(visit, 'browser'))
}
