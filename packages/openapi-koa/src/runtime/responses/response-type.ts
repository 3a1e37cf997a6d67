import type { Readable } from 'node:stream'
import type { Binary } from '../binary.ts'
import type { IsJsonType } from '../json-type.ts'
import type { ServerSentEvent } from './server-sent-event.ts'
import type { EmptyStatus, StatusCode, StatusOfKey } from './status-code.ts'

/**
 * What a handler answers: a union by status of `{ status, headers, contentType, body }`, read from one entry of
 * openapi-typescript's `operations`. `headers` is required where the document requires one of them, `contentType` where
 * it offers several, `body` where there is content.
 */
export type ResponseOf<Operation> = Operation extends { responses: infer Responses }
  ? { [Key in keyof Responses]: OneResponse<StatusOfKey<Key, keyof Responses>, Responses[Key]> }[keyof Responses]
  : { status: StatusCode; headers?: Record<string, HeaderValue>; contentType?: string; body?: unknown }

/** Objects and lists go out in style `simple`: `R,100,G,200`, `1,2`. A Set-Cookie field is written for each item. */
export type HeaderValue = string | number | boolean | readonly unknown[] | { readonly [name: string]: unknown }

type OneResponse<Status, Response> = Response extends unknown
  ? | WithContent<Exclude<Status, EmptyStatus>, Response, Content<Response>>
    | WithContent<Extract<Status, EmptyStatus>, Response, NoContent>
  : never

/** One member for each way of having content; none for no status. */
type WithContent<Status, Response, Parts> = [Status] extends [never]
  ? never
  : Parts extends unknown
    ? Simplify<{ status: Status } & Headers<Response> & Parts>
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
type Named<Declared> = Simplify<{
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
  ]: Name extends string ? (Lowercase<Name> extends 'set-cookie' ? OneOrMany<Declared[Name]> : Declared[Name]) : never
}>

/** Each cookie is a field of its own, whether or not the document says that there may be several. RFC 6265 §3 */
type OneOrMany<Value> = Value extends readonly unknown[]
  ? Readonly<Value>
  : Value | (Value extends undefined ? never : readonly Value[])

type NoContent = { contentType?: never; body?: never }

type Content<Response> = Response extends { content: infer ByMediaType }
  ? [keyof ByMediaType] extends [never]
    ? NoContent
    : IsUnion<keyof ByMediaType> extends true
      ? {
          [Type in keyof ByMediaType]: { contentType: Written<Type>; body: Body<Type, ByMediaType[Type]> }
        }[keyof ByMediaType]
      : keyof ByMediaType extends `${string}*${string}`
        ? { contentType: Written<keyof ByMediaType>; body: Body<keyof ByMediaType, ByMediaType[keyof ByMediaType]> }
        : { contentType?: keyof ByMediaType; body: Body<keyof ByMediaType, ByMediaType[keyof ByMediaType]> }
  : NoContent

/** A range such as `image/*` leaves the exact type to the handler. */
type Written<Type> = Type extends `*/*${string}`
  ? `${string}/${string}`
  : Type extends `${infer Main}/*${string}`
    ? `${Main}/${string}`
    : Type

/** Bytes go out as they are. What has no encoding here, such as an object as XML, is written by the handler. */
type Body<Type, Value> =
  IsJsonType<Type> extends true
    ? Value
    : Lowercase<Type & string> extends `text/event-stream${string}`
      ? Readable | AsyncIterable<ServerSentEvent>
      : Text<Exclude<Value, Binary>> | Uint8Array | Readable | AsyncIterable<Uint8Array | string>

type Text<Value> = [Value] extends [string | number | boolean] ? Value : string

/** Where a success comes in several media types: the one that the client would rather have. RFC 9110 §12.5.1 */
export type NegotiatedPart<Operation> = Operation extends { responses: infer Responses }
  ? SeveralTypes<Responses> extends infer Types
    ? [Types] extends [never]
      ? unknown
      : { readonly accept: Types }
    : unknown
  : unknown

type SeveralTypes<Responses> = Responses extends unknown
  ? {
      [Key in keyof Responses]: `${Key & (string | number)}` extends `2${string}`
        ? Responses[Key] extends { content: infer ByMediaType }
          ? IsUnion<keyof ByMediaType> extends true
            ? keyof ByMediaType
            : never
          : never
        : never
    }[keyof Responses]
  : never

type IsUnion<Type, Whole = Type> = Type extends unknown ? ([Whole] extends [Type] ? false : true) : never

/** The compiler prints what comes out of a condition member by member. */
type Simplify<Type> = Type extends unknown ? { [Key in keyof Type]: Type[Key] } : never
