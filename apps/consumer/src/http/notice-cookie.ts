import type { Context } from 'koa'
import { isNoticeCode, type NoticeCode } from '../pages/notice.ts'
import type { ConsumerCookies } from './cookies.ts'

/** For the next page that this browser sees. */
export function leaveNotice(ctx: Context, cookies: ConsumerCookies, code: NoticeCode): void {
  cookies.set(ctx, 'consumer-notice', code, 60)
}

export function takeNotice(ctx: Context, cookies: ConsumerCookies): NoticeCode | undefined {
  const code = cookies.get(ctx, 'consumer-notice')
  if (code === undefined) return undefined
  cookies.clear(ctx, 'consumer-notice')
  return isNoticeCode(code) ? code : undefined
}
