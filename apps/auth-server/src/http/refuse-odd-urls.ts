import type { EarlyAnswer } from './answer-early.ts'
import { sendFailure } from './send-failure.ts'
import { visitOf } from './visit.ts'

const MAX_URL_BYTES = 8192
const ODD = /%|;|\/\//
// Behind it stand names of scopes, roles and clients, escaped where they must be.
const MANAGEMENT = /^\/[a-z0-9-]+\/api\/management\/v1\//
const ODD_THERE = /;|\/\//

/**
 * A URL that is too long, or a path spelled in another way than ours: no path of ours needs an escape, but for the names
 * at the end of the management API's, so an escaped one is an attempt to look like another tenant's.
 */
export const refuseOddUrls: EarlyAnswer = (ctx) => {
  const visit = visitOf(ctx)
  if (ctx.url.length > MAX_URL_BYTES) {
    visit.reason = 'uri_too_long'
    sendFailure(ctx, 414, 'uri-too-long')
    return true
  }
  if (!(MANAGEMENT.test(visit.path) ? ODD_THERE : ODD).test(visit.path)) return false
  visit.reason = 'path_not_canonical'
  sendFailure(ctx, 404, 'not-found')
  return true
}
