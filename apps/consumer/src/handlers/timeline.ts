import type { Context } from 'koa'
import { type Grant, answerPage } from '@identity-hub/web-app'
import type { Dependencies } from '../dependencies.ts'
import type { TimelineEntry } from '../database/timeline.ts'
import type { Handler } from '../http/routes.ts'
import { findSession } from '../http/session.ts'
import { messagePage } from '../pages/message-page.ts'
import { timelinePage } from '../pages/timeline-page.ts'

const pageSize = 100

interface Excerpt {
  readonly grants: readonly Grant[]
  readonly entries: readonly TimelineEntry[]
  readonly before: number | undefined
  readonly hasOlder: boolean
}

/** What happened to all of this person's grants, newest first. */
function excerptOf(ctx: Context, grant: Grant, { storage }: Dependencies): Excerpt {
  const text = ctx.URL.searchParams.get('before') ?? ''
  const before = /^\d{1,15}$/.test(text) ? Number(text) : undefined
  const grants = storage.grants.ofSamePerson(grant.id)
  const ids = grants.map(({ id }) => id)
  const entries = storage.timeline.list(ids, { limit: pageSize + 1, before })
  return { grants, entries: entries.slice(0, pageSize), before, hasOlder: entries.length > pageSize }
}

export function timeline(dependencies: Dependencies): Handler {
  return async (ctx) => {
    const signedIn = findSession(ctx, dependencies)
    if (!signedIn) return answerPage(ctx, messagePage('signed-out'), 403)
    const { grant } = signedIn
    const { entries, before, hasOlder } = excerptOf(ctx, grant, dependencies)
    const presence = await dependencies.presence.check()
    const { jobSeconds } = dependencies
    answerPage(ctx, timelinePage({ grant, entries, hasOlder, isNewest: before === undefined, presence, jobSeconds }))
  }
}

/** The same for scripts. Instants are ISO 8601. */
export function timelineJson(dependencies: Dependencies): Handler {
  return (ctx) => {
    const signedIn = findSession(ctx, dependencies)
    if (!signedIn) {
      ctx.body = { error: 'signed_out' }
      ctx.status = 403
      return
    }
    const { grants, entries, hasOlder } = excerptOf(ctx, signedIn.grant, dependencies)
    ctx.body = {
      grantId: signedIn.grant.id,
      grants: grants.map(({ id, scope, createdAt, end }) => ({
        id,
        scope,
        createdAt: isoTime(createdAt),
        ...(end && { endedAt: isoTime(end.at), endReason: end.reason }),
      })),
      entries: entries.map(({ at, ...entry }) => ({ ...entry, at: isoTime(at) })),
      hasOlder,
    }
  }
}

function isoTime(at: number): string {
  return new Date(at).toISOString()
}
