import type { JsonObject } from './json.ts'

/** A schema together with the document that its references lead into. */
export interface Schema {
  readonly document: JsonObject
  readonly schema: unknown
}

/** One operation, webhook or callback, as a client sees it. */
export interface Call {
  readonly id: string
  readonly kind: 'operations' | 'webhooks' | 'callbacks'
  /** In upper case. */
  readonly method: string
  /** The template. Webhooks and callbacks get one here. */
  readonly path: string
  readonly parameters: readonly Parameter[]
  readonly body?: RequestBody
  readonly responses: readonly DocumentedResponse[]
  /** Alternatives, each a list of schemes that are needed together; none: nothing is asked for. */
  readonly security: readonly (readonly SecurityScheme[])[]
}

export interface Parameter {
  readonly place: 'path' | 'query' | 'headers' | 'cookies'
  readonly name: string
  readonly required: boolean
  readonly schema: Schema
  readonly style: string
  readonly explode: boolean
  /** Described with `content`, so its text is JSON. */
  readonly isJson: boolean
}

export interface RequestBody {
  readonly required: boolean
  readonly content: readonly Content[]
}

export interface Content {
  readonly contentType: string
  /** Undefined: anything. */
  readonly schema: Schema | undefined
  /** By field of a form or part of a multipart body. https://spec.openapis.org/oas/v3.1.1#encoding-object */
  readonly encoding: JsonObject
}

export interface DocumentedResponse {
  /** `200`, `4XX` or `default`. */
  readonly status: string
  readonly headers: readonly DocumentedHeader[]
  readonly content: readonly Content[]
}

export interface DocumentedHeader {
  readonly name: string
  readonly required: boolean
  readonly schema: Schema
}

export interface SecurityScheme {
  readonly name: string
  readonly scopes: readonly string[]
  readonly type: string
  /** Of `http`, in lower case. */
  readonly scheme: string | undefined
  /** Of `apiKey`. */
  readonly in: string | undefined
  readonly keyName: string
}
