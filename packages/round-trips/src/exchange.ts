import type { Content, SecurityScheme } from './document/call.ts'

/** What a client sends: values, not text. Members are absent where nothing is sent. */
export interface SentRequest {
  readonly path: Readonly<Record<string, unknown>>
  readonly query: Readonly<Record<string, unknown>>
  readonly headers: Readonly<Record<string, unknown>>
  readonly cookies: Readonly<Record<string, unknown>>
  readonly body?: SentBody
  readonly credentials: readonly Credentials[]
}

export interface SentBody {
  readonly content: Content
  /** Bytes where the document describes no value. */
  readonly value: unknown
}

/** For one scheme; all of them are sent together. */
export interface Credentials {
  readonly scheme: SecurityScheme
  readonly secret: string
}

/** What the handler answers. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly content?: Content
  /** The concrete media type, where the document has a range. */
  readonly contentType?: string
  readonly body?: unknown
}

/** What arrived at the client: the bytes, and what the client makes of them. */
export interface Reply {
  readonly status: number
  readonly headers: Headers
  readonly bytes: Buffer
  /** Undefined: the client has no reading of its own. */
  readonly read?: { readonly value: unknown }
}
