import { isPublicError } from '@identity-hub/core'
import type { Context } from 'koa'
import type { Dependencies } from '../dependencies.ts'
import { sendFailure } from '../http/send-failure.ts'
import { sendPage } from '../http/send-page.ts'
import { visitOf } from '../http/visit.ts'
import { publicErrorPage } from '../pages/public-error-page.ts'
import { openPageTenancy } from './open-interaction.ts'
import type { ErrorPath } from './page-paths.ts'

/** Where `error_uri` leads, and the `type` of a problem. */
export function showError(dependencies: Dependencies) {
  return async (ctx: Context, path: ErrorPath): Promise<void> => {
    const tenancy = await openPageTenancy(dependencies, ctx, path.tenant)
    if (tenancy === null) return
    const { name: tenantName } = tenancy.tenant
    if (isPublicError(path.error)) return sendPage(ctx, 200, publicErrorPage({ tenantName, code: path.error }), [])
    visitOf(ctx).reason = 'error_unknown'
    sendFailure(ctx, 404, 'not-found', { tenantName })
  }
}
