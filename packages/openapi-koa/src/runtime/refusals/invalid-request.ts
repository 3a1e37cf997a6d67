import type { LooseParameters } from '../request-type.ts'
import type { HeaderValue } from '../responses/response-type.ts'

/** Why a request never reached its handler. */
export interface InvalidRequest<OperationId extends string = string> {
  /** Of the operation that was asked for; with a wrong method, of the path's first one. */
  readonly operationId: OperationId
  /** The status that HTTP suggests. The answer may choose another. */
  readonly status: 400 | 405 | 406 | 413 | 415
  readonly place: RequestPlace
  readonly reason: InvalidRequestReason
  /** The parameter, or the top-level member of the body, when there is one. Other than in JSON it is always a declared one. */
  readonly name?: string
  /** Where inside the place: `['items', 0, 'id']`; empty for the place as a whole. */
  readonly path: readonly (string | number)[]
  /** One English sentence for developers. It never repeats a value that was sent. */
  readonly message: string
  /** With `method-not-allowed`: what `Allow` will say. */
  readonly allow?: readonly string[]
  /** The named values of the place as they were sent, as far as they could be read. Nothing in it is checked. */
  readonly input?: Readonly<LooseParameters>
}

export type RequestPlace = 'method' | 'path' | 'query' | 'header' | 'cookie' | 'body'

export type InvalidRequestReason =
  | 'missing'
  | 'repeated'
  | 'invalid'
  | 'too-large'
  | 'too-many-parameters'
  | 'unsupported-media-type'
  | 'not-acceptable'
  | 'malformed'
  | 'method-not-allowed'

/** An answer outside the document's types. An object in `body` is sent as JSON. */
export interface LooseResponse {
  readonly status: number
  readonly headers?: Readonly<Record<string, HeaderValue | undefined>>
  /** Default: `application/json` for an object, `text/plain;charset=utf-8` for text. */
  readonly contentType?: string
  readonly body?: unknown
}
