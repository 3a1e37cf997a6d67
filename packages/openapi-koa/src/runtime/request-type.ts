import type { Readable } from 'node:stream'
import type { Binary } from './binary.ts'
import type { MultipartPart } from './bodies/multipart-part.ts'
import type { NegotiatedPart } from './responses/response-type.ts'
import type { SecurityPart } from './security/security-type.ts'
import type { UploadedFile } from './bodies/uploaded-file.ts'

/**
 * What a handler receives, read from one entry of openapi-typescript's `operations`: only what the document declares.
 * With `Loose` (see `RouterOptions.validate`) the query and the body come as they were sent.
 */
export type RequestOf<
  Operation,
  OperationId,
  Context,
  Loose extends boolean = false,
  Security = object,
  Principals = undefined,
> = Simplify<
  { readonly operationId: OperationId; readonly context: Context } & PathPart<Operation> &
    QueryPart<Operation, Loose> &
    HeadersPart<Operation> &
    CookiesPart<Operation> &
    BodyPart<Operation, Loose> &
    NegotiatedPart<Operation> &
    SecurityPart<OperationId, Security, Principals>
>

/** Values as they were sent: own properties of an object without a prototype; a repeated parameter is an array. */
export type LooseParameters = Record<string, string | string[]>

type ParametersOf<Operation> = Operation extends { parameters: infer Parameters } ? Parameters : object

type Declared<Operation, Place extends string> =
  ParametersOf<Operation> extends { [P in Place]?: infer Values } ? Exclude<Values, undefined> : never

type PathPart<Operation> = [Declared<Operation, 'path'>] extends [never]
  ? unknown
  : { readonly path: Declared<Operation, 'path'> }

type QueryPart<Operation, Loose> = [Declared<Operation, 'query'>] extends [never]
  ? unknown
  : { readonly query: Loose extends true ? LooseParameters : Declared<Operation, 'query'> }

/** Field names are case-insensitive, so they come in lower case. RFC 9110 §5.1 */
type HeadersPart<Operation> = [Declared<Operation, 'header'>] extends [never]
  ? unknown
  : { readonly headers: LowerCaseKeys<Declared<Operation, 'header'>> }

type CookiesPart<Operation> = [Declared<Operation, 'cookie'>] extends [never]
  ? unknown
  : { readonly cookies: Declared<Operation, 'cookie'> }

type LowerCaseKeys<Values> = { [Name in keyof Values as Name extends string ? Lowercase<Name> : never]: Values[Name] }

type BodyPart<Operation, Loose> = Operation extends { requestBody: { content: infer Content } }
  ? BodyOf<Content, never, Loose>
  : Operation extends { requestBody?: infer Body }
    ? [Exclude<Body, undefined>] extends [never]
      ? unknown
      : Exclude<Body, undefined> extends { content: infer Content }
        ? BodyOf<Content, undefined, Loose>
        : unknown
    : unknown

/** With several media types `contentType` tells them apart; where the document has a range, `mediaType` is what was sent. */
type BodyOf<Content, Absent, Loose> =
  IsUnion<keyof Content> extends true
    ? | {
          [Type in keyof Content]: Simplify<
            {
              readonly contentType: Type
              readonly body: BodyIn<Essence<Type>, Content[Type], Loose>
            } & MediaTypePart<Type>
          >
        }[keyof Content]
      | (Absent extends undefined ? { readonly contentType?: undefined; readonly body?: undefined } : never)
    : { readonly body: BodyIn<Essence<keyof Content>, Content[keyof Content], Loose> | Absent } & MediaTypePart<
        keyof Content,
        Absent
      >

type MediaTypePart<Type, Absent = never> =
  Essence<Type> extends '*/*'
    ? { readonly mediaType: string | Absent }
    : Essence<Type> extends `${infer Kind}/*`
      ? { readonly mediaType: `${Kind}/${string}` | Absent }
      : unknown

/** In lower case and without parameters. */
type Essence<Type> = Type extends string
  ? Lowercase<Type extends `${infer Before};${string}` ? Trimmed<Before> : Trimmed<Type>>
  : never

type Trimmed<Text extends string> = Text extends `${infer Before} ` ? Trimmed<Before> : Text

type BodyIn<Type, Value, Loose> = Type extends 'application/json' | 'text/json' | `${string}+json`
  ? Loose extends true
    ? unknown
    : Value
  : Type extends 'application/x-www-form-urlencoded'
    ? Loose extends true
      ? LooseParameters
      : Value
    : Type extends `multipart/${string}`
      ? Loose extends true
        ? AsyncIterable<MultipartPart>
        : WithFiles<Value>
      : Type extends `text/${string}`
        ? Loose extends true
          ? string
          : Value extends string | number | boolean
            ? Value
            : string
        : Readable

/** The parts of a multipart body that are bytes come as files. */
type WithFiles<Value> = Value extends object ? { [Name in keyof Value]: WithFile<Value[Name]> } : Value

type WithFile<Value> = Value extends Binary ? UploadedFile : Value extends readonly Binary[] ? UploadedFile[] : Value

type IsUnion<Type, Whole = Type> = Type extends unknown ? ([Whole] extends [Type] ? false : true) : never

type Simplify<Type> = Type extends unknown ? { [Key in keyof Type]: Type[Key] } : never
