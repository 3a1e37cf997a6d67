import type { Readable } from 'node:stream'
import type { StatusCode, StatusOfKey } from './status-code.ts'

/**
 * What a handler answers: a union by status of `{ status, headers, contentType, body }`, read from one entry of
 * openapi-typescript's `operations`. `headers` is required where the document requires one of them, `contentType` where
 * it offers several, `body` where there is content.
 */
export type ResponseOf<Operation> = Operation extends { responses: infer Responses }
  ? { [Key in keyof Responses]: OneResponse<StatusOfKey<Key, keyof Responses>, Responses[Key]> }[keyof Responses]
  : { status: StatusCode; headers?: Record<string, HeaderValue>; contentType?: string; body?: unknown }

export type HeaderValue = string | number | readonly string[]

type OneResponse<Status, Response> =
  Content<Response> extends infer Part
    ? Part extends unknown
      ? Simplify<{ status: Status } & Headers<Response> & Part>
      : never
    : never

type Headers<Response> = Response extends { headers: infer Declared }
  ? Partial<Named<Declared>> extends Named<Declared>
    ? { headers?: Named<Declared> }
    : { headers: Named<Declared> }
  : { headers?: Record<string, never> }

/**
 * Without openapi-typescript's index signature, which would let any misspelt name pass; and without Content-Type, which
 * OpenAPI tells to ignore because the media type says it.
 */
type Named<Declared> = {
  [
    Name in keyof Declared as string extends Name
      ? never
      : number extends Name
        ? never
        : Name extends string
          ? Lowercase<Name> extends 'content-type'
            ? never
            : Name
          : never
  ]: Declared[Name]
}

type Content<Response> = Response extends { content: infer ByMediaType }
  ? [keyof ByMediaType] extends [never]
    ? { contentType?: never; body?: never }
    : IsUnion<keyof ByMediaType> extends true
      ? {
          [Type in keyof ByMediaType]: { contentType: Written<Type>; body: Body<Type, ByMediaType[Type]> }
        }[keyof ByMediaType]
      : keyof ByMediaType extends `${string}*${string}`
        ? { contentType: string; body: Body<keyof ByMediaType, ByMediaType[keyof ByMediaType]> }
        : { contentType?: keyof ByMediaType; body: Body<keyof ByMediaType, ByMediaType[keyof ByMediaType]> }
  : { contentType?: never; body?: never }

/** A range such as `image/*` leaves the exact type to the handler. */
type Written<Type> = Type extends `${string}*${string}` ? string : Type

type Body<Type, Value> = Type extends `${string}json${string}` ? Value : Value | Uint8Array | Readable

type IsUnion<Type, Whole = Type> = Type extends unknown ? ([Whole] extends [Type] ? false : true) : never

type Simplify<Type> = { [Key in keyof Type]: Type[Key] }
