const REFUSAL: unique symbol = Symbol('refusal')

/** What a security handler answers when credentials will not do. */
export interface SecurityRefusal {
  readonly [REFUSAL]: true
  readonly status: 401 | 403
  readonly challenge: string | undefined
  readonly message: string | undefined
}

export interface RefusalOptions {
  /** Default 401. With 403 the caller is known and may not do this. */
  readonly status?: 401 | 403
  /** For `WWW-Authenticate`, instead of the one that the scheme suggests: `Bearer error="insufficient_scope"`. */
  readonly challenge?: string
  /** One English sentence for developers. */
  readonly message?: string
}

/** Refuses credentials, in a security handler. */
export function refuse({ status = 401, challenge, message }: RefusalOptions = {}): SecurityRefusal {
  return { [REFUSAL]: true, status, challenge, message }
}

export function isRefusal(value: unknown): value is SecurityRefusal {
  return typeof value === 'object' && value !== null && REFUSAL in value
}
