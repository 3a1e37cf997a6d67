import { MetadataError } from '../errors/metadata-error.ts'
import { UnexpectedResponseError } from '../errors/unexpected-response-error.ts'
import { abortable } from '../http/abortable.ts'
import { at, type ContractHttp } from '../http/contract-http.ts'
import { requestIdOf } from '../http/hub-fetch.ts'
import { singleFlight } from '../http/single-flight.ts'
import type { AuthorizationServerMetadata } from './authorization-server-metadata.ts'
import { checkMetadata } from './check-metadata.ts'
import { freshSeconds } from './fresh-seconds.ts'
import { metadataLocation } from './metadata-location.ts'

export interface GetMetadataOptions {
  readonly signal?: AbortSignal | undefined
  /** Asks the hub even if the kept answer is fresh: is it there, and has anything changed? */
  readonly revalidate?: boolean | undefined
}

export type GetMetadata = (options?: GetMetadataOptions) => Promise<AuthorizationServerMetadata>

interface Kept {
  readonly metadata: AuthorizationServerMetadata
  readonly etag: string | undefined
  readonly freshUntil: number
}

/** Reads the metadata once for everybody who waits for it, and keeps it as long as its `Cache-Control` allows. */
export function metadataSource(hub: {
  readonly issuer: string
  readonly tenant: string
  readonly http: ContractHttp
  readonly clock: () => number
}): GetMetadata {
  const flights = singleFlight<AuthorizationServerMetadata>()
  const location = metadataLocation(hub.issuer)
  let kept: Kept | undefined

  async function read(): Promise<AuthorizationServerMetadata> {
    const { response, data } = await hub.http.GET('/.well-known/oauth-authorization-server/{tenant}', {
      ...at(location),
      params: { path: { tenant: hub.tenant } },
      headers: { 'If-None-Match': kept?.etag },
    })
    const metadata = response.status === 304 ? kept?.metadata : checkAnswer(response, data)
    if (!metadata) throw unexpected(response)
    kept = {
      metadata,
      etag: response.headers.get('ETag') ?? (response.status === 304 ? kept?.etag : undefined),
      freshUntil: hub.clock() + freshSeconds(response.headers.get('Cache-Control')) * 1000,
    }
    return metadata
  }

  function checkAnswer(response: Response, document: unknown): AuthorizationServerMetadata {
    if (response.status === 404) throw new MetadataError('unknown-issuer', `There is no hub at ${hub.issuer}.`)
    if (response.status !== 200) throw unexpected(response)
    return checkMetadata(document, hub.issuer)
  }

  function unexpected(response: Response): UnexpectedResponseError {
    const { status } = response
    return new UnexpectedResponseError(`${location} answered ${status}.`, { status, requestId: requestIdOf(response) })
  }

  return async ({ signal, revalidate = false } = {}) => {
    signal?.throwIfAborted()
    if (kept && !revalidate && hub.clock() < kept.freshUntil) return kept.metadata
    return abortable(flights.run(location, read), signal)
  }
}
