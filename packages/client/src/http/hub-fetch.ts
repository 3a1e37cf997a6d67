import { HubUnreachableError } from '../errors/hub-unreachable-error.ts'
import { UnexpectedResponseError } from '../errors/unexpected-response-error.ts'
import { readBounded } from './read-bounded.ts'
import { retryAfterSeconds } from './retry-after.ts'

/** Far above any answer of the protocol. */
const BODY_LIMIT_BYTES = 131_072

/**
 * A fetch that lets through what the contracts know: a whole JSON answer below 500, 204 or 304. Outages become
 * `HubUnreachableError`, anything else `UnexpectedResponseError`. No message holds anything that was sent.
 */
export function hubFetch(options: {
  readonly fetch: typeof globalThis.fetch
  readonly timeoutMilliseconds: number
  readonly clock: () => number
  readonly bodyLimitBytes?: number
}): (request: Request) => Promise<Response> {
  const { bodyLimitBytes = BODY_LIMIT_BYTES } = options
  return async (request) => {
    const timeout = AbortSignal.timeout(options.timeoutMilliseconds)
    const signal = AbortSignal.any([request.signal, timeout])
    let response: Response
    let body: string | undefined
    try {
      response = await options.fetch(request, { signal, redirect: 'manual' })
      body = await readBounded(response, bodyLimitBytes)
    } catch (cause) {
      if (request.signal.aborted) throw request.signal.reason
      throw unreachable(request, cause, timeout.aborted)
    }
    refuseOutage(request, response, options.clock())
    refuseForeign(request, response, body, bodyLimitBytes)
    return new Response(isEmpty(response) ? null : body, {
      status: response.status,
      headers: plainHeaders(response.headers),
    })
  }
}

/** The hub's name for a request. */
export function requestIdOf(response: Response): string | undefined {
  return response.headers.get('X-Request-Id') ?? undefined
}

function unreachable(request: Request, cause: unknown, timedOut: boolean): HubUnreachableError {
  const { origin } = new URL(request.url)
  return timedOut
    ? new HubUnreachableError(`${origin} did not answer in time.`, { reason: 'timeout' })
    : new HubUnreachableError(`${origin} cannot be reached${codeOf(cause)}.`, { reason: 'network', cause })
}

/** Node tells what happened, such as ECONNREFUSED, one cause further down. */
function codeOf(cause: unknown): string {
  if (!(cause instanceof Error)) return ''
  return 'code' in cause && typeof cause.code === 'string' ? ` (${cause.code})` : codeOf(cause.cause)
}

// 429 is among them: the request was good and was not carried out.
function refuseOutage(request: Request, response: Response, now: number): void {
  const { status, headers } = response
  if (status < 500 && status !== 429) return
  throw new HubUnreachableError(`${new URL(request.url).origin} answered ${status}.`, {
    reason: 'status',
    status,
    retryAfterSeconds: retryAfterSeconds(headers, now),
    requestId: requestIdOf(response),
  })
}

/** It never has a body. RFC 9110 §6.4.1 */
const isEmpty = ({ status }: Response): boolean => status === 204 || status === 304

function refuseForeign(
  request: Request,
  response: Response,
  body: string | undefined,
  bodyLimitBytes: number,
): asserts body is string {
  const { status } = response
  if (isEmpty(response)) return
  const problem =
    // Following one would carry the code and the credentials to wherever it points. RFC 9700 §4.12
    response.type === 'opaqueredirect' || (status >= 300 && status < 400)
      ? 'a redirect, which is never followed'
      : body === undefined
        ? `more than ${bodyLimitBytes} bytes`
        : !isJson(response.headers, body)
          ? 'something that is not JSON'
          : undefined
  if (problem === undefined) return
  const { origin, pathname } = new URL(request.url)
  throw new UnexpectedResponseError(`${origin}${pathname} answered ${status} with ${problem}.`, {
    status,
    requestId: requestIdOf(response),
  })
}

function isJson(headers: Headers, body: string): boolean {
  if (!/^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i.test(headers.get('Content-Type') ?? '')) return false
  try {
    JSON.parse(body)
    return true
  } catch {
    return false
  }
}

// The body is decoded and whole by now, so these would be wrong about it.
function plainHeaders(headers: Headers): Headers {
  const plain = new Headers(headers)
  for (const name of ['Content-Encoding', 'Content-Length', 'Transfer-Encoding']) plain.delete(name)
  return plain
}
