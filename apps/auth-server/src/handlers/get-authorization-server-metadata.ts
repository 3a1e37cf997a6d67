import { hash } from 'node:crypto'
import { describeAuthorizationServer, isHubScope, StorageUnavailableError } from '@identity-hub/core'
import type { Handlers } from '@identity-hub/koa-server'
import type { Context } from 'koa'
import type { Dependencies } from '../dependencies.ts'
import { openTenancy } from '../http/tenancy.ts'
import { catalogues } from '../locales/texts.ts'
import type { HandlerContext } from './context.ts'
import { unknownTenantResponse } from './json-responses.ts'

interface Description {
  readonly metadata: ReturnType<typeof describeAuthorizationServer>
  readonly etag: string
  /** What it is made of: the issuer and the names of all scopes, none of which has a space. */
  readonly source: string
}

const MOST_KEPT = 1_000
/** More than that are not listed; RFC 8414 §2 lets a server leave some out. */
const MOST_SCOPES = 500

/** RFC 8414 §3. While the storage is away, what it said last still holds: clients may keep that for minutes, too. */
export function getAuthorizationServerMetadataHandler(
  dependencies: Dependencies,
): Handlers<HandlerContext>['getAuthorizationServerMetadata'] {
  const kept = new Map<string, Description>()
  return async ({ path, headers, context: ctx }) => {
    const last = kept.get(path.tenant)
    const description = await describe(dependencies, ctx, path.tenant, last).catch((error: unknown) => {
      if (last === undefined || !(error instanceof StorageUnavailableError)) throw error
      return last
    })
    if (description === null) {
      kept.delete(path.tenant)
      return unknownTenantResponse
    }
    if (kept.size >= MOST_KEPT && !kept.has(path.tenant)) kept.clear()
    kept.set(path.tenant, description)
    const { metadata, etag } = description
    const validators = { 'Cache-Control': 'public, max-age=300', ETag: etag } as const
    return isFresh(headers['if-none-match'], etag)
      ? { status: 304, headers: validators }
      : { status: 200, headers: validators, body: metadata }
  }
}

/** null: there is no such tenant. The last one, when nothing has changed since. */
async function describe(
  dependencies: Dependencies,
  ctx: Context,
  slug: string,
  last: Description | undefined,
): Promise<Description | null> {
  const tenancy = await openTenancy(dependencies, ctx, slug)
  if (tenancy === null) return null
  const { issuer, storage } = tenancy
  const { rows } = await storage.listScopes({ after: null, limit: MOST_SCOPES })
  // Those of the hub itself are for administrators, who know them.
  const names = rows.map(({ name }) => name).filter((name) => !isHubScope(name))
  const source = [issuer, ...names].join(' ')
  if (last?.source === source) return last
  const metadata = describeAuthorizationServer(issuer, names, Object.keys(catalogues))
  const etag = `"${hash('sha256', JSON.stringify(metadata), 'base64url').slice(0, 22)}"`
  return { metadata, etag, source }
}

/** RFC 9110 §13.1.2: weak comparison with each of the list, or `*`. */
function isFresh(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false
  return ifNoneMatch.split(',').some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '') === etag)
}
