import type { Cookies } from '@identity-hub/web-app'
import type { Context } from 'koa'
import type { CookieName } from '../dependencies.ts'

/** One sentence about what was just done or why it was not, shown once on the next page. Plain text. */
export interface Notice {
  readonly kind: 'done' | 'problem'
  readonly text: string
}

const LONGEST = 600

export function leaveNotice(ctx: Context, cookies: Cookies<CookieName>, notice: Notice): void {
  const short = { ...notice, text: notice.text.slice(0, LONGEST) }
  cookies.set(ctx, 'admin-notice', Buffer.from(JSON.stringify(short)).toString('base64url'), 60)
}

/** What a browser sends may be anything: it is shown as text, and only in the form that we leave. */
export function takeNotice(ctx: Context, cookies: Cookies<CookieName>): Notice | undefined {
  const left = cookies.get(ctx, 'admin-notice')
  if (left === undefined) return undefined
  cookies.clear(ctx, 'admin-notice')
  try {
    const notice: unknown = JSON.parse(Buffer.from(left, 'base64url').toString('utf8'))
    return isNotice(notice) ? { kind: notice.kind, text: notice.text.slice(0, LONGEST) } : undefined
  } catch {
    return undefined
  }
}

function isNotice(value: unknown): value is Notice {
  if (typeof value !== 'object' || value === null) return false
  const { kind, text } = value as Partial<Record<keyof Notice, unknown>> // Read, and checked here.
  return (kind === 'done' || kind === 'problem') && typeof text === 'string'
}
