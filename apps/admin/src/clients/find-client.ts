import type { Client } from '@identity-hub/api-types/management'
import type { RouterContext } from '@koa/router'
import type { Visit } from '../http/visit.ts'

/** The client id of the address. */
export const clientIdOf = ({ params }: RouterContext): { readonly client_id: string } => ({
  client_id: params['client'] ?? '',
})

/** The app that the address names. One that is not there throws, and is answered with 404. */
export async function findClient(
  { api }: Visit,
  ctx: RouterContext,
): Promise<{ readonly client: Client; readonly etag: string }> {
  const { body, etag } = await api.getClient({ path: clientIdOf(ctx) })
  return { client: body, etag: etag ?? '*' }
}
