import OAuth2Server from '@node-oauth/oauth2-server'
import type { Context } from 'koa'
import { fieldsOf } from '../host/read-form.ts'

/** The library's request for one of Koa's. */
export function toRequest(
  { method, headers, querystring }: Context,
  {
    body = {},
    query = querystring,
  }: { readonly body?: Record<string, string | string[]>; readonly query?: string } = {},
): OAuth2Server.Request {
  // Its types have text where parsers of queries have a list for what was sent twice; it looks for itself.
  const fields = fieldsOf(query) as Record<string, string>
  return new OAuth2Server.Request({ method, headers: headers as Record<string, string>, query: fields, body })
}

/**
 * Sends what a handler of the library has put into its response. An error that left nothing there is sent as the
 * documentation shows it.
 */
export async function respond(
  ctx: Context,
  handle: (response: OAuth2Server.Response) => Promise<unknown>,
): Promise<void> {
  const response = new OAuth2Server.Response()
  let { status, body } = response
  try {
    await handle(response)
    ;({ status, body } = response)
  } catch (error) {
    if (!(error instanceof OAuth2Server.OAuthError)) throw error
    const redirects = response.get('Location') !== undefined
    status = redirects ? response.status : error.code
    body = redirects ? '' : { error: error.name, error_description: error.message }
  }
  ctx.set(response.headers ?? {})
  ctx.body = body
  ctx.status = status ?? 200
}
