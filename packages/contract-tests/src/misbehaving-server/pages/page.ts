import type { Context } from 'koa'
import type { Visit } from '../http/visit.ts'
import type { Rules } from '../rules/rules.ts'

/** A whole page around its content, which is HTML already. */
export function pageOf(title: string, content: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title></head><body><main><h1>${title}</h1>${content}</main></body></html>`
}

export function sendPage(
  ctx: Context,
  rules: Rules,
  status: number,
  html: string,
  formAction: readonly string[] = [],
): void {
  ctx.set(rules.pageHeaders(formAction))
  ctx.set('Content-Type', 'text/html;charset=UTF-8')
  ctx.status = status
  ctx.body = html
}

/** A page that only says something. */
export function sendNotice(ctx: Context, rules: Rules, status: number, text: string): void {
  sendPage(ctx, rules, status, pageOf(text, ''))
}

/** The same as the typed response of an operation. */
export function pageResponse<Status extends number>({ ctx, rules }: Visit, status: Status, text: string) {
  ctx.set(rules.pageHeaders([]))
  return { status, headers: { 'Cache-Control': 'no-store' as const }, body: pageOf(text, '') }
}
