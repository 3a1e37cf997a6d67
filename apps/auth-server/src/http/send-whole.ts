import type { SendWhole } from '@identity-hub/koa-server'
import { visitOf } from './visit.ts'

/**
 * An operation's answer, head and body in one write; no middleware of ours looks at an answer once it was given. What was
 * set on the response before (cookies, a page's headers, that the connection ends) goes out as well: Node merges it.
 */
export const sendWhole: SendWhole = (ctx, { status, headers, content }) => {
  const { res } = ctx
  const fields = [...visitOf(ctx).headers, ...headers]
  // RFC 9110 §8.6; to HEAD it is the length that GET would get, and Node leaves the body out.
  if (status !== 204 && status !== 304)
    fields.push('Content-Length', String(content === null ? 0 : Buffer.byteLength(content)))
  res.writeHead(status, fields)
  ctx.respond = false
  res.end(content)
  return true
}
