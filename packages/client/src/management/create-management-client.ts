import { randomUUID } from 'node:crypto'
import type { Problem } from '@identity-hub/api-types/management'
import { createFinalURL, createQuerySerializer, defaultPathSerializer } from 'openapi-fetch'
import { HubUnreachableError } from '../errors/hub-unreachable-error.ts'
import { ManagementError } from '../errors/management-error.ts'
import { UnexpectedResponseError } from '../errors/unexpected-response-error.ts'
import { hubFetch, requestIdOf } from '../http/hub-fetch.ts'
import { isObject } from '../http/is-object.ts'
import { secureUrl } from '../http/secure-url.ts'
import { OPERATIONS } from './generated/operations.gen.ts'
import type { ManagementClient, OperationId } from './operation-types.ts'

export interface ManagementClientOptions {
  /** Where the hub is: `https://hub.example`. */
  readonly origin: string
  /** The tenant to administer. */
  readonly tenant: string
  /** An access token with `hub.*` scopes, of that tenant or of the tenant `hub`. Asked for before each request. */
  readonly accessToken: () => string | Promise<string>
  readonly fetch?: typeof globalThis.fetch
  readonly timeoutMilliseconds?: number
  /** Epoch milliseconds. */
  readonly clock?: () => number
}

// An export of one person can be that long.
const BODY_LIMIT_BYTES = 16_777_216
const TIMEOUT_MILLISECONDS = 15_000
/** A lost answer is asked for so many times again, where that can do no harm. */
const REPEATS = 2

/** A URL takes these for steps, percent-encoded or not: the request would be one for something else. RFC 3986 §5.2.4 */
const DOT_SEGMENTS: ReadonlySet<string> = new Set(['.', '..'])

const serializeQuery = createQuerySerializer({ array: { style: 'form', explode: false } })

/** The operations of `openapi/management.yaml`, for one tenant. */
export function createManagementClient(options: ManagementClientOptions): ManagementClient {
  const origin = secureUrl(options.origin)?.origin
  if (origin === undefined)
    throw new TypeError('The origin has to be an https URL, or http on this machine: https://hub.example')
  const send = hubFetch({
    fetch: options.fetch ?? globalThis.fetch,
    timeoutMilliseconds: options.timeoutMilliseconds ?? TIMEOUT_MILLISECONDS,
    clock: options.clock ?? Date.now,
    bodyLimitBytes: BODY_LIMIT_BYTES,
  })

  async function call(id: OperationId, input: LooseInput = {}): Promise<unknown> {
    const make = await describeRequest(id, input)
    const response = await repeated(() => send(make()), isRepeatable(id))
    const requestId = requestIdOf(response)
    const body: unknown = response.status === 204 ? undefined : await response.json()
    if (response.ok) return { body, etag: response.headers.get('ETag'), requestId }
    if (isProblem(body)) throw new ManagementError(body, requestId)
    throw new UnexpectedResponseError(`${origin} answered ${response.status} with no problem that it knows.`, {
      status: response.status,
      requestId,
    })
  }

  async function describeRequest(id: OperationId, input: LooseInput): Promise<() => Request> {
    const { method, path, keyed } = OPERATIONS[id]
    for (const value of Object.values(input.path ?? {}))
      if (DOT_SEGMENTS.has(value)) throw new ManagementError(notFound(value), undefined)
    const url = createFinalURL(path, {
      baseUrl: `${origin}`,
      params: { path: { ...input.path, tenant: options.tenant }, query: input.query ?? {} },
      querySerializer: serializeQuery,
      pathSerializer: defaultPathSerializer,
    })
    const headers = new Headers({ Accept: 'application/json', Authorization: `Bearer ${await options.accessToken()}` })
    if (input.body !== undefined)
      headers.set('Content-Type', method === 'PATCH' ? 'application/merge-patch+json' : 'application/json')
    if (input.ifMatch !== undefined) headers.set('If-Match', input.ifMatch)
    if (keyed) headers.set('Idempotency-Key', input.idempotencyKey ?? randomUUID())
    const body = input.body === undefined ? null : JSON.stringify(input.body)
    return () => new Request(url, { method, headers, body, signal: input.signal ?? null })
  }

  const operations = Object.keys(OPERATIONS).map((id) => [
    id,
    (input?: LooseInput) => call(id as OperationId, input), // A key of the table.
  ])
  // Each function serves any operation at run time; the type says what each of them takes and gives.
  return Object.fromEntries(operations) as ManagementClient
}

/** Any operation's input, as it is at run time. */
interface LooseInput {
  readonly path?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, unknown>>
  readonly body?: unknown
  readonly ifMatch?: string
  readonly idempotencyKey?: string
  readonly signal?: AbortSignal
}

/** Done twice it is done once, and answered as the first time: a read, an assignment, or a creation with a key. */
const isRepeatable = (id: OperationId): boolean => {
  const { method, keyed } = OPERATIONS[id]
  return method === 'GET' || method === 'PUT' || keyed
}

async function repeated(send: () => Promise<Response>, isAllowed: boolean): Promise<Response> {
  for (let left = isAllowed ? REPEATS : 0; ; left -= 1) {
    try {
      return await send()
    } catch (error) {
      // Whoever answers with a status was reached, and says by itself when to come again.
      if (left === 0 || !(error instanceof HubUnreachableError) || error.reason !== 'network') throw error
    }
  }
}

/** Nothing at the hub has such a name. */
const notFound = (name: string): Problem => ({
  type: 'about:blank',
  title: 'Not Found',
  status: 404,
  code: 'not_found',
  detail: `There is nothing of the name "${name}", which no address can hold.`,
})

function isProblem(body: unknown): body is Problem {
  return isObject(body) && typeof body['code'] === 'string' && typeof body['detail'] === 'string'
}
