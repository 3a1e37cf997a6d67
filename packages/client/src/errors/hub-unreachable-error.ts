/**
 * No usable answer came for now: the network failed, the hub did not answer in time, or it answered 429 or 5xx. Nothing
 * was lost by it; try again later.
 */
export class HubUnreachableError extends Error {
  override readonly name = 'HubUnreachableError'
  readonly kind = 'hub-unreachable'
  readonly reason: 'network' | 'timeout' | 'status'
  /** With reason `status`. */
  readonly status: number | undefined
  /** What the hub asked for in `Retry-After`. */
  readonly retryAfterSeconds: number | undefined
  /** The hub's name for the request, to ask an operator about. */
  readonly requestId: string | undefined

  constructor(
    message: string,
    details: {
      readonly reason: 'network' | 'timeout' | 'status'
      readonly status?: number | undefined
      readonly retryAfterSeconds?: number | undefined
      readonly requestId?: string | undefined
      readonly cause?: unknown
    },
  ) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause })
    this.reason = details.reason
    this.status = details.status
    this.retryAfterSeconds = details.retryAfterSeconds
    this.requestId = details.requestId
  }
}
