import { hash } from 'node:crypto'
import type { Handlers } from '@identity-hub/koa-server'
import type { Visit } from '../http/visit.ts'

/** RFC 8414 §3 */
export const getAuthorizationServerMetadata: Handlers<Visit>['getAuthorizationServerMetadata'] = ({
  headers,
  context: { rules, tenant, issuer, ctx },
}) => {
  const body = rules.describe(rules.issuerInMetadata(issuer, ctx), tenant)
  const etag = `"${hash('sha256', JSON.stringify(body), 'base64url').slice(0, 22)}"`
  const validators = { 'Cache-Control': 'public, max-age=300', ETag: etag } as const
  const known = headers['if-none-match']
  return known !== undefined && rules.isUnchanged(known, etag)
    ? { status: 304, headers: validators }
    : { status: 200, headers: validators, body }
}
