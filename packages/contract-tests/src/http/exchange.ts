/** One request and its answer, as they went over the wire. */
export interface Exchange {
  readonly request: SentRequest
  readonly status: number
  readonly headers: Headers
  /** Every `Set-Cookie` header, as sent. */
  readonly setCookies: readonly string[]
  readonly body: string
  readonly durationMilliseconds: number
}

export interface SentRequest {
  readonly method: string
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
}

/** The body as JSON; undefined when it is none. */
export function jsonOf(exchange: Exchange): unknown {
  try {
    return JSON.parse(exchange.body)
  } catch {
    return undefined
  }
}

/** `POST /acme/oauth2/v1/token → 400`, for messages: never the query, which may hold a code. */
export function describeExchange({ request, status }: Exchange): string {
  return `${request.method} ${request.url.pathname} → ${status}`
}
