/**
 * The storage cannot answer, or cannot promise that what it wrote is there: away, full, or a failed commit. Nothing was
 * acknowledged. The wire says 503 with `Retry-After`.
 */
export class StorageUnavailableError extends Error {
  readonly retryAfterSeconds: number

  constructor(message: string, options: { cause?: unknown; retryAfterSeconds?: number } = {}) {
    super(message, { cause: options.cause })
    this.name = 'StorageUnavailableError'
    this.retryAfterSeconds = options.retryAfterSeconds ?? 2
  }
}
