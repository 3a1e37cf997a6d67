import { sessionIdleSeconds, type Grant } from '@identity-hub/web-app'
import type { Context } from 'koa'
import type { Dependencies } from '../dependencies.ts'

/** An administrator who is signed in in this browser. */
export interface SignedIn {
  /** The tenant that they signed in at; the tenant `hub` reaches every other. */
  readonly tenant: string
  /** The value of the cookie. */
  readonly cookie: string
  readonly grant: Grant
}

const SLUG = /^[a-z0-9](?:-?[a-z0-9])*$/

/** Whether it can be the name of a tenant. */
export const isSlug = (text: string): boolean => text.length >= 2 && text.length <= 63 && SLUG.test(text)

export const issuerOf = (hubOrigin: string, tenant: string): string => `${hubOrigin}/${tenant}`

/** Who is asking? The cookie is `<tenant>.<secret>`; a session that is still in use gets a fresh one now and then. */
export function findSession(ctx: Context, { hubOrigin, storage, cookies, clock }: Dependencies): SignedIn | undefined {
  const cookie = cookies.get(ctx, 'admin-session')
  const [tenant = '', secret = ''] = cookie?.split('.', 2) ?? []
  if (cookie === undefined || !isSlug(tenant)) return undefined
  const session = storage.sessions.find(secret, clock())
  // A grant is looked for under the cookie's own tenant, so a cookie with another tenant's name finds none.
  const grant = session && storage.grantsOf(issuerOf(hubOrigin, tenant)).find(session.grantId)
  if (!session || !grant) return undefined
  if (session.isRenewed) cookies.set(ctx, 'admin-session', cookie, sessionIdleSeconds)
  return { tenant, cookie, grant }
}

/** Begins a session with a new cookie, whatever the browser had before. */
export function beginSession(ctx: Context, dependencies: Dependencies, tenant: string, grantId: string): void {
  const { storage, cookies, clock } = dependencies
  const former = findSession(ctx, dependencies)
  if (former) endSession(ctx, dependencies, former, 'replaced')
  cookies.set(ctx, 'admin-session', `${tenant}.${storage.sessions.begin(grantId, clock())}`, sessionIdleSeconds)
}

/** Ends the session and its grant in these pages; the hub is told apart from it. */
export function endSession(
  ctx: Context,
  { hubOrigin, storage, cookies, clock }: Dependencies,
  { tenant, cookie, grant }: SignedIn,
  reason: 'replaced' | 'signed-out',
): void {
  storage.grantsOf(issuerOf(hubOrigin, tenant)).end(grant.id, reason, clock())
  storage.sessions.end(cookie.split('.', 2)[1] ?? '')
  cookies.clear(ctx, 'admin-session')
}
