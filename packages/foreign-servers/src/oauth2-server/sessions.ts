import { randomBytes } from 'node:crypto'
import type { Context } from 'koa'

/** A browser that has been here: who is signed in, what they allowed, and the authorizations that are under way. */
export interface Session {
  readonly username?: string
  readonly allowed: Set<string>
  /** Queries of the authorization endpoint, by an id of ours. */
  readonly pending: Map<string, string>
}

export interface Sessions {
  /** Of the browser that asks; one with nobody in it, and its cookie, if it has none. */
  of(ctx: Context): Session
  /** A new session, in which somebody is signed in; what was under way goes on in it. */
  signIn(ctx: Context, username: string): void
}

const cookie = 'session'

export function createSessions(): Sessions {
  const sessions = new Map<string, Session>()
  const keep = (ctx: Context, session: Session): Session => {
    const id = randomBytes(32).toString('base64url')
    sessions.set(id, session)
    ctx.cookies.set(cookie, id, { httpOnly: true, sameSite: 'lax' })
    return session
  }
  return {
    of: (ctx) => sessions.get(ctx.cookies.get(cookie) ?? '') ?? keep(ctx, { allowed: new Set(), pending: new Map() }),
    signIn: (ctx, username) => {
      const id = ctx.cookies.get(cookie) ?? ''
      const { pending } = sessions.get(id) ?? { pending: new Map<string, string>() }
      sessions.delete(id)
      keep(ctx, { username, allowed: new Set(), pending })
    },
  }
}
