import type { EarlyAnswer } from './answer-early.ts'
import { sendFailure } from './send-failure.ts'
import { visitOf } from './visit.ts'

const MAX_URL_BYTES = 8192
const ODD = /%|;|\/\//

/**
 * A URL that is too long, or a path spelled in another way than ours: no path of ours needs an escape, so an escaped one
 * is an attempt to look like another tenant's.
 */
export const refuseOddUrls: EarlyAnswer = (ctx) => {
  const visit = visitOf(ctx)
  if (ctx.url.length > MAX_URL_BYTES) {
    visit.reason = 'uri_too_long'
    sendFailure(ctx, 414, 'uri-too-long')
    return true
  }
  if (!ODD.test(visit.path)) return false
  visit.reason = 'path_not_canonical'
  sendFailure(ctx, 404, 'not-found')
  return true
}
