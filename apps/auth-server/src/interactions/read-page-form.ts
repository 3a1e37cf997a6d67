import type { Context } from 'koa'
import { readForm } from '../http/read-form.ts'
import { sendFailure } from '../http/send-failure.ts'
import type { Tenancy } from '../http/tenancy.ts'
import { visitOf } from '../http/visit.ts'

export type Field = (name: string) => string | undefined

/**
 * The fields of a form that one of our pages posted, or an answered page: the body is no such form, or its token is not
 * the one that this browser was shown.
 */
export async function readPageForm(
  ctx: Context,
  { tenant }: Pick<Tenancy, 'tenant'>,
  isGenuine: (csrfToken: string | undefined) => boolean,
): Promise<Field | null> {
  const form = await readForm(ctx)
  if (!form.ok) {
    visitOf(ctx).reason = form.problem
    sendFailure(ctx, form.status, form.problem, { tenantName: tenant.name })
    return null
  }
  if (isGenuine(form.field('csrf_token'))) return form.field
  visitOf(ctx).reason = 'csrf'
  sendFailure(ctx, 403, 'csrf', { tenantName: tenant.name })
  return null
}
