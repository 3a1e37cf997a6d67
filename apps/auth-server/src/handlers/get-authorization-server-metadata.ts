import { hash } from 'node:crypto'
import { describeAuthorizationServer } from '@identity-hub/core'
import type { Handlers } from '@identity-hub/koa-server'
import type { Dependencies } from '../dependencies.ts'
import { openTenancy } from '../http/tenancy.ts'
import { catalogues } from '../locales/texts.ts'
import type { HandlerContext } from './context.ts'
import { unknownTenantResponse } from './json-responses.ts'

/** RFC 8414 §3. */
export function getAuthorizationServerMetadataHandler(
  dependencies: Dependencies,
): Handlers<HandlerContext>['getAuthorizationServerMetadata'] {
  return async ({ path, headers, context: ctx }) => {
    const tenancy = await openTenancy(dependencies, ctx, path.tenant)
    if (tenancy === null) return unknownTenantResponse
    const scopes = await tenancy.storage.listScopes()
    const metadata = describeAuthorizationServer(
      tenancy.issuer,
      scopes.map(({ name }) => name),
      Object.keys(catalogues),
    )
    const etag = `"${hash('sha256', JSON.stringify(metadata), 'base64url').slice(0, 22)}"`
    const validators = { 'Cache-Control': 'public, max-age=300', ETag: etag } as const
    return isFresh(headers['if-none-match'], etag)
      ? { status: 304, headers: validators }
      : { status: 200, headers: validators, body: metadata }
  }
}

/** RFC 9110 §13.1.2: weak comparison with each of the list, or `*`. */
function isFresh(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false
  return ifNoneMatch.split(',').some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '') === etag)
}
