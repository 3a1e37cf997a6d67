import type { UserWithRoles } from '@identity-hub/api-types/management'
import type { RouterContext } from '@koa/router'
import type { Visit } from '../http/visit.ts'

/** The user's id of the address. */
export const userIdOf = ({ params }: RouterContext): { readonly user_id: string } => ({ user_id: params['user'] ?? '' })

/** Whom the address names. Somebody who is not there throws, and is answered with 404. */
export async function userInPath(
  { api }: Visit,
  ctx: RouterContext,
): Promise<{ readonly user: UserWithRoles; readonly etag: string }> {
  const { body, etag } = await api.getUser({ path: userIdOf(ctx) })
  return { user: body, etag: etag ?? '*' }
}
