import type { Context } from 'koa'
import { type Grant, sessionIdleSeconds } from '@identity-hub/web-app'
import type { Dependencies } from '../dependencies.ts'

/** A browser that is signed in here. */
export interface SignedIn {
  /** The value of its cookie. */
  readonly cookie: string
  readonly grant: Grant
}

/** Who is asking? A session that is still in use gets a fresh cookie now and then. */
export function findSession(ctx: Context, { storage, cookies, clock }: Dependencies): SignedIn | undefined {
  const cookie = cookies.get(ctx, 'consumer-session')
  const session = cookie === undefined ? undefined : storage.sessions.find(cookie, clock())
  // A grant of another hub, from before this app was configured anew, is no sign-in here.
  const grant = session && storage.grants.find(session.grantId)
  if (cookie === undefined || !session || !grant) return undefined
  if (session.isRenewed) cookies.set(ctx, 'consumer-session', cookie, sessionIdleSeconds)
  return { cookie, grant }
}

/** Begins a session with a new id, whatever the browser had before. */
export function beginSession(ctx: Context, { storage, cookies, clock }: Dependencies, grantId: string): void {
  const former = cookies.get(ctx, 'consumer-session')
  const formerGrantId = former === undefined ? undefined : storage.sessions.find(former, clock())?.grantId
  if (former !== undefined) storage.sessions.end(former)
  if (formerGrantId !== undefined) storage.grants.end(formerGrantId, 'replaced', clock())
  cookies.set(ctx, 'consumer-session', storage.sessions.begin(grantId, clock()), sessionIdleSeconds)
}
