import type { Context } from 'koa'
import { setPageHeaders } from '../http/send-page.ts'
import type { Tenancy } from '../http/tenancy.ts'
import { visitOf } from '../http/visit.ts'
import { pickLocale } from '../locales/pick-locale.ts'
import { errorPage } from '../pages/error-page.ts'
import type { ErrorProblem } from '../pages/error-problem.ts'

/** An error page as the typed response of an operation. */
export function errorPageResponse<Status extends number>(
  ctx: Context,
  status: Status,
  problem: ErrorProblem,
  options: { readonly tenancy?: Tenancy | null; readonly detail?: string; readonly retryAfterSeconds?: number } = {},
): { status: Status; headers: { 'Cache-Control': 'no-store' }; body: string } {
  const { tenancy, detail, retryAfterSeconds } = options
  setPageHeaders(ctx, [])
  return {
    status,
    headers: { 'Cache-Control': 'no-store' },
    body: errorPage({
      locale: tenancy?.locale() ?? pickLocale({ acceptLanguage: ctx.get('Accept-Language'), tenantLocale: 'en' }),
      tenantName: tenancy?.tenant.name,
      problem,
      requestId: visitOf(ctx).facts.requestId,
      detail,
      retryAfterSeconds,
    }),
  }
}
